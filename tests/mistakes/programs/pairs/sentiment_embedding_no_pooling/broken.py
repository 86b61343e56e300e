# expect: SL503
import tensorflow as tf
from tensorflow.keras import layers

VOCAB, MAXLEN = 2000, 64
(x_train, y_train), (x_test, y_test) = tf.keras.datasets.imdb.load_data(num_words=VOCAB)
x_train = tf.keras.utils.pad_sequences(x_train, maxlen=MAXLEN)

model = tf.keras.Sequential()
model.add(layers.Input((MAXLEN,)))
model.add(layers.Embedding(VOCAB, 16))
model.add(layers.Dense(16, activation="relu"))  # blame
model.add(layers.Dense(1, activation="sigmoid"))  # blame
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=1, verbose=1)
