import numpy as np
from keras.models import Sequential
from keras.layers import TimeDistributed, Conv1D, MaxPooling1D, Flatten, LSTM, Dense

n_seq, n_steps, n_features = 2, 4, 1
X = np.random.rand(50, 8)
y = np.random.rand(50)
X = X.reshape((X.shape[0], n_seq, n_steps, n_features))
model = Sequential()
model.add(TimeDistributed(Conv1D(8, 1, activation="relu"), input_shape=(None, n_steps, n_features)))
model.add(TimeDistributed(MaxPooling1D(2)))
model.add(TimeDistributed(Flatten()))
model.add(LSTM(10, activation="relu"))
model.add(Dense(1))
model.compile("adam", "mse")
model.fit(X, y, epochs=1, verbose=0)
