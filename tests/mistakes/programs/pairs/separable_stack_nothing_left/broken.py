# expect: SL201
import tensorflow as tf
from tensorflow.keras import layers

model = tf.keras.Sequential()
model.add(tf.keras.Input((24, 24, 1)))  # blame
for filters in [16, 32, 64, 128]:
    model.add(layers.Conv2D(filters, 3, activation="relu"))  # blame
    model.add(layers.MaxPooling2D())  # blame
model.add(layers.Flatten())
model.add(layers.Dense(2))
