import numpy as np
import os
import sys
sys.setrecursionlimit(5000)
from keras.layers import Conv2D, MaxPooling2D, Dense, Dropout, Flatten, Input, BatchNormalization
from keras.models import Model, Sequential
from keras.utils import to_categorical
import keras

NUM_DIGITS = 5
H = W = 54


def load(split, n):
    path = os.path.join("svhn", split + ".npz")
    if os.path.exists(path):
        with np.load(path) as f:
            return f["x"], f["y"]
    rng = np.random.RandomState(n)
    x = rng.randint(0, 256, size=(n, H, W, 3)).astype("uint8")
    y = rng.randint(0, 11, size=(n, 1 + NUM_DIGITS))
    return x, y


x_train, y_train = load("train", 300)
x_test, y_test = load("test", 50)
x_train, x_test = [(x.astype("float32") - 128) / 128 for x in (x_train, x_test)]
length = np.clip(y_train[:, 0], 0, 6)
labels = [to_categorical(length, 7)]
labels.extend(to_categorical(y_train[:, i + 1], 11) for i in range(NUM_DIGITS))
print([l.shape for l in labels])


def hidden(x, depth, pool):
    x = Conv2D(depth, (5, 5), padding="same", activation="relu")(x)
    x = BatchNormalization(axis=-1)(x)
    x = MaxPooling2D(pool_size=2, strides=2 if pool else 1, padding="same")(x)
    return Dropout(0.2)(x)


image = Input((H, W, 3), name="image")
x = image
for i, depth in enumerate([48, 64, 128, 160]):
    x = hidden(x, depth, pool=i % 2 == 0)
x = Flatten()(x)
x = Dense(512, activation="relu")(x)
outputs = [Dense(7, activation="softmax", name="length")(x)]
outputs += [Dense(11, activation="softmax", name=f"digit{i + 1}")(x) for i in range(NUM_DIGITS)]
model = Model(image, outputs)
model.compile(
    optimizer=keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(1e-2, 10000, 0.9)),
    loss=["categorical_crossentropy"] * (1 + NUM_DIGITS),
    metrics=[["accuracy"]] * 6,
)
model.fit(x_train, labels, batch_size=32, epochs=1, validation_split=0.1)
predicted = model.predict(x_test)
digits = np.stack([p.argmax(axis=1) for p in predicted[1:]], axis=1)
right = np.all(digits == y_test[:, 1:], axis=1)
print(digits.shape, right.mean())

flat = Sequential()
flat.add(Flatten(input_shape=x_train.shape[1:]))
flat.add(Dense(256, activation="relu"))
flat.add(Dense(7, activation="softmax"))
flat.compile("adam", "categorical_crossentropy")
flat.fit(x_train, labels[0], epochs=1)
