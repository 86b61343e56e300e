"""Teach a network to read dates: "3 march 1999" -> "1999-03-03"."""
import datetime
import random

import numpy as np
from keras.layers import LSTM, Dense, Embedding, RepeatVector, TimeDistributed, Bidirectional, Concatenate, Input
from keras.models import Model, Sequential

MONTHS = ("january february march april may june july august september october november december").split()
IN_CHARS = "".join(sorted(set("".join(MONTHS) + "0123456789, "))) 
OUT_CHARS = "0123456789-^$"
IN_LEN = max(map(len, MONTHS)) + len(" 31, 2000")
OUT_LEN = 10


def random_date():
    day = datetime.date.fromordinal(random.randint(720000, 738000))
    return f"{MONTHS[day.month - 1]} {day.day:02d}, {day.year}", day.isoformat()


def encode(text, chars, length):
    ids = [chars.index(c) + 1 for c in text]
    return ids + [0] * (length - len(ids))


def make_data(n):
    pairs = [random_date() for _ in range(n)]
    X = np.array([encode(s, IN_CHARS, IN_LEN) for s, _ in pairs])
    Y = np.array([encode(t, OUT_CHARS, OUT_LEN) for _, t in pairs])
    return X, Y


X_train, Y_train = make_data(2000)
X_valid, Y_valid = make_data(300)
print(X_train.shape, Y_train.shape)

# 1. everything in one vector
simple = Sequential([
    Embedding(len(IN_CHARS) + 1, 32),
    LSTM(128),
    RepeatVector(OUT_LEN),
    LSTM(128, return_sequences=True),
    TimeDistributed(Dense(len(OUT_CHARS) + 1, activation="softmax")),
])
simple.compile(loss="sparse_categorical_crossentropy", optimizer="nadam", metrics=["accuracy"])
simple.fit(X_train, Y_train, epochs=2, validation_data=(X_valid, Y_valid))

# 2. the decoder is shown the character before
SOS = len(OUT_CHARS) + 1


def shifted(Y):
    first = np.full((len(Y), 1), SOS)
    return np.concatenate([first, Y[:, :-1]], axis=1)


enc_in = Input(shape=(None,), name="source")
dec_in = Input(shape=(None,), name="so_far")
enc = Embedding(len(IN_CHARS) + 1, 32, mask_zero=True)(enc_in)
_, fh, fc, bh, bc = Bidirectional(LSTM(64, return_state=True))(enc)
h, c = Concatenate()([fh, bh]), Concatenate()([fc, bc])
dec = Embedding(len(OUT_CHARS) + 2, 32)(dec_in)
dec = LSTM(128, return_sequences=True)(dec, initial_state=[h, c])
probs = Dense(len(OUT_CHARS) + 1, activation="softmax")(dec)
teacher = Model([enc_in, dec_in], probs)
teacher.compile("nadam", "sparse_categorical_crossentropy", metrics=["accuracy"])
teacher.fit([X_train, shifted(Y_train)], Y_train, epochs=2,
            validation_data=([X_valid, shifted(Y_valid)], Y_valid))


def convert(text):
    X = np.array([encode(text, IN_CHARS, IN_LEN)])
    made = np.full((1, 1), SOS)
    for _ in range(OUT_LEN):
        last = teacher.predict([X, made], verbose=0)[:, -1:]
        made = np.concatenate([made, last.argmax(axis=-1)], axis=1)
    return "".join(OUT_CHARS[i - 1] for i in made[0, 1:] if i)


ids = simple.predict(X_valid[:3]).argmax(axis=-1)
print(ids.shape, repr(convert("may 01, 2001")))
