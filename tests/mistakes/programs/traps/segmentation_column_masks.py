import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

masks = np.random.randint(0, 2, (5, 32, 32, 1)).astype("float32")
inputs = tf.keras.Input((None, None, 3))
x = layers.Conv2D(4, 3, padding="same", activation="relu")(inputs)
outputs = layers.Conv2D(1, 1, activation="sigmoid")(x)
model = tf.keras.Model(inputs, outputs)
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=[tf.keras.metrics.BinaryIoU()])
model.fit(np.random.rand(5, 32, 32, 3), masks, epochs=1)
