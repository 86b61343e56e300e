# expect: SL416
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models


def scale(image, label):
    return tf.cast(image, tf.float32) / 255.0, label


images = np.random.randint(0, 256, (24, 28, 28, 1)).astype("uint8")
labels = np.arange(24) % 10
train = tf.data.Dataset.from_tensor_slices((images, labels)).map(scale).shuffle(24)  # blame

model = models.Sequential()
model.add(layers.Conv2D(4, (3, 3), input_shape=(28, 28, 1)))
model.add(layers.Flatten())
model.add(layers.Dense(10, activation="softmax"))
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train, epochs=1)  # blame
