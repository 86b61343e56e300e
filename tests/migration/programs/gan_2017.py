# params: 4*8+8 + 8*6+6 + 6*5+5 + 5*1+1
# output: (None, 1)
import numpy as np
from keras.layers import Dense, Input
from keras.layers.advanced_activations import LeakyReLU
from keras.models import Model, Sequential
from keras.optimizers import Adam

optimizer = Adam(lr=0.0002, beta_1=0.5)
generator = Sequential()
generator.add(Dense(8, input_dim=4))
generator.add(LeakyReLU(0.2))
generator.add(Dense(6, activation="tanh"))
discriminator = Sequential()
discriminator.add(Dense(5, input_dim=6))
discriminator.add(LeakyReLU(0.2))
discriminator.add(Dense(1, activation="sigmoid"))
discriminator.compile(loss="binary_crossentropy", optimizer=optimizer)
discriminator.trainable = False
noise = Input(shape=(4,))
model = Model(noise, discriminator(generator(noise)))
model.compile(loss="binary_crossentropy", optimizer=Adam(lr=0.0002, beta_1=0.5))
fake = generator.predict(np.random.normal(size=(4, 4)))
discriminator.train_on_batch(fake, np.zeros((4, 1)))
model.train_on_batch(np.random.normal(size=(4, 4)), np.ones((4, 1)))
