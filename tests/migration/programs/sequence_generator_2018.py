# params: 3*4+4 + 4*2+2
# output: (None, 2)
import math

import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.utils import Sequence


class Rows(Sequence):
    def __init__(self, x, y, batch_size):
        self.x, self.y, self.batch_size = x, y, batch_size

    def __len__(self):
        return math.ceil(len(self.x) / self.batch_size)

    def __getitem__(self, idx):
        part = slice(idx * self.batch_size, (idx + 1) * self.batch_size)
        return self.x[part], self.y[part]


rows = Rows(np.random.rand(10, 3), np.random.randint(0, 2, 10), 4)
model = Sequential([Dense(4, input_shape=(3,), activation="relu"), Dense(2, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit_generator(rows, epochs=1, verbose=0, workers=1, use_multiprocessing=False)
model.evaluate_generator(rows, workers=1)
model.predict_generator(rows)
