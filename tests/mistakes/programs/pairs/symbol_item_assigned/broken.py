# expect: SL421
import keras
import numpy as np
from keras import layers

features = keras.Input(shape=(6,))
hidden = layers.Dense(6)(features)
hidden[:, 0] = 1.0  # blame
output = layers.Dense(2)(hidden)
model = keras.Model(features, output)
print(model.predict(np.ones((3, 6)), verbose=0).shape)
