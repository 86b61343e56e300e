import math
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

upscale_factor = 3
crop_size = 120
input_size = crop_size // upscale_factor

images = tf.data.Dataset.from_tensor_slices(np.random.rand(12, crop_size, crop_size, 3).astype("float32")).batch(4)


def process_input(batch, input_size):
    yuv = tf.image.rgb_to_yuv(batch)
    last_dimension_axis = len(batch.shape) - 1
    y, u, v = tf.split(yuv, 3, axis=last_dimension_axis)
    return tf.image.resize(y, [input_size, input_size], method="area")


def process_target(batch):
    yuv = tf.image.rgb_to_yuv(batch)
    y, u, v = tf.split(yuv, 3, axis=3)
    return y


train = images.map(lambda x: (process_input(x, input_size), process_target(x))).prefetch(4)


def get_model(upscale_factor=3, channels=1):
    conv_args = {
        "activation": "relu",
        "kernel_initializer": "orthogonal",
        "padding": "same",
    }
    inputs = keras.Input(shape=(None, None, channels))
    x = layers.Conv2D(64, 5, **conv_args)(inputs)
    x = layers.Conv2D(64, 3, **conv_args)(x)
    x = layers.Conv2D(32, 3, **conv_args)(x)
    x = layers.Conv2D(channels * (upscale_factor**2), 3, **conv_args)(x)
    outputs = DepthToSpace(upscale_factor)(x)
    return keras.Model(inputs, outputs)


class DepthToSpace(layers.Layer):
    def __init__(self, block_size):
        super().__init__()
        self.block_size = block_size

    def call(self, input):
        batch, height, width, depth = tf.shape(input)[0], tf.shape(input)[1], tf.shape(input)[2], input.shape[3]
        depth = depth // (self.block_size**2)
        x = tf.reshape(input, [batch, height, width, self.block_size, self.block_size, depth])
        x = tf.transpose(x, [0, 1, 3, 2, 4, 5])
        return tf.reshape(x, [batch, height * self.block_size, width * self.block_size, depth])


class ESPCNCallback(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        self.psnr = []

    def on_test_batch_end(self, batch, logs=None):
        self.psnr.append(10 * math.log10(1 / logs["loss"]))


model = get_model(upscale_factor=upscale_factor, channels=1)
model.summary()
model.compile(optimizer=keras.optimizers.Adam(0.001), loss=keras.losses.MeanSquaredError())
model.fit(train, epochs=1, callbacks=[ESPCNCallback()], validation_data=train, verbose=2)


def upscale_image(model, img):
    y = tf.image.rgb_to_yuv(img)[..., :1]
    inp = np.expand_dims(y, axis=0)
    out = model.predict(inp)
    return np.clip(out[0], 0, 1)


small = np.random.rand(50, 70, 3).astype("float32")
print(upscale_image(model, small).shape)
