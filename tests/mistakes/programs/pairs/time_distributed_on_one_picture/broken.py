# expect: SL202
from keras.layers import LSTM, Conv2D, Dense, Flatten, Input, MaxPooling2D, TimeDistributed
from keras.models import Sequential

model = Sequential()
model.add(Input((48, 48, 3)))  # blame
model.add(TimeDistributed(Conv2D(8, 3, activation="relu")))  # blame
model.add(TimeDistributed(MaxPooling2D(2)))
model.add(TimeDistributed(Flatten()))
model.add(LSTM(16))
model.add(Dense(4, activation="softmax"))
