"""Newswires as rows of words, and the same as sequences."""
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.datasets import reuters

DIMENSION = 400
(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=DIMENSION)


def vectorize_sequences(sequences, dimension=DIMENSION):
    results = np.zeros((len(sequences), dimension))
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.0
    return results


def to_one_hot(labels, dimension=46):
    results = np.zeros((len(labels), dimension))
    for i, label in enumerate(labels):
        results[i, label] = 1.0
    return results


x_train = vectorize_sequences(train_data[:600])
x_test = vectorize_sequences(test_data[:200])
y_train = to_one_hot(train_labels[:600])
classes = max(train_labels) + 1
x_val, partial_x_train = x_train[:100], x_train[100:]
y_val, partial_y_train = y_train[:100], y_train[100:]

model = keras.Sequential([
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(y_train.shape[-1], activation="softmax"),
])
model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(partial_x_train, partial_y_train, epochs=1, batch_size=512, validation_data=(x_val, y_val))
predictions = model.predict(x_test)

padded = keras.preprocessing.sequence.pad_sequences(train_data[:300], maxlen=40)
inputs = keras.Input(shape=padded.shape[1:], dtype="int32")
h = layers.Embedding(DIMENSION, 16)(inputs)
h = layers.GlobalAveragePooling1D()(h)
outputs = layers.Dense(predictions.shape[1], activation="softmax")(h)
averaged = keras.Model(inputs, outputs)
averaged.compile("adam", "sparse_categorical_crossentropy")
averaged.fit(padded, train_labels[:300])
