import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np
from keras import layers, ops, random


class Reparameterize(layers.Layer):
    def __init__(self, seed=7, **kwargs):
        super().__init__(**kwargs)
        self.seeds = random.SeedGenerator(seed)

    def call(self, moments):
        mean, logvar = moments
        noise = random.normal(ops.shape(mean), seed=self.seeds)
        return mean + ops.exp(logvar / 2) * noise


class KLDivergence(layers.Layer):
    """Adds its penalty as a loss and hands the moments on."""

    def __init__(self, beta=1.0, **kwargs):
        super().__init__(**kwargs)
        self.beta = beta

    def call(self, mean, logvar):
        kl = -0.5 * ops.sum(1 + logvar - ops.square(mean) - ops.exp(logvar), axis=-1)
        self.add_loss(self.beta * ops.mean(kl))
        return mean, logvar


def make_encoder(shape, code, widths=(32, 64)):
    pixels = keras.Input(shape, name="pixels")
    h = layers.Rescaling(1 / 255)(pixels)
    for w in widths:
        h = layers.Conv2D(w, 4, strides=2, padding="same", activation="gelu")(h)
    before = h.shape[1:]
    h = layers.Flatten()(h)
    mean, logvar = (layers.Dense(code, name=n)(h) for n in ("mean", "logvar"))
    mean, logvar = KLDivergence(beta=4.0)(mean, logvar)
    z = Reparameterize()([mean, logvar])
    return keras.Model(pixels, [mean, logvar, z], name="encoder"), before


def make_decoder(code, before, channels, widths=(64, 32)):
    z = keras.Input((code,))
    h = layers.Dense(int(np.prod(before)), activation="gelu")(z)
    h = layers.Reshape(before)(h)
    for w in widths:
        h = layers.Conv2DTranspose(w, 4, strides=2, padding="same", activation="gelu")(h)
    out = layers.Conv2D(channels, 1, activation="sigmoid")(h)
    return keras.Model(z, out, name="decoder")


encoder, before = make_encoder((32, 32, 3), 16)
decoder = make_decoder(16, before, 3)
image = keras.Input((32, 32, 3))
mean, logvar, z = encoder(image)
vae = keras.Model(image, decoder(z), name="beta_vae")
vae.compile(optimizer=keras.optimizers.AdamW(3e-4), loss="binary_crossentropy")

(x, _), (held, _) = keras.datasets.cifar10.load_data()
x = x[:1000].astype("float32")
held = held[:100].astype("float32")
vae.fit(x, x / 255.0, validation_data=(held, held / 255.0), epochs=2, batch_size=64)

# walk between two pictures
(a, _, _), (b, _, _) = (encoder(held[i:i + 1]) for i in (0, 1))
steps = ops.linspace(0.0, 1.0, 9)
path = ops.concatenate([a * (1 - t) + b * t for t in steps], axis=0)
frames = decoder(path)
print(path.shape, frames.shape)
samples = decoder.predict(np.random.normal(size=(10, 16)))
print(samples.shape)
