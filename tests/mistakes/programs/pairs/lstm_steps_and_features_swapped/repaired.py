import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential

look_back = 15
trainX = np.random.rand(200, look_back)
trainX = np.reshape(trainX, (trainX.shape[0], trainX.shape[1], 1))
trainY = np.random.rand(200)

model = Sequential()
model.add(LSTM(4, input_shape=(look_back, 1)))
model.add(Dense(1))
model.compile(loss="mean_squared_error", optimizer="adam")
model.fit(trainX, trainY, epochs=1, batch_size=50, verbose=2)
