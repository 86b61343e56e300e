# expect: SL504
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

letters = np.random.rand(2000, 16)
label = np.random.randint(0, 26, 2000)

model = keras.Sequential(
    [
        layers.Input((16,)),
        layers.Dense(32, activation="relu"),
        layers.Dense(25, activation="softmax"),  # blame
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(letters, label, epochs=1)
