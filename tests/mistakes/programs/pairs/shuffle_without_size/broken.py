# expect: SL302
"""An input pipeline of tf.data: shuffle, batch, prefetch."""

import numpy as np
import tensorflow as tf
from tensorflow import keras

images = np.random.rand(20, 8, 8, 1).astype("float32")
labels = np.random.randint(0, 3, 20)

train = tf.data.Dataset.from_tensor_slices((images, labels))
train = train.shuffle().batch(5)  # blame
train = train.prefetch(tf.data.AUTOTUNE)

model = keras.Sequential(
    [
        keras.layers.Input((8, 8, 1)),
        keras.layers.Conv2D(4, 3, activation="relu"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(3, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train, epochs=1, verbose=0)
