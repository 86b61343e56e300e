# expect: SL415
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

readings = np.random.rand(64, 5)
power = np.random.rand(64, 1)
batch_size = 16

model = keras.Sequential([keras.Input((5,)), layers.Dense(8, "relu"), layers.Dense(1)])
model.compile("rmsprop", "mae")
steps = len(readings) / batch_size  # blame
model.fit(readings, power, epochs=1, steps_per_epoch=steps, verbose=0)  # blame
