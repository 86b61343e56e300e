# expect: SL413
import numpy as np
from keras.layers import LSTM, Dense, Embedding, Input
from keras.models import Sequential

vocab_size, max_length = 300, 20
embedding_matrix = np.zeros((vocab_size, 100))  # blame
for index in range(1, vocab_size):
    embedding_matrix[index] = np.random.rand(100)

model = Sequential()
model.add(Input((max_length,)))
model.add(Embedding(vocab_size, 50, weights=[embedding_matrix], trainable=False))  # blame
model.add(LSTM(8))
model.add(Dense(1, activation="sigmoid"))
