# params: 6*4+4 + 4*3+3
# output: (None, 3)
import numpy as np
from keras import optimizers
from keras.layers import Dense
from keras.models import Sequential

model = Sequential()
model.add(Dense(4, activation="relu", input_dim=6))
model.add(Dense(3, activation="softmax"))
sgd = optimizers.SGD(lr=0.01, decay=1e-6, momentum=0.9, nesterov=True)
model.compile(loss="sparse_categorical_crossentropy", optimizer=sgd, metrics=["accuracy"])
model.fit(np.random.rand(12, 6), np.random.randint(0, 3, 12), epochs=1, batch_size=4, verbose=0)
