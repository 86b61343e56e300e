# params: 9*3*2+2 + 9*2*2+2 + 2*4*4*3+3
# output: (None, 3)
import numpy as np
from keras.layers.convolutional import Convolution2D, MaxPooling2D, ZeroPadding2D
from keras.layers.core import Dense, Dropout, Flatten
from keras.models import Sequential
from keras.optimizers import SGD

model = Sequential()
model.add(ZeroPadding2D((1, 1), input_shape=(8, 8, 3)))
model.add(Convolution2D(2, 3, 3, activation="relu", border_mode="valid"))
model.add(ZeroPadding2D((1, 1)))
model.add(Convolution2D(2, 3, 3, activation="relu", border_mode="valid"))
model.add(MaxPooling2D((2, 2), strides=(2, 2)))
model.add(Flatten())
model.add(Dropout(0.5))
model.add(Dense(3, activation="softmax"))
model.compile(optimizer=SGD(lr=0.1, decay=1e-6, momentum=0.9, nesterov=True), loss="categorical_crossentropy")
model.fit(np.random.rand(2, 8, 8, 3), np.eye(3)[[0, 2]], nb_epoch=1, verbose=0)
