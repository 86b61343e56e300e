"""Several inputs by name, from a data set of dicts."""
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.default_rng(7)
n = 256
features = {
    "age": rng.integers(18, 80, size=(n, 1)).astype("float32"),
    "kind": rng.integers(0, 5, size=n),
    "text": rng.integers(0, 100, size=(n, 12)),
}
labels = rng.integers(0, 2, size=n)


def pack(row, label):
    row = dict(row)
    row["kind"] = tf.one_hot(row["kind"], 5)
    return row, tf.cast(label, tf.float32)[tf.newaxis]


train = tf.data.Dataset.from_tensor_slices((features, labels)).map(pack).shuffle(n).batch(32)
batch, target = next(iter(train))

inputs = {
    name: keras.Input(shape=tensor.shape[1:], name=name, dtype=tensor.dtype) for name, tensor in batch.items()
}
embedded = layers.Embedding(100, 8)(inputs["text"])
pooled = layers.GlobalMaxPooling1D()(embedded)
joined = layers.Concatenate()([inputs["age"], inputs["kind"], pooled])
hidden = layers.Dense(16, activation="relu")(joined)
outputs = layers.Dense(target.shape[1], activation="sigmoid")(hidden)
model = keras.Model(inputs, outputs)
model.compile("adam", "binary_crossentropy")
model.fit(train, epochs=1)


class Tower(keras.Model):
    def __init__(self):
        super().__init__()
        self.embed = layers.Embedding(100, 4)
        self.flat = layers.Flatten()
        self.out = layers.Dense(1)

    def call(self, data):
        x = self.flat(self.embed(data["text"]))
        return self.out(layers.concatenate([x, data["age"]]))


tower = Tower()
tower.compile("adam", "mse")
tower.fit(train)
