# expect: SL423
import keras
import numpy as np
from keras import layers

net = keras.Sequential([
    layers.Conv2D(4, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Flatten(),
    layers.Dense(2),
])
train = np.random.rand(4, 16, 16, 1).astype("float32")
test = np.random.rand(4, 20, 20, 1).astype("float32")  # blame
print(net(train).shape)
print(net(test).shape)  # blame
