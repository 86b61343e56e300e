# expect: SL423
import keras
import numpy as np
from keras import layers

series = keras.Input((None, 8))
x = layers.Conv1D(6, 5, activation="relu")(series)
x = layers.Conv1D(6, 5, activation="relu")(x)
model = keras.Model(series, layers.Dense(1)(layers.GlobalAveragePooling1D()(x)))
windows = np.random.rand(3, 6, 8).astype("float32")  # blame
print(model(windows).shape)  # blame
