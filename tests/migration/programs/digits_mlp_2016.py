# params: 64*32+32 + 32*10+10
# output: (None, 10)
import numpy as np
from keras.models import Sequential
from keras.layers.core import Dense, Dropout, Activation
from keras.optimizers import SGD
from keras.utils import np_utils

nb_classes = 10
X_train = np.random.rand(40, 64)
y_train = np.random.randint(0, nb_classes, 40)
Y_train = np_utils.to_categorical(y_train, nb_classes)

model = Sequential()
model.add(Dense(output_dim=32, input_dim=64, init="uniform"))
model.add(Activation("tanh"))
model.add(Dropout(p=0.5))
model.add(Dense(output_dim=nb_classes, init="uniform"))
model.add(Activation("softmax"))

sgd = SGD(lr=0.1, momentum=0.9, nesterov=True)
model.compile(loss="categorical_crossentropy", optimizer=sgd, metrics=["accuracy"])
model.fit(X_train, Y_train, nb_epoch=1, batch_size=16, verbose=0)
