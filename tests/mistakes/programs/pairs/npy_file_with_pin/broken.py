# expect: SL502
import numpy as np
from tensorflow import keras

np.save("eeg.npy", np.random.rand(40, 64, 14))
np.save("stages.npy", np.eye(5)[np.arange(40) % 5])
X = np.load("eeg.npy")  # shape: (40, 64, 14)
Y = np.load("stages.npy")  # shape: (40, 5)

model = keras.Sequential()
model.add(keras.layers.Conv1D(8, 5, activation="relu", input_shape=(64, 14)))
model.add(keras.layers.GlobalMaxPooling1D())
model.add(keras.layers.Dense(4, activation="softmax"))  # blame
model.compile(keras.optimizers.Adam(), "categorical_crossentropy", metrics=["accuracy"])
model.fit(X, Y, epochs=1, verbose=0)
