# expect: SL207
"""The generator of a GAN for 28x28 digits."""
from tensorflow.keras import Sequential, layers

generator = Sequential(name="generator")
generator.add(layers.Input((100,)))
generator.add(layers.Dense(7 * 7 * 64, use_bias=False))  # blame
generator.add(layers.LeakyReLU())
generator.add(layers.Reshape((7, 7, 128)))  # blame
generator.add(layers.Conv2DTranspose(64, 4, strides=2, padding="same"))
generator.add(layers.LeakyReLU())
generator.add(layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"))
