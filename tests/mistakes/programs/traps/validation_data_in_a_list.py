import numpy as np
from keras.layers import Dense
from keras.models import Sequential

x, y = np.random.rand(60, 6), np.random.rand(60, 2)
model = Sequential()
model.add(Dense(8, input_dim=6, activation="relu"))
model.add(Dense(2))
model.compile(loss="mse", optimizer="adam")
model.fit(x[:50], y[:50], validation_data=[x[50:], y[50:]], epochs=1, verbose=0)
