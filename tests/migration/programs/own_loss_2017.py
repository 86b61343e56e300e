# params: 6*4+4 + 4*1+1
# output: (None, 1)
import numpy as np
from keras import backend as K
from keras.layers import Input, Dense
from keras.models import Model


def root_mean_squared_error(y_true, y_pred):
    return K.sqrt(K.mean(K.square(y_pred - y_true), axis=-1))


def r_square(y_true, y_pred):
    residual = K.sum(K.square(y_true - y_pred))
    total = K.sum(K.square(y_true - K.mean(y_true)))
    return 1 - residual / (total + K.epsilon())


inputs = Input(shape=(6,))
hidden = Dense(4, activation="relu")(inputs)
model = Model(inputs=inputs, outputs=Dense(1)(hidden))
model.compile(optimizer="adam", loss=root_mean_squared_error, metrics=[r_square])
model.fit(np.random.rand(16, 6), np.random.rand(16, 1), epochs=1, verbose=0)
