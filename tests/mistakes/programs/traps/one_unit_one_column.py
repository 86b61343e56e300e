import numpy as np
from tensorflow import keras

x = np.random.rand(30, 4)
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["accuracy", keras.metrics.AUC(), keras.metrics.Precision()])
model.fit(x, np.random.randint(0, 2, (30, 1)), epochs=1)
model.evaluate(x[:7], (np.random.rand(7, 1) > 0.5).astype(int))
