# params: 4*((1+5)*5+5) + 5*1+1
# output: (2, 1)
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential

batch_size, look_back = 2, 3
trainX = np.random.rand(8, look_back, 1)
trainY = np.random.rand(8, 1)
model = Sequential()
model.add(LSTM(5, batch_input_shape=(batch_size, look_back, 1), stateful=True))
model.add(Dense(1))
model.compile(loss="mean_squared_error", optimizer="adam")
for i in range(2):
    model.fit(trainX, trainY, epochs=1, batch_size=batch_size, verbose=0, shuffle=False)
prediction = model.predict(trainX, batch_size=batch_size)
