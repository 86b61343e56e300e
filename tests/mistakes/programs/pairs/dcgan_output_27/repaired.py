import numpy as np
from keras.models import Sequential
from keras.layers import Dense, Reshape, Conv2DTranspose, Conv2D, Flatten, LeakyReLU, Input

g = Sequential([
    Input((64,)),
    Dense(6 * 6 * 8), Reshape((6, 6, 8)),
    Conv2DTranspose(8, 3, strides=2, padding="same"), LeakyReLU(0.2),
    Conv2DTranspose(1, 3, strides=2, padding="same", activation="tanh"),
])
d = Sequential([Input((24, 24, 1)), Conv2D(8, 3, strides=2), LeakyReLU(0.2), Flatten(), Dense(1, activation="sigmoid")])
d.compile("adam", "binary_crossentropy")
noise = np.random.randn(4, 64)
fake = g.predict(noise)
d.train_on_batch(fake, np.zeros((4, 1)))
