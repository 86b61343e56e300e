# expect: SL412
import numpy as np
import tensorflow as tf

inp = tf.keras.Input((12,))
h = tf.keras.layers.Dense(8, activation="relu")(inp)
a = tf.keras.layers.Dense(1, name="price")(h)
b = tf.keras.layers.Dense(3, activation="softmax", name="grade")(h)
model = tf.keras.Model(inp, [a, b])
model.compile("adam", loss={"price": "mse", "class": "sparse_categorical_crossentropy"})  # blame
model.fit(np.random.rand(10, 12), {"price": np.zeros(10), "grade": np.arange(10) % 3}, epochs=1)
