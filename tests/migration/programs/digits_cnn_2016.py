# params: 9*1*4+4 + 9*4*4+4 + 36*8+8 + 8*3+3
# output: (None, 3)
import numpy as np
from keras.models import Sequential
from keras.layers import Dense, Dropout, Activation, Flatten
from keras.layers import Convolution2D, MaxPooling2D
from keras.utils import np_utils
from keras import backend as K

img_rows, img_cols = 10, 10
X_train = np.random.rand(24, img_rows, img_cols, 1).astype("float32")
Y_train = np_utils.to_categorical(np.random.randint(0, 3, 24), 3)

model = Sequential()
model.add(Convolution2D(4, 3, 3, border_mode="valid", input_shape=(img_rows, img_cols, 1)))
model.add(Activation("relu"))
model.add(Convolution2D(4, 3, 3, border_mode="valid"))
model.add(Activation("relu"))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Dropout(0.25))
model.add(Flatten())
model.add(Dense(8))
model.add(Activation("relu"))
model.add(Dense(3))
model.add(Activation("softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adadelta", metrics=["accuracy"])
model.fit(X_train, Y_train, batch_size=8, nb_epoch=1, verbose=0, validation_data=(X_train, Y_train))
score = model.evaluate(X_train, Y_train, verbose=0)
