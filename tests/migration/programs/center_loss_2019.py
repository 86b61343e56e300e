# params: 5*4+4 + 4*3+3
# output: (None, 3)
import numpy as np
from keras import backend as K
from keras.layers import Dense, Input
from keras.models import Model


def smooth_crossentropy(y_true, y_pred):
    smooth = y_true * 0.9 + 0.1 / K.int_shape(y_pred)[-1]
    return K.categorical_crossentropy(smooth, y_pred)


def top(y_true, y_pred):
    return K.mean(K.cast(K.equal(K.argmax(y_true), K.argmax(y_pred)), K.floatx()))


inputs = Input((5,))
model = Model(inputs, Dense(3, activation="softmax")(Dense(4, activation="relu")(inputs)))
model.compile("adam", smooth_crossentropy, metrics=[top])
model.fit(np.random.rand(6, 5), np.eye(3)[[0, 1, 2, 0, 1, 2]], epochs=1, verbose=0)
