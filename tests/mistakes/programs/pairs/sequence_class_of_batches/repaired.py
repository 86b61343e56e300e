import math
import numpy as np
from tensorflow import keras
from tensorflow.keras.utils import Sequence, to_categorical


class Batches(Sequence):
    def __init__(self, x, y, size, **kwargs):
        super().__init__(**kwargs)
        self.x, self.y, self.size = x, y, size

    def __len__(self):
        return math.ceil(len(self.x) / self.size)

    def __getitem__(self, i):
        part = slice(i * self.size, (i + 1) * self.size)
        return self.x[part], to_categorical(self.y[part], num_classes=10)


x, y = np.random.rand(64, 8, 8, 1), np.arange(64) % 10
model = keras.models.Sequential()
model.add(keras.layers.Flatten(input_shape=(8, 8, 1)))
model.add(keras.layers.Dense(10, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="sgd")
model.fit(Batches(x, y, 16), epochs=1)
