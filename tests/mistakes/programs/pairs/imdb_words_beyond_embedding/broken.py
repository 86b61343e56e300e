# expect: SL414
from keras.datasets import imdb
from keras.layers import Dense, Embedding, GlobalAveragePooling1D
from keras.models import Sequential
from keras.utils import pad_sequences

max_features = 1000
(x_train, y_train), _ = imdb.load_data(num_words=max_features)
x_train = pad_sequences(x_train, maxlen=50)
model = Sequential()
model.add(Embedding(200, 8))  # blame
model.add(GlobalAveragePooling1D())
model.add(Dense(1, activation="sigmoid"))
model.compile("rmsprop", "binary_crossentropy")
model.fit(x_train, y_train, epochs=1)  # blame
