# params: 4*1+1
# output: (None, 1)
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([layers.Dense(1, input_shape=[4])])
optimizer = tf.keras.optimizers.RMSprop(0.001)
model.compile(loss="mse", optimizer=optimizer, metrics=["mae", "mse"])
history = model.fit(np.random.rand(8, 4), np.random.rand(8), epochs=1, validation_split=0.25, verbose=0)
loss, mae, mse = model.evaluate(np.random.rand(4, 4), np.random.rand(4), verbose=0)
model.save("regression.h5", save_format="h5")
