# expect: SL202
from keras.models import Sequential
from keras.layers import Dense, LSTM, Dropout

model = Sequential()
model.add(Dense(64, input_shape=(100,), activation="relu"))
model.add(LSTM(32))  # blame
model.add(Dropout(0.2))
model.add(Dense(1))
