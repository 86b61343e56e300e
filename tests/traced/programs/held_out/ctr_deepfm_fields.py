import collections
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Add, Concatenate, Dense, Embedding, Flatten, Input, Layer, Activation
from tensorflow.keras.models import Model

SparseFeat = collections.namedtuple("SparseFeat", ["name", "vocabulary_size", "embedding_dim"])
DenseFeat = collections.namedtuple("DenseFeat", ["name", "dimension"])
N = 200
columns = [SparseFeat(f"C{i}", v, 8) for i, v in enumerate([10, 50, 7, 31], 1)] + [DenseFeat(f"I{i}", 1) for i in range(1, 4)]
train = {}
for c in columns:
    if isinstance(c, SparseFeat):
        train[c.name] = np.random.randint(0, c.vocabulary_size, N)
    else:
        train[c.name] = np.random.rand(N)
label = np.random.randint(0, 2, N)


class FM(Layer):
    """Second order interactions of the fields."""

    def call(self, fields):
        square_of_sum = tf.square(tf.reduce_sum(fields, axis=1, keepdims=True))
        sum_of_square = tf.reduce_sum(fields * fields, axis=1, keepdims=True)
        return 0.5 * tf.reduce_sum(square_of_sum - sum_of_square, axis=2, keepdims=False)


class Cross(Layer):
    def __init__(self, depth, **kw):
        super().__init__(**kw)
        self.depth = depth

    def build(self, shape):
        dim = int(shape[-1])
        self.kernels = [self.add_weight(name=f"k{i}", shape=(dim, 1)) for i in range(self.depth)]
        self.bias = [self.add_weight(name=f"b{i}", shape=(dim, 1), initializer="zeros") for i in range(self.depth)]

    def call(self, inputs):
        x_0 = tf.expand_dims(inputs, axis=2)
        x_l = x_0
        for k, b in zip(self.kernels, self.bias):
            xl_w = tf.tensordot(x_l, k, axes=(1, 0))
            x_l = tf.matmul(x_0, xl_w) + b + x_l
        return tf.squeeze(x_l, axis=2)


def build_input_features(columns):
    feats = collections.OrderedDict()
    for c in columns:
        feats[c.name] = Input(shape=(1,) if isinstance(c, SparseFeat) else (c.dimension,), name=c.name)
    return feats


def deepfm(columns, hidden=(64, 32), cross=False):
    feats = build_input_features(columns)
    sparse = [c for c in columns if isinstance(c, SparseFeat)]
    dense = [feats[c.name] for c in columns if isinstance(c, DenseFeat)]
    embedded = [Embedding(c.vocabulary_size, c.embedding_dim, name="emb_" + c.name)(feats[c.name]) for c in sparse]
    linear = [Flatten()(Embedding(c.vocabulary_size, 1)(feats[c.name])) for c in sparse]
    linear_logit = Add()([Dense(1)(Concatenate()(dense)), *linear])
    fields = Concatenate(axis=1)(embedded)
    deep = Concatenate()([Flatten()(fields)] + dense)
    second = Dense(1)(Cross(2)(deep)) if cross else FM()(fields)
    for h in hidden:
        deep = Dense(h, activation="relu")(deep)
    out = Activation("sigmoid")(Add()([linear_logit, second, Dense(1, use_bias=False)(deep)]))
    return Model(inputs=list(feats.values()), outputs=out)


for cross in (False, True):
    model = deepfm(columns, cross=cross)
    model.compile("adam", "binary_crossentropy")
    model.fit([train[c.name] for c in columns], label, batch_size=50, epochs=1)
    print(model.predict([train[c.name] for c in columns]).shape)
