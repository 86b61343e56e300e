# params: 8*6+6
# output: (None, 3)
import numpy as np
from keras import backend as K
from keras.layers import Dense, Input, Lambda, Reshape
from keras.models import Model


def squash(vectors, axis=-1):
    s_squared_norm = K.sum(K.square(vectors), axis, keepdims=True)
    scale = s_squared_norm / (1 + s_squared_norm) / K.sqrt(s_squared_norm + K.epsilon())
    return scale * vectors


def length(vectors):
    return K.sqrt(K.sum(K.square(vectors), -1) + K.epsilon())


def margin_loss(y_true, y_pred):
    loss = y_true * K.square(K.maximum(0.0, 0.9 - y_pred)) + 0.5 * (1 - y_true) * K.square(K.maximum(0.0, y_pred - 0.1))
    return K.mean(K.sum(loss, 1))


inputs = Input(shape=(8,))
x = Reshape((3, 2))(Dense(6)(inputs))
x = Lambda(squash)(x)
model = Model(inputs, Lambda(length)(x))
model.compile("adam", margin_loss)
model.fit(np.random.rand(6, 8), np.eye(3)[np.random.randint(0, 3, 6)].astype("float32"), epochs=1, verbose=0)
