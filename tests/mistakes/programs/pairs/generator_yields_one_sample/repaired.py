import numpy as np
import keras
from keras import layers

signals = np.random.rand(50, 32, 2)
kinds = np.random.randint(0, 2, 50)


def gen():
    while True:
        for s, k in zip(signals, kinds):
            yield s[None], k[None]


model = keras.Sequential([layers.Input((32, 2)), layers.GRU(4), layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(gen(), steps_per_epoch=5, epochs=1)
