import keras
from keras import layers, ops
import numpy as np


class PartialConv(layers.Layer):
    """A convolution that only reads what the mask lets through, and mends the mask."""

    def __init__(self, filters, size, strides=1, activation="relu", **kw):
        super().__init__(**kw)
        self.filters, self.size, self.strides = filters, size, strides
        self.activation = keras.activations.get(activation)

    def build(self, shapes):
        image, mask = shapes
        self.kernel = self.add_weight(shape=(self.size, self.size, image[-1], self.filters), name="kernel")
        self.bias = self.add_weight(shape=(self.filters,), initializer="zeros", name="bias")
        self.window = self.size * self.size * mask[-1]

    def call(self, inputs):
        image, mask = inputs
        out = ops.conv(image * mask, self.kernel, strides=self.strides, padding="same")
        ones = ops.ones((self.size, self.size, mask.shape[-1], 1))
        seen = ops.conv(mask, ones, strides=self.strides, padding="same")
        ratio = ops.where(seen > 0, self.window / ops.maximum(seen, 1e-6), 0.0)
        out = self.activation(out * ratio + self.bias)
        return out, ops.cast(seen > 0, "float32")

    def compute_output_shape(self, shapes):
        (b, h, w, _), _ = shapes
        h, w = (-(-s // self.strides) for s in (h, w))
        return (b, h, w, self.filters), (b, h, w, 1)


def encoder_step(pair, filters, size=3):
    return PartialConv(filters, size, strides=2)(pair)


def decoder_step(pair, skip, filters):
    image, mask = pair
    image = layers.UpSampling2D()(image)
    mask = layers.UpSampling2D()(mask)
    image = layers.Concatenate()([image, skip[0]])
    mask = ops.maximum(mask, skip[1])
    return PartialConv(filters, 3, activation="leaky_relu")([image, mask])


picture = keras.Input((64, 64, 3), name="picture")
hole = keras.Input((64, 64, 1), name="mask")
levels = [(picture, hole)]
for filters, size in [(16, 7), (32, 5), (64, 3)]:
    levels.append(encoder_step(list(levels[-1]), filters, size))
pair = levels.pop()
for filters in (32, 16, 8):
    pair = decoder_step(pair, levels.pop(), filters)
out = layers.Conv2D(3, 1, activation="sigmoid")(pair[0])
model = keras.Model([picture, hole], out)


def total_variation(x):
    return ops.mean(ops.abs(x[:, 1:] - x[:, :-1])) + ops.mean(ops.abs(x[:, :, 1:] - x[:, :, :-1]))


model.compile("adam", loss=lambda t, p: ops.mean(ops.abs(t - p), axis=(1, 2, 3)) + 0.1 * total_variation(p))
x = np.random.rand(12, 64, 64, 3).astype("float32")
m = np.ones((12, 64, 64, 1), "float32")
for i in range(len(m)):
    top, left = np.random.randint(0, 40, 2)
    m[i, top:top + 20, left:left + 20] = 0
model.fit([x * m, m], x, epochs=1, batch_size=4)
done = model.predict([x * m, m])
composite = x * m + done * (1 - m)
print(composite.shape, float(((composite - x) ** 2).mean()))
