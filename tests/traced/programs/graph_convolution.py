import numpy as np
import keras
from keras import layers, ops, activations, initializers

num_nodes = 30
num_features = 7
num_classes = 3


class GraphConvolution(layers.Layer):
    def __init__(self, units, activation=None, use_bias=True, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = activations.get(activation)
        self.use_bias = use_bias

    def build(self, input_shape):
        features_shape, adjacency_shape = input_shape
        self.kernel = self.add_weight(shape=(features_shape[-1], self.units), initializer="glorot_uniform", name="kernel")
        if self.use_bias:
            self.bias = self.add_weight(shape=(self.units,), initializer=initializers.Zeros(), name="bias")
        else:
            self.bias = None

    def call(self, inputs):
        features, adjacency = inputs
        support = ops.matmul(features, self.kernel)
        output = ops.matmul(adjacency, support)
        if self.bias is not None:
            output = output + self.bias
        return self.activation(output)

    def compute_output_shape(self, input_shape):
        return input_shape[0][:-1] + (self.units,)


def create_ffn(hidden_units, dropout_rate, name=None):
    fnn_layers = []
    for units in hidden_units:
        fnn_layers.append(layers.BatchNormalization())
        fnn_layers.append(layers.Dropout(dropout_rate))
        fnn_layers.append(layers.Dense(units, activation="gelu"))
    return keras.Sequential(fnn_layers, name=name)


class GraphAttentionHead(layers.Layer):
    def __init__(self, units, heads):
        super().__init__()
        self.units, self.heads = units, heads
        self.query = layers.Dense(units * heads)
        self.key = layers.Dense(units * heads)
        self.value = layers.Dense(units * heads)

    def split(self, x):
        x = ops.reshape(x, (-1, num_nodes, self.heads, self.units))
        return ops.transpose(x, (0, 2, 1, 3))

    def call(self, x):
        q, k, v = [self.split(d(x)) for d in (self.query, self.key, self.value)]
        scores = ops.matmul(q, ops.swapaxes(k, 2, 3)) / ops.sqrt(float(self.units))
        out = ops.einsum("bhij,bhjd->bihd", ops.softmax(scores), v)
        return ops.reshape(out, (-1, num_nodes, self.heads * self.units))


features = keras.Input(shape=(num_nodes, num_features), name="features")
adjacency = keras.Input(shape=(num_nodes, num_nodes), name="adjacency")
x = GraphConvolution(16, activation="relu")([features, adjacency])
x = layers.Dropout(0.5)(x)
x = GraphAttentionHead(4, heads=2)(x)
x = create_ffn([12, 8], 0.2, name="ffn")(x)
x = GraphConvolution(num_classes, activation="softmax", use_bias=False)([x, adjacency])
model = keras.Model([features, adjacency], x)
baseline = create_ffn((32, 32), 0.1)
baseline.build((None, num_features))
probs = model.predict([np.zeros((2, num_nodes, num_features)), np.eye(num_nodes)[None].repeat(2, axis=0)])
