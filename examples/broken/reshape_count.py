"""A decoder that reshapes to another number of elements than it has: 7 · 7 · 64 is 3,136, the Dense gives 1,568."""

from keras import Sequential
from keras.layers import Conv2DTranspose, Dense, Reshape

decoder = Sequential()
decoder.add(Dense(7 * 7 * 32, activation="relu", input_dim=100))
decoder.add(Reshape((7, 7, 64)))
decoder.add(Conv2DTranspose(32, 3, strides=2, padding="same"))
decoder.add(Conv2DTranspose(1, 3, strides=2, padding="same"))

if __name__ == "__main__":
    decoder.summary()
