import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((10,))
hidden = layers.Dense(16, activation="relu")(inputs)
price = layers.Dense(1, name="price")(hidden)
kind = layers.Dense(5, activation="softmax", name="kind")(hidden)
model = keras.Model(inputs, [price, kind])
model.compile(
    optimizer="adam",
    loss={"price": "mse", "kind": "sparse_categorical_crossentropy"},
    loss_weights={"price": 1.0, "kind": 0.5},
    metrics={"kind": "accuracy"},
)
x = np.random.rand(25, 10)
model.fit(x, {"price": np.random.rand(25), "kind": np.random.randint(0, 5, 25)}, epochs=1)
model.fit(x, [np.random.rand(25, 1), np.random.randint(0, 5, (25, 1))], epochs=1)
