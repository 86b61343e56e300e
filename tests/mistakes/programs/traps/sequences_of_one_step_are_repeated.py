import keras
import numpy as np
from keras import layers

left = keras.Input((None, 4))
right = keras.Input((None, 4))
model = keras.Model([left, right], layers.Multiply()([left, right]))
print(model.predict([np.ones((2, 7, 4)), np.ones((2, 1, 4))], verbose=0).shape)
print(model([np.ones((2, 1, 4), "float32"), np.ones((2, 5, 4), "float32")]).shape)
