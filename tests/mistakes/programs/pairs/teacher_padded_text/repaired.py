from keras.datasets import reuters
from keras.layers import LSTM, Dense, Embedding
from keras.models import Sequential
from keras.preprocessing.sequence import pad_sequences
from keras.utils import to_categorical

max_features, maxlen = 1000, 30

(x_train, y_train), (x_test, y_test) = reuters.load_data(num_words=max_features)
x_train = pad_sequences(x_train, maxlen=maxlen)
x_test = pad_sequences(x_test, maxlen=maxlen)
y_train = to_categorical(y_train, 46)
y_test = to_categorical(y_test, 46)

model = Sequential()
model.add(Embedding(max_features, 16))
model.add(LSTM(16, dropout=0.2))
model.add(Dense(46, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(x_train, y_train, batch_size=32, epochs=1, validation_data=(x_test, y_test))
