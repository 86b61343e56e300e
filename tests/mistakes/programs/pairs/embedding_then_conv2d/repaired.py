from tensorflow.keras import Sequential
from tensorflow.keras.layers import Embedding, Conv2D, Conv1D, GlobalMaxPooling2D, GlobalMaxPooling1D, Dense

model = Sequential()
model.add(Embedding(5000, 32, input_shape=(100,)))
model.add(Conv1D(32, 3, activation="relu"))
model.add(GlobalMaxPooling1D())
model.add(Dense(1, activation="sigmoid"))
