import tensorflow as tf
from tensorflow.keras import layers

model = tf.keras.Sequential()
model.add(tf.keras.Input((96, 96, 1)))
for filters in [16, 32, 64, 128]:
    model.add(layers.Conv2D(filters, 3, activation="relu"))
    model.add(layers.MaxPooling2D())
model.add(layers.Flatten())
model.add(layers.Dense(2))
