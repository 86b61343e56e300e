import numpy as np
from keras import Input, Model, layers

inputs = Input((4,))
model = Model(inputs, layers.Dense(1)(inputs))
try:
    model.predict(np.zeros((2, 5)))
except ValueError as error:
    print("as it should be:", error)
