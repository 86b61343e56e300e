import tensorflow as tf
from tensorflow.keras import layers, Model
import numpy as np

CITIES = ["bonn", "kiel", "ulm", "jena"]
N = 256
raw = {
    "city": np.random.choice(CITIES, N),
    "hour": np.random.randint(0, 24, N),
    "temp": np.random.normal(12, 8, N).astype("float32"),
    "wind": np.random.exponential(3, N).astype("float32"),
    "holiday": np.random.choice([True, False], N),
}
trips = np.random.poisson(20, N).astype("float32")
ds = tf.data.Dataset.from_tensor_slices((raw, trips)).batch(32)


class Features:
    def __init__(self, data):
        self.data = data
        self.inputs, self.wide, self.deep = {}, [], []

    def numeric(self, *names):
        for name in names:
            inp = layers.Input((1,), name=name)
            norm = layers.Normalization(axis=None)
            norm.adapt(self.data[name])
            self.inputs[name] = inp
            self.deep.append(norm(inp))
        return self

    def bucket(self, name, edges):
        inp = self.inputs.setdefault(name, layers.Input((1,), name=name))
        ids = layers.Discretization(bin_boundaries=edges)(inp)
        self.wide.append(layers.CategoryEncoding(len(edges) + 1, output_mode="one_hot")(ids))
        return self

    def category(self, name, vocabulary, dim=None, dtype="string"):
        inp = self.inputs[name] = layers.Input((1,), name=name, dtype=dtype)
        lookup = layers.StringLookup(vocabulary=vocabulary)
        ids = lookup(inp)
        self.wide.append(layers.CategoryEncoding(lookup.vocabulary_size(), output_mode="multi_hot")(ids))
        if dim:
            self.deep.append(layers.Flatten()(layers.Embedding(lookup.vocabulary_size(), dim)(ids)))
        return self

    def model(self, *units):
        wide = layers.concatenate(self.wide)
        deep = layers.concatenate(self.deep)
        for u in units:
            deep = layers.Dense(u, activation="relu")(deep)
        both = layers.concatenate([wide, deep])
        return Model(self.inputs, layers.Dense(1, activation="softplus")(both))


features = Features(raw).numeric("temp", "wind").bucket("temp", [0., 10., 20., 30.]).category("city", CITIES, dim=3)
net = features.model(32, 16)
net.compile("adam", "poisson")
chosen = ds.map(lambda x, y: ({k: x[k] for k in ("temp", "wind", "city")}, y))
net.fit(chosen, epochs=1)
one = {"temp": tf.constant([[3.]]), "wind": tf.constant([[1.]]), "city": tf.constant([["kiel"]])}
print(net(one).shape, len(net.inputs))

hour = layers.Input((1,), dtype="int64")
onehot = layers.IntegerLookup(vocabulary=list(range(24)), output_mode="one_hot")(hour)
hashed = layers.Hashing(num_bins=16)(layers.Input((1,), dtype="string"))
simple = Model(hour, layers.Dense(1)(onehot))
simple.compile("sgd", "mse")
simple.fit(raw["hour"], trips)
print(onehot.shape, hashed.shape, simple.predict(raw["hour"][:3]).shape)
