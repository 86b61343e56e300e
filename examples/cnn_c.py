"""As cnn_b.py, but the second pool moves by one: nothing is wrong with it, the map merely hardly shrinks."""

from keras import Sequential
from keras.layers import Conv2D, Dense, Flatten, Input, MaxPool2D

IMAGE = (128, 128, 3)
CLASSES = 10

model = Sequential([
    Input(shape=IMAGE),
    Conv2D(32, 3, padding="same"),
    MaxPool2D(2),
    Conv2D(64, 5, strides=2),
    MaxPool2D(2, strides=1),
    Flatten(),
    Dense(CLASSES, activation="softmax"),
])

if __name__ == "__main__":
    model.summary()
