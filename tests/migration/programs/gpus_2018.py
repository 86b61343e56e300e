# params: 3*2+2
# output: (None, 2)
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.utils import multi_gpu_model

model = Sequential([Dense(2, input_dim=3)])
try:
    model = multi_gpu_model(model, gpus=2)
except ValueError:
    pass
model.compile("sgd", "mse")
model.fit(np.random.rand(4, 3), np.random.rand(4, 2), epochs=1, verbose=0)
