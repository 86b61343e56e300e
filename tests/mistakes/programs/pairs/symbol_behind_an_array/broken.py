# expect: SL421
import keras
import numpy as np
from keras import layers

scale = np.linspace(0.5, 1.5, 5).astype("float32")
readings = keras.Input(shape=(5,))
hidden = layers.Dense(5, activation="tanh")(readings)
weighted = scale * hidden  # blame
output = layers.Dense(2)(weighted)
model = keras.Model(readings, output)
print(model.predict(np.random.rand(3, 5), verbose=0).shape)
