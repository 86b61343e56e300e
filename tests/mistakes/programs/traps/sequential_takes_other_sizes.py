"""A Sequential model does not check the sizes that it declares: only its layers do."""
import numpy as np
from keras import Sequential, layers

model = Sequential([
    layers.Input((100, 3)),
    layers.Conv1D(8, 5, activation="relu"),
    layers.GlobalMaxPooling1D(),
    layers.Dense(2, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.random.rand(20, 60, 3), np.random.randint(0, 2, 20), epochs=1)
model.predict(np.random.rand(4, 250, 3))
