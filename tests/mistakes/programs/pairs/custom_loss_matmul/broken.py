# expect: SL205
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Dense, Input
from tensorflow.keras.models import Model


def my_loss(y_true, y_pred):
    weights = tf.constant([1.0, 2.0, 3.0])  # blame
    return tf.reduce_mean(tf.square(y_true - y_pred) * weights, axis=-1)  # blame


inp = Input((6,))
model = Model(inp, Dense(4)(Dense(10, activation="relu")(inp)))
model.compile(optimizer="adam", loss=my_loss)
model.fit(np.random.rand(16, 6), np.random.rand(16, 4), epochs=1)
