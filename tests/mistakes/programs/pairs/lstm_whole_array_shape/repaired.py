import numpy as np
from tensorflow.keras import Sequential
from tensorflow.keras.layers import LSTM, Dense

trainX = np.random.randn(100, 10, 4)
trainY = np.random.randn(100, 1)

model = Sequential()
model.add(LSTM(8, input_shape=(trainX.shape[1], trainX.shape[2])))
model.add(Dense(1))
model.compile(optimizer="adam", loss="mse")
model.fit(trainX, trainY, epochs=1)
