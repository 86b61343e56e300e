import numpy as np
from keras.models import Sequential
from keras.layers import LSTM, Dense, TimeDistributed

X = np.random.rand(30, 12, 6)
y = np.random.randint(0, 3, (30,))
m = Sequential()
m.add(LSTM(10, input_shape=(12, 6)))
m.add(Dense(3, activation="softmax"))
m.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["acc"])
m.fit(X, y, epochs=1)
