# params: 4*((1+6)*6+6) + 6*1+1
# output: (None, 1)
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential
from keras.preprocessing.sequence import TimeseriesGenerator

series = np.arange(20, dtype="float32").reshape(20, 1)
generator = TimeseriesGenerator(series, series, length=4, batch_size=4)
model = Sequential()
model.add(LSTM(6, activation="relu", input_shape=(4, 1)))
model.add(Dense(1))
model.compile(optimizer="adam", loss="mse")
model.fit_generator(generator, steps_per_epoch=1, epochs=1, verbose=0)
