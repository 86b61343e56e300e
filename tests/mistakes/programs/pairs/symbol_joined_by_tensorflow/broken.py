# expect: SL421
import numpy as np
import tensorflow as tf
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Dense


def two_towers(width):
    left = Input(shape=(4,))
    right = Input(shape=(3,))
    both = tf.concat([Dense(width)(left), Dense(width)(right)], axis=-1)  # blame
    return Model([left, right], Dense(1)(both))


model = two_towers(5)
model.compile(optimizer="adam", loss="mae")
model.fit([np.ones((6, 4)), np.ones((6, 3))], np.zeros((6, 1)), verbose=0)
