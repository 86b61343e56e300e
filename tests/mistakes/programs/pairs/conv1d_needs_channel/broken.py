# expect: SL202
import numpy as np
from keras import Sequential
from keras.layers import Conv1D, MaxPooling1D, Flatten, Dense

ecg = np.random.rand(40, 120)
beat = np.random.randint(0, 5, 40)
model = Sequential()
model.add(Conv1D(8, 3, activation="relu", input_shape=(120,)))  # blame
model.add(MaxPooling1D(2))
model.add(Flatten())
model.add(Dense(5, activation="softmax"))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(ecg, beat, epochs=1)
