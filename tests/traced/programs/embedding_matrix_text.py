"""Text classification with a prepared embedding matrix and a tokenizer written by hand."""
import numpy as np
from keras.layers import (Activation, Bidirectional, Conv1D, Dense, Dropout, Embedding, Flatten, GlobalMaxPooling1D, GRU,
                          Input, MaxPooling1D, SpatialDropout1D, concatenate)
from keras.models import Model, Sequential
from keras.utils import pad_sequences, to_categorical

MAX_SEQUENCE_LENGTH = 50
MAX_NUM_WORDS = 400
EMBEDDING_DIM = 25
VALIDATION_SPLIT = 0.2

texts = ["the quick brown fox", "jumps over the lazy dog", "pack my box", "with five dozen jugs"] * 10
labels_index = {"animals": 0, "objects": 1}
labels = [0, 0, 1, 1] * 10
word_index = {w: i + 1 for i, w in enumerate(sorted({w for t in texts for w in t.split()}))}

sequences = [[word_index[w] for w in t.split()] for t in texts]
data = pad_sequences(sequences, maxlen=MAX_SEQUENCE_LENGTH)
labels = to_categorical(np.asarray(labels))
print("Shape of data tensor:", data.shape, "label tensor:", labels.shape)

num_words = min(MAX_NUM_WORDS, len(word_index) + 1)
embedding_matrix = np.zeros((num_words, EMBEDDING_DIM))
for word, i in word_index.items():
    if i >= MAX_NUM_WORDS:
        continue
    embedding_matrix[i] = np.random.rand(EMBEDDING_DIM)

embedding_layer = Embedding(num_words, EMBEDDING_DIM, weights=[embedding_matrix], trainable=False)

sequence_input = Input(shape=(MAX_SEQUENCE_LENGTH,), dtype="int32")
embedded_sequences = embedding_layer(sequence_input)
x = Conv1D(12, 5, activation="relu")(embedded_sequences)
x = MaxPooling1D(5)(x)
x = Conv1D(12, 5, activation="relu")(x)
x = GlobalMaxPooling1D()(x)
x = Dense(12, activation="relu")(x)
preds = Dense(len(labels_index), activation="softmax")(x)
model = Model(sequence_input, preds)
model.compile(loss="categorical_crossentropy", optimizer="rmsprop", metrics=["acc"])
model.fit(data, labels, batch_size=8, epochs=1)

rnn = Sequential()
rnn.add(Embedding(input_dim=embedding_matrix.shape[0], output_dim=embedding_matrix.shape[1], input_shape=(data.shape[1],)))
rnn.add(SpatialDropout1D(0.3))
rnn.add(Bidirectional(GRU(10, dropout=0.2, return_sequences=True)))
rnn.add(Bidirectional(GRU(5)))
rnn.add(Dense(labels.shape[1]))
rnn.add(Activation("softmax"))
rnn.compile("adam", "categorical_crossentropy")

char_rnn = Sequential([
    Input((MAX_SEQUENCE_LENGTH,)),
    Embedding(num_words, 8, weights=[np.zeros((num_words, 8))]),
    Flatten(),
    Dropout(0.5),
    Dense(labels.shape[-1]),
])
