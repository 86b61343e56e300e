"""The same lines build a model for each data set."""
import numpy as np
from tensorflow.keras import layers, models


def train(x, y):
    model = models.Sequential([layers.Dense(8, activation="relu"), layers.Dense(y.shape[-1])])
    model.compile("adam", "mse")
    model.fit(x, y, epochs=1, verbose=0)
    return model


small = train(np.random.rand(20, 3), np.random.rand(20, 1))
large = train(np.random.rand(20, 11), np.random.rand(20, 4))
print(small.predict(np.zeros((1, 3))), large.predict(np.zeros((1, 11))))
