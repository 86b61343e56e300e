# -*- coding: utf-8 -*-
# Homework 3: recognise digits. Runs with either channel order.
from __future__ import print_function, division
import os
import numpy as np
import keras
from keras import backend as K
from keras.datasets import mnist
from keras.layers import Activation, Conv2D, Dense, Dropout, Flatten, MaxPooling2D
from keras.models import Model, Sequential
from keras.utils import to_categorical

NB_CLASSES = 10
ROWS = COLS = 28
DEBUG = bool(int(os.environ.get('DEBUG_RUN', '1')))

(X, y), (Xt, yt) = mnist.load_data()
if K.image_data_format() == 'channels_first':
    shape = (1, ROWS, COLS)
else:
    shape = (ROWS, COLS, 1)
X = X.reshape((-1,) + shape).astype(np.float32) / 255
Xt = Xt.reshape((-1,) + shape).astype(np.float32) / 255
if DEBUG:
    X, y, Xt, yt = X[:2000], y[:2000], Xt[:400], yt[:400]
Y, Yt = to_categorical(y, NB_CLASSES), to_categorical(yt, NB_CLASSES)
print('train', X.shape, Y.shape, 'test', Xt.shape, Yt.shape)

net = Sequential()
# two rounds of convolutions
for n, filters in enumerate((16, 32)):
    if n == 0:
        net.add(Conv2D(filters, (5, 5), input_shape=shape))
    else:
        net.add(Conv2D(filters, (3, 3)))
    net.add(Activation('relu'))
    net.add(MaxPooling2D((2, 2)))
    net.add(Dropout(.1 * (n + 1)))
net.add(Flatten())
net.add(Dense(84))
net.add(Activation('tanh'))
net.add(Dense(NB_CLASSES))
net.add(Activation('softmax'))
net.compile('adadelta', 'categorical_crossentropy', metrics=['accuracy'])
net.summary()
h = net.fit(X, Y, 64, 3, validation_data=(Xt, Yt))
print('best', max(h.history['val_accuracy']))

p = net.predict(Xt)
confusion = np.zeros((NB_CLASSES, NB_CLASSES), int)
for t, q in zip(yt, p.argmax(1)):
    confusion[t, q] += 1
print(confusion)

# what do the first filters answer to?
probe = Model(net.inputs, [l.output for l in net.layers if isinstance(l, Conv2D)])
maps = probe.predict(Xt[:4])
for m in maps:
    print(m.shape, float(m.mean()))
