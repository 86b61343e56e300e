import keras
import numpy as np
from keras import layers

net = keras.Sequential([layers.Conv1D(4, 3), layers.GlobalMaxPooling1D(), layers.Dense(2)])
print(net(np.zeros((2, 10, 5), "float32")).shape)
print(net(np.zeros((3, 25, 5), "float32")).shape)
print(net(keras.Input((None, 5))).shape)
