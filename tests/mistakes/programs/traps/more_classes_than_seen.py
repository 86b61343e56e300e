"""Ten units for labels that only name four: room for more."""
import numpy as np
from keras import Sequential, layers

model = Sequential([layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.random.rand(20, 3), np.array([0, 1, 2, 3] * 5), epochs=1)
