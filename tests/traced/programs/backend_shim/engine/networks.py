from . import backend as B
from .backend import layers as L, Input, Model

DEFAULT_SIZE = 48


def tiny_classifier(size=DEFAULT_SIZE, classes=2):
    inp = Input((size, size, 3))
    x = L.Conv2D(6, 3, activation="relu")(inp)
    x = L.MaxPooling2D()(x)
    x = B.layers.Flatten()(x)
    return Model(inp, L.Dense(classes)(x))


class PatchCritic:
    def __init__(self, depth=3, channels=7):
        self.network = B.models.Sequential([Input((None, None, channels))])
        for i in range(depth):
            self.network.add(L.Conv2D(4 << i, 4, strides=2, padding="same"))
            self.network.add(L.LeakyReLU())
        self.network.add(L.Conv2D(1, 1))
