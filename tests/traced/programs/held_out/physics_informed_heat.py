import numpy as np
import tensorflow as tf


class Heat(tf.keras.Model):
    def __init__(self, widths=(20, 20, 20)):
        super().__init__()
        self.hidden = [tf.keras.layers.Dense(w, activation='tanh') for w in widths]
        self.last = tf.keras.layers.Dense(1)

    def call(self, x, t):
        h = tf.concat([x, t], axis=1)
        for layer in self.hidden:
            h = layer(h)
        return self.last(h)


u = Heat()
opt = tf.keras.optimizers.Adam(1e-3)
x_f, t_f = [tf.random.uniform((200, 1)) for _ in range(2)]
x_0 = tf.reshape(tf.linspace(0., 1., 50), (-1, 1))
u_0 = tf.sin(np.pi * x_0)


@tf.function
def residual(x, t):
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape(persistent=True) as inner:
            inner.watch([x, t])
            y = u(x, t)
        y_x = inner.gradient(y, x)
        y_t = inner.gradient(y, t)
    y_xx = outer.gradient(y_x, x)
    return y_t - 0.1 * y_xx


for step in range(2):
    with tf.GradientTape() as tape:
        inside = tf.reduce_mean(tf.square(residual(x_f, t_f)))
        start = tf.reduce_mean(tf.square(u(x_0, tf.zeros_like(x_0)) - u_0))
        loss = inside + start
    opt.apply_gradients(zip(tape.gradient(loss, u.trainable_variables), u.trainable_variables))
X, T = np.meshgrid(np.linspace(0, 1, 20), np.linspace(0, 1, 10))
field = u(X.reshape(-1, 1).astype('float32'), T.reshape(-1, 1).astype('float32'))
field = tf.reshape(field, X.shape)
print(field.shape, float(loss))
