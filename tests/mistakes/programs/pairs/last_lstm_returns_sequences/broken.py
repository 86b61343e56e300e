# expect: SL503
import numpy as np
from keras import Sequential
from keras.layers import LSTM, Dense
from keras.utils import to_categorical

notes = np.random.rand(80, 25, 1)
following = to_categorical(np.random.randint(0, 12, 80), 12)

melody = Sequential()
melody.add(LSTM(16, input_shape=(notes.shape[1], notes.shape[2]), return_sequences=True))
melody.add(LSTM(16, return_sequences=True))  # blame
melody.add(Dense(12, activation="softmax"))  # blame
melody.compile(loss="categorical_crossentropy", optimizer="adam")
melody.fit(notes, following, epochs=1, batch_size=40)
