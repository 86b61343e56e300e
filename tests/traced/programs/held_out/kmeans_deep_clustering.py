from time import time
import numpy as np
import keras.backend as K
from keras.layers import Layer, InputSpec, Dense, Input
from keras.models import Model
from keras import callbacks, ops
from keras.initializers import VarianceScaling
from keras.datasets import mnist
from sklearn.cluster import KMeans


def autoencoder(dims, act='relu', init='glorot_uniform'):
    n_stacks = len(dims) - 1
    x = Input(shape=(dims[0],), name='input')
    h = x
    for i in range(n_stacks - 1):
        h = Dense(dims[i + 1], activation=act, kernel_initializer=init, name='encoder_%d' % i)(h)
    h = Dense(dims[-1], kernel_initializer=init, name='encoder_%d' % (n_stacks - 1))(h)
    y = h
    for i in range(n_stacks - 1, 0, -1):
        y = Dense(dims[i], activation=act, kernel_initializer=init, name='decoder_%d' % i)(y)
    y = Dense(dims[0], kernel_initializer=init, name='decoder_0')(y)
    return Model(inputs=x, outputs=y, name='AE'), Model(inputs=x, outputs=h, name='encoder')


class ClusteringLayer(Layer):
    def __init__(self, n_clusters, weights=None, alpha=1.0, **kwargs):
        super(ClusteringLayer, self).__init__(**kwargs)
        self.n_clusters = n_clusters
        self.alpha = alpha
        self.initial_weights = weights
        self.input_spec = InputSpec(ndim=2)

    def build(self, input_shape):
        input_dim = input_shape[1]
        self.input_spec = InputSpec(dtype='float32', shape=(None, input_dim))
        self.clusters = self.add_weight(shape=(self.n_clusters, input_dim), initializer='glorot_uniform', name='clusters')
        self.built = True

    def call(self, inputs, **kwargs):
        q = 1.0 / (1.0 + (ops.sum(ops.square(ops.expand_dims(inputs, axis=1) - self.clusters), axis=2) / self.alpha))
        q = q ** ((self.alpha + 1.0) / 2.0)
        return ops.transpose(ops.transpose(q) / ops.sum(q, axis=1))

    def compute_output_shape(self, input_shape):
        assert input_shape and len(input_shape) == 2
        return input_shape[0], self.n_clusters


(x, y), _ = mnist.load_data()
x = x[:300].reshape((300, -1)) / 255.
dims = [x.shape[-1], 100, 100, 10]
ae, encoder = autoencoder(dims, init=VarianceScaling(scale=1. / 3., mode='fan_in', distribution='uniform'))
ae.compile(optimizer='sgd', loss='mse')
ae.fit(x, x, batch_size=64, epochs=1)
clustering = ClusteringLayer(10, name='clustering')(encoder.output)
model = Model(inputs=encoder.input, outputs=clustering)
model.compile(optimizer='sgd', loss='kld')
kmeans = KMeans(n_clusters=10, n_init=2)
y_pred = kmeans.fit_predict(encoder.predict(x))
model.get_layer(name='clustering').set_weights([np.random.rand(10, 10)])
q = model.predict(x)


def target_distribution(q):
    weight = q ** 2 / (q.sum(0) + 1e-9)
    return (weight.T / (weight.sum(1) + 1e-9)).T


index, batch = 0, 64
for ite in range(5):
    if ite % 2 == 0:
        p = target_distribution(model.predict(x, verbose=0))
    idx = np.arange(len(x))[index * batch: min((index + 1) * batch, len(x))]
    loss = model.train_on_batch(x=x[idx], y=p[idx])
    index = index + 1 if (index + 1) * batch <= x.shape[0] else 0
print(q.shape, p.shape)
