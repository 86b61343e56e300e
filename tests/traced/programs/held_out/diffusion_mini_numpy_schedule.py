import math
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

T, SIZE = 50, 32
betas = np.linspace(1e-4, 0.02, T).astype("float32")
alphas_bar = np.cumprod(1 - betas)


class TimeEmbedding(layers.Layer):
    def __init__(self, dim, **kwargs):
        super().__init__(**kwargs)
        self.dim = dim
        self.half_dim = dim // 2
        self.emb = math.log(10000) / (self.half_dim - 1)
        self.emb = tf.exp(tf.range(self.half_dim, dtype=tf.float32) * -self.emb)

    def call(self, inputs):
        inputs = tf.cast(inputs, dtype=tf.float32)
        emb = inputs[:, None] * self.emb[None, :]
        return tf.concat([tf.sin(emb), tf.cos(emb)], axis=-1)


def ResidualBlock(width, activation=keras.activations.swish):
    def apply(inputs):
        x, t = inputs
        if x.shape[3] == width:
            residual = x
        else:
            residual = layers.Conv2D(width, kernel_size=1)(x)
        temb = layers.Dense(width)(activation(t))[:, None, None, :]
        x = layers.GroupNormalization(groups=8)(x)
        x = activation(x)
        x = layers.Conv2D(width, kernel_size=3, padding="same")(x)
        x = layers.Add()([x, temb])
        x = layers.Conv2D(width, kernel_size=3, padding="same", kernel_initializer="zeros")(x)
        return layers.Add()([x, residual])
    return apply


def build(widths=(16, 32, 64)):
    image = layers.Input((SIZE, SIZE, 3), name="image")
    time = keras.Input(shape=(), dtype="int64", name="time")
    x = layers.Conv2D(widths[0], 3, padding="same")(image)
    temb = TimeEmbedding(widths[0] * 4)(time)
    temb = layers.Dense(widths[0] * 4, activation="swish")(temb)
    skips = [x]
    for i, w in enumerate(widths):
        x = ResidualBlock(w)([x, temb])
        skips.append(x)
        if i != len(widths) - 1:
            x = layers.Conv2D(w, 3, strides=2, padding="same")(x)
            skips.append(x)
    x = ResidualBlock(widths[-1])([x, temb])
    for i in reversed(range(len(widths))):
        x = layers.Concatenate(axis=-1)([x, skips.pop()])
        x = ResidualBlock(widths[i])([x, temb])
        if i != 0:
            x = layers.UpSampling2D(2, interpolation="nearest")(x)
            x = layers.Conv2D(widths[i - 1], 3, padding="same")(x)
            skips.pop()
    x = layers.GroupNormalization(groups=8)(x)
    return keras.Model([image, time], layers.Conv2D(3, 3, padding="same")(x), name="unet")


net = build()


class Diffusion(keras.Model):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def train_step(self, images):
        n = tf.shape(images)[0]
        t = tf.random.uniform((n,), 0, T, dtype=tf.int64)
        a = tf.gather(tf.constant(alphas_bar), t)[:, None, None, None]
        noise = tf.random.normal(tf.shape(images))
        with tf.GradientTape() as tape:
            guess = self.network([tf.sqrt(a) * images + tf.sqrt(1 - a) * noise, t], training=True)
            loss = self.loss(noise, guess)
        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.network.trainable_weights), self.network.trainable_weights))
        return {"loss": loss}


model = Diffusion(net)
model.compile(loss=keras.losses.MeanSquaredError(), optimizer="adam")
model.fit(np.random.rand(16, SIZE, SIZE, 3).astype("float32"), batch_size=8, epochs=1)
x = tf.random.normal((2, SIZE, SIZE, 3))
for t in reversed(range(0, T, 25)):
    tt = tf.cast(tf.fill(2, t), dtype=tf.int64)
    eps = net([x, tt], training=False)
    x = (x - betas[t] / math.sqrt(1 - alphas_bar[t]) * eps) / math.sqrt(1 - betas[t])
print(x.shape)
