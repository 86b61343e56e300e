"""Reviews as word numbers, of any length: the number of steps stays open, and reads None as Keras prints it."""

import numpy as np
from tensorflow.keras import Sequential, layers

VOCABULARY = 20_000
WIDTH = 128

classifier = Sequential()
classifier.add(layers.Input(shape=(None,), dtype="int32"))
classifier.add(layers.Embedding(VOCABULARY, WIDTH))
classifier.add(layers.LSTM(64, return_sequences=True))
classifier.add(layers.Dropout(0.3))
classifier.add(layers.LSTM(32))
classifier.add(layers.Dense(1, activation="sigmoid"))
classifier.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])

if __name__ == "__main__":
    reviews = np.zeros((8, 50), dtype="int32")
    labels = np.zeros((8, 1))
    classifier.fit(reviews, labels, epochs=1, verbose=0)
    classifier.summary()
