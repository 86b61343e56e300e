# expect: SL501
import numpy as np
import tensorflow as tf

images = np.random.rand(4, 32, 32, 3).astype("float32")
masks = np.random.randint(0, 3, (4, 32, 32, 1))
inp = tf.keras.Input((32, 32, 3))
x = tf.keras.layers.Conv2D(8, 3, padding="same", activation="relu")(inp)
out = tf.keras.layers.Conv2D(3, 1, activation="softmax")(x)
model = tf.keras.Model(inp, out)
model.compile("adam", "categorical_crossentropy")  # blame
model.fit(images, masks, batch_size=2, epochs=1)
