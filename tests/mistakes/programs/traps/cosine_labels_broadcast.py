"""Targets (N, 1) beside one output: nothing is repeated."""
import numpy as np
from tensorflow.keras import layers, models

model = models.Sequential([layers.Input((3,)), layers.Dense(5), layers.Dense(1)])
for loss in ("mse", "mae", "huber", "log_cosh", "mape"):
    for targets in (np.random.rand(20, 1), np.random.rand(20)):
        model.compile("adam", loss)
        model.fit(np.random.rand(20, 3), targets, epochs=1, verbose=0)
