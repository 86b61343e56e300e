import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import *
from tensorflow.keras import Model, Sequential
import tensorflow.keras.backend as K


class Time2Vec(Layer):
    def __init__(self, kernel_size=1, **kwargs):
        super(Time2Vec, self).__init__(trainable=True, name='Time2VecLayer', **kwargs)
        self.k = kernel_size

    def build(self, input_shape):
        self.wb = self.add_weight(name='wb', shape=(input_shape[1],), initializer='uniform', trainable=True)
        self.bb = self.add_weight(name='bb', shape=(input_shape[1],), initializer='uniform', trainable=True)
        self.wa = self.add_weight(name='wa', shape=(1, input_shape[1], self.k), initializer='uniform', trainable=True)
        self.ba = self.add_weight(name='ba', shape=(1, input_shape[1], self.k), initializer='uniform', trainable=True)
        super(Time2Vec, self).build(input_shape)

    def call(self, inputs):
        bias = self.wb * inputs + self.bb
        dp = tf.tensordot(inputs, self.wa, axes=[[1], [1]]) if False else tf.einsum('bt,itk->btk', inputs, self.wa) + self.ba
        wgts = tf.math.sin(dp)
        ret = tf.concat([tf.expand_dims(bias, -1), wgts], -1)
        return ret


class WeightedSum(Layer):
    def call(self, inputs):
        values, weights = inputs
        return tf.reduce_sum(values * weights, axis=1)


T, HORIZON = 48, 12
t = np.arange(2000)
series = np.sin(t / 24 * 2 * np.pi) + .3 * np.sin(t / 168 * 2 * np.pi) + .1 * np.random.randn(len(t))
windows = np.lib.stride_tricks.sliding_window_view(series, T + HORIZON)
X, Y = windows[:, :T].copy(), windows[:, T:].copy()
n = int(len(X) * .8)

inp = Input(shape=(T,))
z = Time2Vec(7)(inp)
h = GRU(32, return_sequences=True)(z)
h = LayerNormalization()(h)
score = Dense(1, activation='tanh')(h)
alpha = Softmax(axis=1)(score)
context = WeightedSum()([h, alpha])
out = Dense(HORIZON)(Dropout(.1)(context))
model = Model(inp, out)
model.compile('adam', 'mae')
model.fit(X[:n], Y[:n], epochs=1, batch_size=64, validation_data=(X[n:], Y[n:]))
pred = model.predict(X[n:])
mape = np.mean(np.abs((Y[n:] - pred) / (np.abs(Y[n:]) + 1)), axis=0)
print(X.shape, Y.shape, pred.shape, mape.shape)

naive = X[n:, -24:-24 + HORIZON]
print(np.abs(naive - Y[n:]).mean(), K.int_shape(context), alpha.shape)
looker = Model(inp, alpha)
weights = looker(X[:3])[..., 0]
print(weights.shape)
