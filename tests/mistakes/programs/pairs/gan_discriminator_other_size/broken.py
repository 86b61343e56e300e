# expect: SL401
import numpy as np
from tensorflow.keras import layers, Model, Sequential

latent_dim = 32


def build_generator():
    model = Sequential(name="generator")
    model.add(layers.Input((latent_dim,)))
    model.add(layers.Dense(7 * 7 * 16))
    model.add(layers.Reshape((7, 7, 16)))
    model.add(layers.Conv2DTranspose(8, 4, strides=2, padding="same", activation="relu"))
    model.add(layers.Conv2D(1, 5, padding="same", activation="tanh"))
    return model


def build_discriminator(img_shape=(28, 28, 1)):
    img = layers.Input(shape=img_shape)
    x = layers.Conv2D(8, 3, strides=2, padding="same")(img)
    x = layers.LeakyReLU()(x)
    x = layers.Flatten()(x)
    return Model(img, layers.Dense(1, activation="sigmoid")(x), name="discriminator")


generator = build_generator()
discriminator = build_discriminator()
discriminator.compile(loss="binary_crossentropy", optimizer="adam")
discriminator.trainable = False
z = layers.Input(shape=(latent_dim,))
validity = discriminator(generator(z))  # blame
gan = Model(z, validity)
gan.compile(loss="binary_crossentropy", optimizer="adam")
gan.train_on_batch(np.random.randn(4, latent_dim), np.ones((4, 1)))
