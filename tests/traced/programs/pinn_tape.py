# A physics-informed network: derivatives through GradientTape.
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Dense, Input, Layer
from tensorflow.keras.models import Model

tf.random.set_seed(0)


class Sine(Layer):
    def __init__(self, w0=30.0):
        super().__init__()
        self.w0 = w0

    def call(self, x):
        return tf.sin(self.w0 * x)


def siren(features=(16, 16), n_in=2):
    inputs = Input(shape=(n_in,))
    h = inputs
    for i, width in enumerate(features):
        h = Dense(width)(h)
        h = Sine(30.0 if i == 0 else 1.0)(h)
    return Model(inputs, Dense(1)(h))


u = siren()


class GradientLayer(Layer):
    def __init__(self, model, **kwargs):
        self.model = model
        super().__init__(**kwargs)

    def call(self, tx):
        with tf.GradientTape() as g:
            g.watch(tx)
            with tf.GradientTape() as gg:
                gg.watch(tx)
                u = self.model(tx)
            du_dtx = gg.batch_jacobian(u, tx)
            du_dt = du_dtx[..., 0]
            du_dx = du_dtx[..., 1]
        d2u_dx2 = g.batch_jacobian(du_dx, tx)[..., 1]
        return u, du_dt, du_dx, d2u_dx2


def residual(points):
    with tf.GradientTape() as tape:
        tape.watch(points)
        value = u(points)
    gradient = tape.gradient(value, points)
    return value + gradient[:, 0:1] * value - 0.01 * gradient[:, 1:2]


points = tf.constant(np.random.rand(50, 2), dtype=tf.float32)
for step in range(2):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(residual(points)))
    grads = tape.gradient(loss, u.trainable_variables)
    tf.keras.optimizers.Adam().apply_gradients(zip(grads, u.trainable_variables))
