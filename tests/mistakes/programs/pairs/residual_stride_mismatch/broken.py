# expect: SL205
import tensorflow as tf
from tensorflow.keras import layers


def res_block(x, filters, stride=1):
    shortcut = x
    y = layers.Conv2D(filters, 3, strides=stride, padding="same")(x)
    y = layers.BatchNormalization()(y)
    y = layers.ReLU()(y)
    y = layers.Conv2D(filters, 3, padding="same")(y)
    return layers.ReLU()(layers.Add()([y, shortcut]))  # blame


inp = layers.Input((32, 32, 16))
x = res_block(inp, 16)
x = res_block(x, 32, stride=2)  # blame
model = tf.keras.Model(inp, x)
