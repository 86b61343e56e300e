# params: 3*2+2
# output: (None, 2)
import numpy as np
import tensorflow as tf
from keras import backend as K
from keras.layers import Dense
from keras.models import Sequential

np.random.seed(1)
K.clear_session()
K.set_image_data_format("channels_last")
model = Sequential([Dense(2, input_dim=3)])
model.compile("sgd", "mse")
model.fit(np.random.rand(4, 3), np.random.rand(4, 2), epochs=1, verbose=0)
weights = [K.get_value(w) for layer in model.layers for w in layer.weights]
