# expect: SL415
from keras.models import Sequential
from keras.layers import Dense
import numpy as np

model = Sequential([Dense(3, input_dim=2), Dense(1)])
model.compile("sgd", "mse", ["mae"])  # blame
model.fit(np.zeros((4, 2)), np.zeros(4))
