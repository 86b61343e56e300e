# expect: SL202
from keras.models import Sequential
from keras.layers import TimeDistributed, Conv2D, MaxPooling2D, Flatten, LSTM, Dense

model = Sequential()
model.add(TimeDistributed(Conv2D(8, (3, 3), activation="relu"), input_shape=(10, 32, 32, 3)))
model.add(TimeDistributed(MaxPooling2D((2, 2))))
model.add(Flatten())  # blame
model.add(LSTM(16))  # blame
model.add(Dense(5, activation="softmax"))
