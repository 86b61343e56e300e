# params: 4*3+3 + 4*3+3 + 6*2+2
# output: (None, 2)
import numpy as np
from keras import backend as K
from keras.layers import Concatenate, Dense, Input, Lambda
from keras.models import Model

inputs = Input(shape=(2, 4))
first = Lambda(lambda t: t[:, 0, :], output_shape=(4,))(inputs)
second = Lambda(lambda t: K.squeeze(t[:, 1:, :], 1))(inputs)
both = Concatenate()([Dense(3)(first), Dense(3)(second)])
stretched = Lambda(lambda t: K.expand_dims(t), name="stretch")(both)
flat = Lambda(lambda t: K.permute_dimensions(t, (0, 2, 1))[:, 0])(stretched)
model = Model(inputs, Dense(2)(flat))
model.compile("sgd", "mse")
model.fit(np.random.rand(4, 2, 4), np.random.rand(4, 2), epochs=1, verbose=0)
