"""A keyword that Conv2D does not have."""

from keras import Input, Sequential
from keras.layers import Conv2D, Dense, GlobalAveragePooling2D

model = Sequential([
    Input(shape=(64, 64, 3)),
    Conv2D(filter=32, kernel_size=3),
    GlobalAveragePooling2D(),
    Dense(5),
])

if __name__ == "__main__":
    model.summary()
