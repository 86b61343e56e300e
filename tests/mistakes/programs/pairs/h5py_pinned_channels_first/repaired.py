import h5py
import numpy as np
from tensorflow import keras

with h5py.File("scans.h5", "w") as out:
    out["x"] = np.random.rand(10, 1, 32, 32).astype("float32")
    out["y"] = np.arange(10) % 2
f = h5py.File("scans.h5", "r")
X = np.array(f["x"])  # shape: (10, 1, 32, 32)
y = np.array(f["y"])  # shape: (10,)
X = np.transpose(X, (0, 2, 3, 1))
model = keras.Sequential([
    keras.Input((32, 32, 1)),
    keras.layers.Conv2D(4, 3),
    keras.layers.Flatten(),
    keras.layers.Dense(1, activation="sigmoid"),
])
model.compile("adam", "binary_crossentropy")
model.fit(X, y, epochs=1)
