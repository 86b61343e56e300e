# params: 6*4+4
# output: (None, 1)
import numpy as np
import tensorflow.keras.backend as K
from tensorflow.keras.layers import Dense, Input, Lambda
from tensorflow.keras.models import Model


def distance(vectors):
    a, b = vectors
    return K.sqrt(K.maximum(K.sum(K.square(a - b), axis=1, keepdims=True), K.epsilon()))


encoder = Dense(4, activation="relu")
left, right = Input((6,)), Input((6,))
model = Model([left, right], Lambda(distance)([encoder(left), encoder(right)]))
model.compile("adam", "mse")
model.fit([np.random.rand(4, 6), np.random.rand(4, 6)], np.random.rand(4, 1), epochs=1, verbose=0)
