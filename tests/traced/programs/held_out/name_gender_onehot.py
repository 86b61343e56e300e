import numpy as np
from keras import Sequential
from keras.layers import LSTM, Dense, Bidirectional

names = ["anna", "bert", "clara", "dirk", "eva", "fritz", "greta", "hans"] * 5
is_f = np.array([n[-1] == "a" for n in names], dtype=int)
LETTERS = "abcdefghijklmnopqrstuvwxyz "
MAX = 12


def encode(name):
    m = np.zeros((MAX, len(LETTERS)), dtype=bool)
    for row, c in enumerate(name[:MAX].ljust(MAX)):
        m[row, LETTERS.index(c)] = True
    return m


X = np.array([encode(n) for n in names])
y = np.eye(2)[is_f]
print(X.shape, y.shape)
model = Sequential()
model.add(Bidirectional(LSTM(32, return_sequences=True), backward_layer=LSTM(32, go_backwards=True, return_sequences=True), input_shape=(MAX, len(LETTERS))))
model.add(Bidirectional(LSTM(16), merge_mode="ave"))
model.add(Dense(2, activation="softmax"))
model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
model.fit(X, y, epochs=2, batch_size=8)
test = ["Ida", "Otto"]
P = model.predict(np.stack([encode(n.lower()) for n in test]))
for n, p in zip(test, P):
    print(n, p.round(2))
