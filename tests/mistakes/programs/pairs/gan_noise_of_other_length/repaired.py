import numpy as np
from keras.models import Sequential
from keras.layers import Dense, LeakyReLU, Reshape

generator = Sequential()
generator.add(Dense(64, input_dim=100))
generator.add(LeakyReLU(0.2))
generator.add(Dense(784, activation="tanh"))
generator.add(Reshape((28, 28, 1)))

batch_size = 8
noise = np.random.normal(0, 1, (batch_size, 100))
fakes = generator.predict(noise)
