# expect: SL502
import numpy as np
from keras.models import Sequential
from keras.layers import Dense

X, Y = np.random.rand(100, 7), np.random.rand(100, 3)
net = Sequential([Dense(16, input_dim=7, activation="relu"), Dense(2)])  # blame
net.compile(loss="mean_squared_error", optimizer="sgd")
batch = 20
for epoch in range(2):
    for start in range(0, len(X), batch):
        net.train_on_batch(X[start:start + batch], Y[start:start + batch])
