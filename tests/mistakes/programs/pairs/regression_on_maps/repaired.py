import numpy as np
from keras import layers, models

frames = np.random.rand(16, 32, 32, 3)
steering = np.random.uniform(-1, 1, size=(16, 1))

model = models.Sequential()
model.add(layers.Input((32, 32, 3)))
model.add(layers.Conv2D(8, 5, strides=2, activation="elu"))
model.add(layers.Conv2D(8, 5, strides=2, activation="elu"))
model.add(layers.Flatten())
model.add(layers.Dense(10, activation="elu"))
model.add(layers.Dense(1))
model.compile(optimizer="adam", loss="mse")
model.fit(frames, steering, epochs=1)
