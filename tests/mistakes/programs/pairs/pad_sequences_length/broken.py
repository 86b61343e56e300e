# expect: SL301
"""Sequences of words are cut to one length before the embedding."""

import numpy as np
from tensorflow import keras
from tensorflow.keras.preprocessing.sequence import pad_sequences

texts = [[3, 5, 2], [7, 1], [4, 4, 4, 9, 2, 6]]
x = pad_sequences(texts, max_len=5, padding="post")  # blame
y = np.array([0, 1, 1])

model = keras.Sequential(
    [
        keras.Input((5,)),
        keras.layers.Embedding(10, 4),
        keras.layers.GlobalAveragePooling1D(),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile("adam", "binary_crossentropy")
model.fit(x, y, verbose=0)
