# -*- coding: utf-8 -*-
"""Runs on whatever Keras is there (2015 to now)."""
try:
    from keras.layers.core import Dense, Dropout, Activation, Flatten
    from keras.layers.convolutional import Convolution2D, MaxPooling2D
except ImportError:
    from keras.layers import Dense, Dropout, Activation, Flatten
    from keras.layers import Convolution2D, MaxPooling2D
try:
    from keras.utils import np_utils
    to_categorical = np_utils.to_categorical
except ImportError:
    from keras.utils import to_categorical
import keras
from keras.models import Sequential
import numpy as np

MAJOR = int(keras.__version__.split('.')[0])
nb_classes, nb_epoch, nb_filters, nb_pool, nb_conv = 10, 2, 32, 2, 3
img_rows, img_cols = 28, 28


def conv(n, size, **kwargs):
    if MAJOR < 2:
        return Convolution2D(n, size, size, **kwargs)
    return Convolution2D(n, (size, size), **kwargs)


def fit(model, X, Y, **kwargs):
    epochs = kwargs.pop('epochs', 1)
    if MAJOR < 2:
        return model.fit(X, Y, nb_epoch=epochs, **kwargs)
    return model.fit(X, Y, epochs=epochs, **kwargs)


X_train = np.random.rand(300, img_rows, img_cols, 1).astype('float32')
y_train = np.random.randint(0, nb_classes, 300)
Y_train = to_categorical(y_train, nb_classes)

model = Sequential()
model.add(conv(nb_filters, nb_conv, input_shape=(img_rows, img_cols, 1)))
model.add(Activation('relu'))
model.add(conv(nb_filters, nb_conv))
model.add(Activation('relu'))
model.add(MaxPooling2D(pool_size=(nb_pool, nb_pool)))
model.add(Dropout(0.25))
model.add(Flatten())
model.add(Dense(128))
model.add(Activation('relu'))
model.add(Dropout(0.5))
model.add(Dense(nb_classes))
model.add(Activation('softmax'))
model.compile(loss='categorical_crossentropy', optimizer='adadelta')
fit(model, X_train, Y_train, batch_size=128, epochs=nb_epoch, verbose=1, validation_split=.1)
if hasattr(model, 'predict_classes'):
    classes = model.predict_classes(X_train)
else:
    classes = np.argmax(model.predict(X_train), axis=-1)
print(classes.shape)
