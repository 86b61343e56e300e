import numpy as np
import tensorflow as tf


def rows():
    for i in range(32):
        yield np.random.rand(7).astype("float32"), np.float32(i % 2)


ds = tf.data.Dataset.from_generator(
    rows,
    output_signature=(tf.TensorSpec(shape=(7,), dtype=tf.float32), tf.TensorSpec(shape=(), dtype=tf.float32)),
).batch(8)
model = tf.keras.Sequential([tf.keras.layers.Input((7,)), tf.keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(ds, epochs=1)
