"""The loss picks what it needs from the labels: shapes may differ."""
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers


def weighted_mse(y_true, y_pred):
    target, weight = y_true[:, 0], y_true[:, 1]
    return tf.reduce_mean(weight * tf.square(target - y_pred[:, 0]))


x = np.random.rand(40, 6)
y = np.stack([np.random.rand(40), np.ones(40), np.zeros(40)], axis=1)
model = tf.keras.Sequential([layers.Dense(8), layers.Dense(1)])
model.compile(optimizer="adam", loss=weighted_mse)
model.fit(x, y, epochs=1)
