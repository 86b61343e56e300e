import numpy as np
import tensorflow as tf
from tensorflow.keras.utils import to_categorical

imgs = np.random.rand(6, 48, 48, 3).astype("float32")
y = to_categorical([0, 1, 0, 1, 1, 0])
base = tf.keras.applications.MobileNetV2(input_shape=(48, 48, 3), include_top=False, weights=None, pooling="avg", alpha=0.35)
base.trainable = False
model = tf.keras.Sequential([base, tf.keras.layers.Dropout(.2), tf.keras.layers.Dense(2, activation="sigmoid")])
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(imgs, y, epochs=1)
