"""Two convolutions and two pools, the sizes left to the defaults: `valid` padding drops a border at each convolution."""

from keras import Input, Sequential
from keras.layers import Conv2D, Dense, Flatten, MaxPool2D

model = Sequential()
model.add(Input(shape=(128, 128, 3)))
model.add(Conv2D(32, (3, 3), activation="relu"))
model.add(MaxPool2D(pool_size=(2, 2), strides=2))
model.add(Conv2D(64, (3, 3), activation="relu"))
model.add(MaxPool2D(pool_size=(2, 2), strides=2))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))

if __name__ == "__main__":
    model.summary()
