import random

import numpy as np
from keras import Sequential, layers

classes = 3
y = np.random.randint(0, classes, 30)
one_hot = random.random() < 0.5
if one_hot:
    y = np.eye(classes)[y]
    loss = "categorical_crossentropy"
else:
    loss = "sparse_categorical_crossentropy"
model = Sequential([layers.Dense(classes, activation="softmax")])
model.compile("adam", loss)
model.fit(np.random.rand(30, 2), y, epochs=1)
