# params: 16*8+8 + 8*4+4
# output: (None, 4)
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

model = tf.keras.Sequential()
model.add(layers.Flatten(input_shape=(4, 4)))
model.add(layers.Dense(8, activation="relu"))
model.add(layers.Dropout(0.2))
model.add(layers.Dense(4))
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(optimizer=tf.keras.optimizers.Adam(lr=0.01), loss=loss_fn, metrics=["accuracy"])
model.fit(np.random.rand(8, 4, 4), np.random.randint(0, 4, 8), epochs=1, verbose=0)
