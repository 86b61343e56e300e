# expect: SL422
import keras
import numpy as np
from keras import layers

signal = keras.Input(shape=(10,))
hidden = layers.Dense(4, activation="relu", name="hidden")(signal)
model = keras.Model(signal, layers.Dense(1)(hidden))
data = np.random.rand(5, 10).astype("float32")
features = model.get_layer("hidden").output.numpy()  # blame
print(features.mean(axis=0))
