# expect: SL501
import numpy as np
from keras.models import Sequential
from keras.layers import Dense, Flatten

np.savez("mnist_small.npz", x=np.zeros((20, 28, 28)), y=np.arange(20) % 10)
data = np.load("mnist_small.npz")
x = data["x"]  # shape: (20, 28, 28)
y = data["y"].astype("int64")  # shape: (20,)
model = Sequential([Flatten(input_shape=(28, 28)), Dense(10, activation="softmax")])
model.compile("adam", "categorical_crossentropy")  # blame
model.fit(x, y, epochs=1)
