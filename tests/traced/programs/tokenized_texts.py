"""Texts through the old Tokenizer, padded, and an embedding matrix beside them."""
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.preprocessing.text import Tokenizer

texts = ["the cat sat on the mat", "a dog ate my homework", "the dog sat", "cats and dogs", "no text at all"] * 8
labels = np.array([1, 0, 0, 1, 1] * 8)
max_words, maxlen, dimension = 60, 10, 12

tokenizer = Tokenizer(num_words=max_words, oov_token="<OOV>")
tokenizer.fit_on_texts(texts)
sequences = tokenizer.texts_to_sequences(texts)
data = pad_sequences(sequences, maxlen=maxlen, padding="post", truncating="post")
bag = tokenizer.texts_to_matrix(texts, mode="tfidf")

indices = np.arange(data.shape[0])
np.random.shuffle(indices)
data, labels, bag = data[indices], labels[indices], bag[indices]
held_out = int(0.25 * data.shape[0])
x_train, y_train = data[:-held_out], labels[:-held_out]
x_val, y_val = data[-held_out:], labels[-held_out:]

matrix = np.zeros((max_words, dimension))
for word, i in tokenizer.word_index.items():
    if i < max_words:
        matrix[i] = np.random.rand(dimension)

model = models.Sequential()
model.add(layers.Embedding(matrix.shape[0], matrix.shape[1], input_shape=(x_train.shape[1],)))
model.add(layers.Bidirectional(layers.LSTM(6)))
model.add(layers.Dense(8, activation="relu"))
model.add(layers.Dense(1, activation="sigmoid"))
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=1, validation_data=(x_val, y_val))

bow = models.Sequential([layers.Dense(16, activation="relu"), layers.Dropout(0.3), layers.Dense(1)])
bow.compile("adam", "mse")
bow.fit(bag, labels)
streamed = tf.data.Dataset.from_tensor_slices((data, labels)).batch(8)
small = models.Sequential([layers.Embedding(max_words, 4), layers.Flatten(), layers.Dense(1)])
small.compile("sgd", "mse")
small.fit(streamed)
