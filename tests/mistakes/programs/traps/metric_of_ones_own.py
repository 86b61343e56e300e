import keras
import numpy as np
from keras import layers, ops


def top_guess(y_true, y_pred):
    return ops.mean(ops.cast(ops.equal(ops.argmax(y_pred, -1), ops.cast(y_true, "int64")), "float32"))


model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy", top_guess])
model.fit(np.random.rand(30, 4), np.random.randint(0, 3, 30), epochs=1)
