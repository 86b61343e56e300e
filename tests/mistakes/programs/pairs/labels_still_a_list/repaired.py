"""Reading pictures into lists and forgetting one of them."""
import numpy as np
import tensorflow as tf

images, labels = [], []
for i in range(20):
    images.append(np.full((8, 8, 1), i / 20))
    labels.append(i % 2)
images = np.array(images)
labels = np.array(labels)

net = tf.keras.Sequential([tf.keras.layers.Flatten(), tf.keras.layers.Dense(1, activation="sigmoid")])
net.compile("adam", "binary_crossentropy")
net.fit(images, labels, epochs=1)
