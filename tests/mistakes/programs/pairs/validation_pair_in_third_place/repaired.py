import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

signals = np.random.rand(24, 8)
faults = np.random.randint(0, 2, (24, 1))
held_signals, held_faults = np.random.rand(6, 8), np.random.randint(0, 2, (6, 1))

model = keras.Sequential([keras.Input((8,)), layers.Dense(4, "relu"), layers.Dense(1, "sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(signals, faults, validation_data=(held_signals, held_faults), epochs=1, verbose=0)
