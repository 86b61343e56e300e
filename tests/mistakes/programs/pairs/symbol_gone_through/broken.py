# expect: SL421
import keras
import numpy as np
from keras import layers

series = keras.Input(shape=(4, 3))
shared = layers.Dense(5)
parts = []
for step in keras.ops.transpose(series, (1, 0, 2)):  # blame
    parts.append(shared(step))
joined = layers.Concatenate()(parts)
model = keras.Model(series, layers.Dense(1)(joined))
print(model.predict(np.zeros((2, 4, 3)), verbose=0).shape)
