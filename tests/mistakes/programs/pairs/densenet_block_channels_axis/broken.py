# expect: SL206
import tensorflow as tf
from tensorflow.keras import layers

def dense_block(x, n, growth):
    for _ in range(n):
        y = layers.BatchNormalization()(x)
        y = layers.Conv2D(growth, 3, padding="same")(y)
        x = layers.Concatenate(axis=1)([x, y])  # blame
    return x

inp = tf.keras.Input((32, 32, 24))
x = dense_block(inp, 3, 12)
model = tf.keras.Model(inp, x)
