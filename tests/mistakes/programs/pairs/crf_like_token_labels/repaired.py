import numpy as np
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Embedding, Bidirectional, LSTM, TimeDistributed, Dense
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.utils import to_categorical

sentences = [[1, 2, 3], [4, 5], [6, 7, 8, 9]]
tags = [[0, 1, 2], [1, 1], [2, 3, 0, 1]]
X = pad_sequences(sentences, maxlen=10, padding="post")
y = to_categorical(pad_sequences(tags, maxlen=10, padding="post"), num_classes=4)
model = Sequential([
    Embedding(20, 8),
    Bidirectional(LSTM(6, return_sequences=True)),
    TimeDistributed(Dense(4, activation="softmax")),
])
model.compile("adam", "categorical_crossentropy")
model.fit(X, y, epochs=1)
