# expect: SL502
"""Which of nine tags does a plot summary deserve?"""
import numpy as np
from tensorflow import keras

TAGS = ["comedy", "drama", "crime", "war", "romance", "horror", "family", "music", "sport"]

summaries = np.random.random((200, 300))
tagged = np.random.randint(0, 2, (200, len(TAGS)))

inputs = keras.Input(shape=(300,), name="tfidf")
hidden = keras.layers.Dense(64, activation="relu")(inputs)
hidden = keras.layers.Dropout(0.5)(hidden)
outputs = keras.layers.Dense(len(TAGS) - 1, activation="sigmoid", name="tags")(hidden)  # blame
tagger = keras.Model(inputs, outputs, name="tagger")
tagger.summary()
tagger.compile(loss="binary_crossentropy", optimizer="adam")
tagger.fit(summaries, tagged.astype("float32"), epochs=1, batch_size=50)
