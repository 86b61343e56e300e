import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

COMPONENTS = 5
OUTPUTS = 1


def make_data(n=1000):
    y = np.random.uniform(-10, 10, (n, 1)).astype('float32')
    x = np.sin(0.75 * y) * 7 + y * 0.5 + np.random.normal(size=(n, 1))
    return x.astype('float32'), y


class MDN(layers.Layer):
    def __init__(self, out_dim, mixes, **kwargs):
        super().__init__(**kwargs)
        self.out_dim, self.mixes = out_dim, mixes
        self.mus = layers.Dense(mixes * out_dim, name="mus")
        self.sigmas = layers.Dense(mixes * out_dim, activation=lambda x: tf.nn.elu(x) + 1 + 1e-6, name="sigmas")
        self.pi = layers.Dense(mixes, name="pi")

    def call(self, x):
        return layers.concatenate([self.mus(x), self.sigmas(x), self.pi(x)])

    def compute_output_shape(self, shape):
        return (shape[0], 2 * self.mixes * self.out_dim + self.mixes)


def split(params, out_dim, mixes):
    return tf.split(params, [mixes * out_dim, mixes * out_dim, mixes], axis=-1)


def nll(out_dim, mixes):
    def loss(y_true, y_pred):
        mu, sigma, pi = split(tf.reshape(y_pred, [-1, 2 * mixes * out_dim + mixes]), out_dim, mixes)
        y = tf.reshape(y_true, [-1, out_dim])
        logp = -0.5 * tf.square((y - mu) / sigma) - tf.math.log(sigma)
        return -tf.reduce_logsumexp(tf.nn.log_softmax(pi) + logp, axis=-1)
    return loss


x, y = make_data()
net = keras.Sequential([
    keras.Input((1,)),
    layers.Dense(32, activation="tanh"),
    layers.Dense(32, activation="tanh"),
    MDN(OUTPUTS, COMPONENTS),
])
net.compile("adam", loss=nll(OUTPUTS, COMPONENTS))
net.fit(x, y, epochs=2, batch_size=128)
grid = np.linspace(-15, 15, 300)[:, None]
params = net.predict(grid)
mu, sigma, pi = split(params, OUTPUTS, COMPONENTS)
weights = tf.nn.softmax(pi)
mean = tf.reduce_sum(weights * mu, axis=1, keepdims=True)
print(params.shape, weights.shape, mean.shape)
choice = tf.random.categorical(pi, 1)
picked = tf.gather(mu, choice, axis=1, batch_dims=1)
print(choice.shape, picked.shape)
