import random

import numpy as np
from tensorflow.keras import layers, models


def batches(x, y, size):
    while True:
        chosen = random.sample(range(len(x)), size)
        yield x[chosen], y[chosen]


x, y = np.random.rand(80, 16, 2), np.random.randint(0, 2, 80)
model = models.Sequential()
model.add(layers.GRU(4, input_shape=(None, 2)))
model.add(layers.Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="rmsprop")
model.fit(batches(x, y, 8), steps_per_epoch=4, epochs=1, validation_data=batches(x, y, 4), validation_steps=2)
