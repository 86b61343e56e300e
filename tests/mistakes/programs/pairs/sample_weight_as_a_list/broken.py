# expect: SL415
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

houses = np.random.rand(12, 3)
prices = np.random.rand(12, 1)
trust = [1.0, 0.5, 1.0, 0.5, 1.0, 0.5, 1.0, 0.5, 1.0, 0.5, 1.0, 0.5]  # blame

model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(houses, prices, sample_weight=trust, epochs=1, verbose=0)  # blame
