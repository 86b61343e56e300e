# expect: SL405
import numpy as np
from keras.models import Sequential
from keras.layers import Dense, LSTM

series = np.sin(np.linspace(0, 50, 300))


def create_dataset(dataset, look_back=10):
    dataX, dataY = [], []
    for i in range(len(dataset) - look_back - 1):
        dataX.append(dataset[i:(i + look_back)])
        dataY.append(dataset[i + look_back])
    return np.array(dataX), np.array(dataY)


trainX, trainY = create_dataset(series)
trainX = np.reshape(trainX, (trainX.shape[0], 1, trainX.shape[1]))
model = Sequential()
model.add(LSTM(4, input_shape=(10, 1)))  # blame
model.add(Dense(1))
model.compile(loss="mean_squared_error", optimizer="adam")
model.fit(trainX, trainY, epochs=1, batch_size=16, verbose=0)
