import numpy as np
import tensorflow as tf

images = np.random.rand(16, 40, 40, 3).astype("float32")
labels = np.arange(16) % 2


def preprocess(image, label):
    return tf.image.resize(image, (48, 48)), label


ds = tf.data.Dataset.from_tensor_slices((images, labels)).map(preprocess).batch(4).prefetch(tf.data.AUTOTUNE)
inputs = tf.keras.Input((48, 48, 3))
x = tf.keras.layers.Conv2D(4, 3)(inputs)
x = tf.keras.layers.Flatten()(x)
model = tf.keras.Model(inputs, tf.keras.layers.Dense(2, activation="softmax")(x))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(ds, epochs=1)
