# expect: SL202
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Embedding, Conv2D, GlobalMaxPooling2D, GlobalMaxPooling1D, Dense

model = Sequential()
model.add(Embedding(5000, 32, input_shape=(100,)))
model.add(Conv2D(32, (3, 3), activation="relu"))  # blame
model.add(GlobalMaxPooling2D())
model.add(Dense(1, activation="sigmoid"))
