"""The same network with `same` padding first, and a second convolution that takes over half of the pooling."""

from keras import Sequential
from keras.layers import Conv2D, Dense, Flatten, MaxPool2D

model = Sequential([
    Conv2D(32, 3, padding="same", input_shape=(128, 128, 3)),
    MaxPool2D(2),
    Conv2D(64, 5, strides=2),
    MaxPool2D(2),
    Flatten(),
    Dense(10, activation="softmax"),
])

if __name__ == "__main__":
    model.summary()
