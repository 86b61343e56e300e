# expect: SL423
import keras
import numpy as np
from keras import layers

left = keras.Input((None, 4), name="left")
right = keras.Input((None, 4), name="right")
joined = layers.Add()([left, right])
model = keras.Model([left, right], layers.Dense(1)(joined))
before = np.zeros((2, 5, 4))
after = np.zeros((2, 7, 4))  # blame
model.predict([before, after], verbose=0)  # blame
