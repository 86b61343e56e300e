"""Are two digits the same? Shared legs, absolute difference, one neuron."""
import itertools

import numpy as np
from keras import Model, Sequential, ops
from keras.datasets import mnist
from keras.layers import Conv2D, Dense, Flatten, Input, Lambda, MaxPooling2D

(digits, names), _ = mnist.load_data()
digits = digits[:1000, :, :, None] / 255
names = names[:1000]
by_name = [np.flatnonzero(names == n) for n in range(10)]


def pairs(per_class=12):
    left, right, same = [], [], []
    for a, b in itertools.product(range(10), repeat=2):
        how_many = per_class if a == b else 1
        for i, j in zip(by_name[a][:how_many], by_name[b][1:how_many + 1]):
            left.append(digits[i])
            right.append(digits[j])
            same.append(float(a == b))
    return [np.array(left), np.array(right)], np.array(same)


def leg(shape):
    return Sequential([
        Input(shape),
        Conv2D(16, 5, activation="relu"),
        MaxPooling2D(),
        Conv2D(32, 5, activation="relu"),
        MaxPooling2D(),
        Flatten(),
        Dense(64, activation="sigmoid"),
    ], name="leg")


shared = leg((28, 28, 1))
a, b = Input((28, 28, 1), name="a"), Input((28, 28, 1), name="b")
gap = Lambda(lambda ab: ops.abs(ab[0] - ab[1]))([shared(a), shared(b)])
model = Model([a, b], Dense(1, activation="sigmoid")(gap))
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
x, y = pairs()
order = np.random.permutation(len(y))
x = [part[order] for part in x]
model.fit(x, y[order], validation_split=0.1, epochs=2)

# one-shot: which of ten references is nearest?
references = np.stack([digits[rows[0]] for rows in by_name])
query = np.repeat(digits[17][None], 10, axis=0)
print(model.predict([query, references]).ravel().argmax(), names[17])
