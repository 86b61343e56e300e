"""Three more pools than fit: 30 becomes 7, then 1, and the third finds nothing left to pool."""

from keras import Input, Sequential
from keras.layers import Conv2D, Dense, Flatten, MaxPool2D

model = Sequential([
    Input(shape=(128, 128, 3)),
    Conv2D(32, 3, padding="same"),
    MaxPool2D(2),
    Conv2D(64, 5, strides=2),
    MaxPool2D(4),
    MaxPool2D(4),
    MaxPool2D(4),
    Flatten(),
    Dense(10, activation="softmax"),
])

if __name__ == "__main__":
    model.summary()
