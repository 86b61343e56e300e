# params: 3 + 3 + 1 + 3*1+1
# output: (None, 1)
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers.experimental.preprocessing import Normalization

features = np.random.rand(10, 3).astype("float32")
normalizer = Normalization(axis=-1)
normalizer.adapt(features)
model = tf.keras.Sequential([normalizer, tf.keras.layers.Dense(units=1)])
model.compile(optimizer=tf.optimizers.Adam(learning_rate=0.1), loss="mean_absolute_error")
model.fit(features, np.random.rand(10), epochs=1, verbose=0)
model.build((None, 3))
