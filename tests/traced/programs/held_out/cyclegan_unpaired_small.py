import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np

SIDE = 64
autotune = tf.data.AUTOTUNE
horses = tf.data.Dataset.from_tensor_slices(np.random.rand(8, 70, 70, 3).astype("float32"))
zebras = tf.data.Dataset.from_tensor_slices(np.random.rand(8, 70, 70, 3).astype("float32"))


def prepare(img):
    img = tf.image.random_flip_left_right(img)
    img = tf.image.random_crop(img, size=[SIDE, SIDE, 3])
    return img * 2 - 1


pairs = tf.data.Dataset.zip((horses.map(prepare).batch(2), zebras.map(prepare).batch(2)))


class ReflectionPadding2D(layers.Layer):
    def __init__(self, padding=(1, 1), **kwargs):
        self.padding = tuple(padding)
        super().__init__(**kwargs)

    def call(self, x, mask=None):
        w, h = self.padding
        return tf.pad(x, [[0, 0], [h, h], [w, w], [0, 0]], mode="REFLECT")

    def compute_output_shape(self, s):
        return (s[0], s[1] + 2 * self.padding[1], s[2] + 2 * self.padding[0], s[3])


def res(x):
    d = x.shape[-1]
    y = ReflectionPadding2D()(x)
    y = layers.Conv2D(d, 3, use_bias=False)(y)
    y = layers.GroupNormalization(groups=-1)(y)
    y = layers.Activation("relu")(y)
    y = ReflectionPadding2D()(y)
    y = layers.Conv2D(d, 3, use_bias=False)(y)
    y = layers.GroupNormalization(groups=-1)(y)
    return layers.add([x, y])


def generator(name, blocks=3, filters=16):
    i = layers.Input(shape=(SIDE, SIDE, 3), name=name + "_img")
    x = ReflectionPadding2D(padding=(3, 3))(i)
    x = layers.Conv2D(filters, 7)(x)
    for k in (1, 2):
        x = layers.Conv2D(filters * 2**k, 3, strides=2, padding="same")(x)
        x = layers.ReLU()(x)
    for _ in range(blocks):
        x = res(x)
    for k in (1, 0):
        x = layers.Conv2DTranspose(filters * 2**k, 3, strides=2, padding="same")(x)
        x = layers.ReLU()(x)
    x = ReflectionPadding2D((3, 3))(x)
    return keras.Model(i, layers.Activation("tanh")(layers.Conv2D(3, 7)(x)), name=name)


def critic(name):
    return keras.Sequential([layers.Input((SIDE, SIDE, 3))] + [
        layer for f in (16, 32, 64) for layer in (layers.Conv2D(f, 4, strides=2, padding="same"), layers.LeakyReLU(0.2))
    ] + [layers.Conv2D(1, 4, padding="same")], name=name)


class CycleGan(keras.Model):
    def __init__(self, g, f, dx, dy, cycle=10.0):
        super().__init__()
        self.g, self.f, self.dx, self.dy, self.cycle = g, f, dx, dy, cycle

    def call(self, inputs):
        return self.dx(inputs), self.dy(inputs), self.g(inputs), self.f(inputs)

    def compile(self, go, do):
        super().compile()
        self.go, self.do = go, do
        self.mae = keras.losses.MeanAbsoluteError()

    def train_step(self, batch):
        x, y = batch
        with tf.GradientTape(persistent=True) as tape:
            fy, fx = self.g(x, training=True), self.f(y, training=True)
            loss = self.cycle * (self.mae(x, self.f(fy)) + self.mae(y, self.g(fx)))
            loss += tf.reduce_mean(tf.square(self.dy(fy) - 1)) + tf.reduce_mean(tf.square(self.dx(fx) - 1))
        v = self.g.trainable_variables + self.f.trainable_variables
        self.go.apply_gradients(zip(tape.gradient(loss, v), v))
        return {"loss": loss}


gan = CycleGan(generator("g"), generator("f", blocks=1), critic("dx"), critic("dy"))
gan.compile(keras.optimizers.Adam(2e-4, 0.5), keras.optimizers.Adam(2e-4, 0.5))
gan.fit(pairs, epochs=1)
x, y = next(iter(pairs))
out = gan(x)
print([o.shape for o in out], gan.g(x).shape, gan.dy(y).shape)
