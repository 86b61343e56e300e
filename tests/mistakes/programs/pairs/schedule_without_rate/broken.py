# expect: SL302
"""A schedule of the learning rate lacks what it multiplies with."""

import keras
import numpy as np

STEPS = 20
decay = keras.optimizers.schedules.ExponentialDecay(initial_learning_rate=0.01, decay_steps=STEPS)  # blame
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(decay, momentum=0.9), "mse")
model.fit(np.zeros((4, 2)), np.zeros((4, 1)), verbose=0)
