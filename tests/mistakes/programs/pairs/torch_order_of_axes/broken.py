# expect: SL212 warning
"""A model copied from a Theano tutorial."""
import tensorflow as tf
from tensorflow.keras import layers

model = tf.keras.Sequential()
model.add(layers.Conv2D(8, (3, 3), activation="relu", input_shape=(3, 64, 64), padding="same"))  # blame
model.add(layers.Conv2D(8, (3, 3), activation="relu", padding="same"))
model.add(layers.GlobalAveragePooling2D())
model.add(layers.Dense(2, activation="softmax"))
