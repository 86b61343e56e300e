# params: 6*4+4 + 4*1+1
# output: (None, 1)
import numpy as np
from keras.constraints import maxnorm
from keras.layers import Dense, Dropout
from keras.models import Sequential
from keras.optimizers import SGD

model = Sequential()
model.add(Dropout(0.2, input_shape=(6,)))
model.add(Dense(4, kernel_initializer="normal", activation="relu", kernel_constraint=maxnorm(3)))
model.add(Dense(1, kernel_initializer="normal", activation="sigmoid"))
sgd = SGD(lr=0.1, momentum=0.9, decay=0.0, nesterov=False)
model.compile(loss="binary_crossentropy", optimizer=sgd, metrics=["accuracy"])
model.fit(np.random.rand(8, 6), np.random.randint(0, 2, 8), epochs=1, verbose=0)
