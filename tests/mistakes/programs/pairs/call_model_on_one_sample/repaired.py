import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((10,)), tf.keras.layers.Dense(3)])
sample = np.random.rand(10).astype("float32")
print(model(sample[None, :]))
