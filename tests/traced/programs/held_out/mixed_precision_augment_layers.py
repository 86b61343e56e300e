import tensorflow as tf
from tensorflow.keras import layers, mixed_precision, Sequential, Model, Input
import numpy as np

policy = mixed_precision.Policy("float32")
mixed_precision.set_global_policy(policy)


class CutOut(layers.Layer):
    def __init__(self, size=12, **kwargs):
        super().__init__(**kwargs)
        self.size = size

    def call(self, images, training=None):
        if not training:
            return images
        h, w = images.shape[1], images.shape[2]
        top = tf.random.uniform([], 0, h - self.size, tf.int32)
        hole = tf.zeros((self.size, w, 1))
        before = tf.ones((top, w, 1))
        after = tf.ones((h - self.size - top, w, 1))
        mask = tf.ensure_shape(tf.concat([before, hole, after], axis=0), (h, w, 1))
        return images * tf.cast(mask, images.dtype)


class MixUp:
    def __init__(self, alpha=0.2):
        self.alpha = alpha

    def __call__(self, one, two):
        (xa, ya), (xb, yb) = one, two
        n = tf.shape(xa)[0]
        lam = tf.random.uniform((n,))
        xl, yl = tf.reshape(lam, (n, 1, 1, 1)), tf.reshape(lam, (n, 1))
        return xa * xl + xb * (1 - xl), ya * yl + yb * (1 - yl)


x = np.random.rand(64, 40, 40, 3).astype("float32")
y = tf.one_hot(np.random.randint(0, 6, 64), 6)
make = lambda: tf.data.Dataset.from_tensor_slices((x, y)).shuffle(64).batch(16)
mixed = tf.data.Dataset.zip((make(), make())).map(MixUp())
print(mixed.element_spec[0].shape)

augment = Sequential([
    layers.RandomFlip("horizontal_and_vertical"),
    layers.RandomCrop(32, 32),
    layers.RandomContrast(0.2),
    CutOut(8),
], name="augment")
inputs = Input((40, 40, 3))
h = augment(inputs)
for f, p in ((16, True), (32, True), (64, False)):
    h = layers.Conv2D(f, 3, padding="same", use_bias=False)(h)
    h = layers.BatchNormalization()(h)
    h = layers.Activation("swish")(h)
    if p:
        h = layers.MaxPooling2D(pool_size=3, strides=2, padding="same")(h)
h = layers.GlobalAveragePooling2D()(h)
h = layers.Dense(6)(h)
outputs = layers.Activation("softmax", dtype="float32")(h)
net = Model(inputs, outputs)
net.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
net.fit(mixed, epochs=1, validation_data=make())
tta = np.mean([net(augment(x[:8], training=True)[:, :, :, :] if False else x[:8], training=False) for _ in range(3)], axis=0)
print(tta.shape, net.predict(make()).shape)
