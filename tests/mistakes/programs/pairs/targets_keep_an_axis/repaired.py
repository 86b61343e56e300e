import numpy as np
from keras.layers import Dense
from keras.models import Sequential

X = np.random.rand(90, 5)
y = np.random.rand(90, 1, 3)
y = y.reshape(90, 3)

model = Sequential([Dense(12, activation="relu", input_shape=(5,)), Dense(3)])
model.compile(loss="mse", optimizer="adam")
model.fit(X, y, epochs=1)
