import numpy as np
from tensorflow import keras

x = np.random.rand(64, 10)
y = np.random.randint(0, 4, 64)

model = keras.Sequential([keras.Input((10,)), keras.layers.Dense(4, activation="softmax")])
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x, y, epochs=1)
