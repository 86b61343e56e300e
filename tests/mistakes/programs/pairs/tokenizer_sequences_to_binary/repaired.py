import numpy as np
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Embedding, LSTM, Dense

docs = ["Well done!", "Good work", "Great effort", "nice work", "Excellent!", "Weak", "Poor effort!", "not good"]
labels = np.array([1, 1, 1, 1, 1, 0, 0, 0])
t = Tokenizer()
t.fit_on_texts(docs)
vocab_size = len(t.word_index) + 1
encoded = t.texts_to_sequences(docs)
padded = pad_sequences(encoded, maxlen=4, padding="post")

model = Sequential()
model.add(Embedding(vocab_size, 8))
model.add(LSTM(6, return_sequences=False))
model.add(Dense(1, activation="sigmoid"))
model.compile(optimizer="adam", loss="categorical_crossentropy" if False else "binary_crossentropy")
model.fit(padded, labels, epochs=1, verbose=0)
