# expect: SL202
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import LSTM, RepeatVector, TimeDistributed, Dense

model = Sequential()
model.add(LSTM(64, activation="relu", input_shape=(30, 2), return_sequences=True))
model.add(LSTM(32, activation="relu", return_sequences=True))  # blame
model.add(RepeatVector(30))  # blame
model.add(LSTM(32, return_sequences=True))
model.add(TimeDistributed(Dense(2)))
