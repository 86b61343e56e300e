import keras
from keras import layers
from keras import ops
import tensorflow as tf


class DepthToSpace(layers.Layer):
    def __init__(self, block_size):
        super().__init__()
        self.block_size = block_size

    def call(self, input):
        batch, height, width, depth = ops.shape(input)
        depth = depth // (self.block_size**2)
        x = ops.reshape(input, [batch, height, width, self.block_size, self.block_size, depth])
        x = ops.transpose(x, [0, 1, 3, 2, 4, 5])
        x = ops.reshape(x, [batch, height * self.block_size, width * self.block_size, depth])
        return x


def get_model(upscale_factor=3, channels=1, size=None):
    conv_args = {
        "activation": "relu",
        "kernel_initializer": "orthogonal",
        "padding": "same",
    }
    inputs = keras.Input(shape=(size, size, channels))
    x = layers.Conv2D(16, 5, **conv_args)(inputs)
    x = layers.Conv2D(16, 3, **conv_args)(x)
    x = layers.Conv2D(8, 3, **conv_args)(x)
    x = layers.Conv2D(channels * (upscale_factor**2), 3, **conv_args)(x)
    outputs = DepthToSpace(upscale_factor)(x)
    return keras.Model(inputs, outputs)


model = get_model(size=32)


def pixel_shuffle(scale):
    return layers.Lambda(lambda x: tf.nn.depth_to_space(x, scale))


def edsr(scale, num_filters=8, num_res_blocks=2, res_block_scaling=None):
    x_in = layers.Input(shape=(24, 24, 3))
    x = layers.Rescaling(1.0 / 255)(x_in)
    x = b = layers.Conv2D(num_filters, 3, padding="same")(x)
    for i in range(num_res_blocks):
        b = res_block(b, num_filters, res_block_scaling)
    b = layers.Conv2D(num_filters, 3, padding="same")(b)
    x = layers.Add()([x, b])
    x = upsample(x, scale, num_filters)
    x = layers.Conv2D(3, 3, padding="same")(x)
    x = layers.Rescaling(255.0)(x)
    return keras.Model(x_in, x, name="edsr")


def res_block(x_in, filters, scaling):
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x_in)
    x = layers.Conv2D(filters, 3, padding="same")(x)
    if scaling:
        x = layers.Lambda(lambda t: t * scaling)(x)
    return layers.Add()([x_in, x])


def upsample(x, scale, num_filters):
    def upsample_1(x, factor, **kwargs):
        x = layers.Conv2D(num_filters * (factor**2), 3, padding="same", **kwargs)(x)
        return pixel_shuffle(scale=factor)(x)

    if scale == 2:
        x = upsample_1(x, 2, name="conv2d_1_scale_2")
    elif scale == 3:
        x = upsample_1(x, 3, name="conv2d_1_scale_3")
    elif scale == 4:
        x = upsample_1(x, 2, name="conv2d_1_scale_2")
        x = upsample_1(x, 2, name="conv2d_2_scale_2")
    return x


x4 = edsr(4)
x3 = edsr(3, num_res_blocks=1, res_block_scaling=0.1)
