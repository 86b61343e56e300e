"""Sentiment of IMDB reviews, three ways."""
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.preprocessing.sequence import pad_sequences

max_features = 20000  # Only consider the top 20k words
maxlen = 200  # Only consider the first 200 words of each movie review

(x_train, y_train), (x_val, y_val) = keras.datasets.imdb.load_data(num_words=max_features)
print(len(x_train), "Training sequences")
print(len(x_val), "Validation sequences")
x_train = pad_sequences(x_train, maxlen=maxlen)
x_val = pad_sequences(x_val, maxlen=maxlen, padding="post", truncating="post")

# 1. Bidirectional LSTM, functional
inputs = keras.Input(shape=(None,), dtype="int32")
x = layers.Embedding(max_features, 128)(inputs)
x = layers.Bidirectional(layers.LSTM(64, return_sequences=True))(x)
x = layers.Bidirectional(layers.LSTM(64))(x)
outputs = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs, outputs)
model.summary()
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=32, epochs=2, validation_data=(x_val, y_val))

# 2. A stack of GRUs with masks
gru = keras.Sequential(name="masked_gru")
gru.add(keras.Input(shape=(maxlen,)))
gru.add(layers.Embedding(max_features, 32, mask_zero=True))
gru.add(layers.GRU(32, return_sequences=True, dropout=0.1, recurrent_dropout=0.5))
gru.add(layers.GRU(16, go_backwards=True))
gru.add(layers.Dense(1, activation="sigmoid"))
gru.compile(optimizer=keras.optimizers.RMSprop(learning_rate=1e-3), loss="binary_crossentropy", metrics=["acc"])
gru.fit(x_train, y_train, epochs=1)

# 3. One-hot bag of words
def vectorize_sequences(sequences, dimension=10000):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        results[i, [s for s in sequence if s < dimension]] = 1.0
    return results


bag_train = vectorize_sequences(x_train[:500])
bag = keras.Sequential(
    [
        layers.Dense(16, activation="relu", kernel_regularizer=keras.regularizers.l2(0.001)),
        layers.Dropout(0.5),
        layers.Dense(16, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ]
)
bag.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
x_partial, x_held = bag_train[100:], bag_train[:100]
y_partial, y_held = y_train[100:500], y_train[:100]
history = bag.fit(x_partial, y_partial, epochs=4, batch_size=512, validation_data=(x_held, y_held))
history_dict = history.history
print(history_dict.keys())
scores = [m.predict(x) for m, x in ((model, x_val[:20]), (gru, x_val[:20]), (bag, bag_train[:20]))]
blend = np.mean(np.stack(scores), axis=0)
print(blend.shape)
