from keras.models import Sequential
from keras.layers import Dense, LSTM, Reshape, Dropout

model = Sequential()
model.add(Dense(64, input_shape=(100,), activation="relu"))
model.add(Reshape((8, 8)))
model.add(LSTM(32))
model.add(Dropout(0.2))
model.add(Dense(1))
