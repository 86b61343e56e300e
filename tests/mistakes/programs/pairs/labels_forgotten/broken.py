# expect: SL411
import numpy as np
from keras import Sequential, layers

features = np.random.rand(50, 4)
prices = np.random.rand(50)
model = Sequential([layers.Input((4,)), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(features, epochs=1)  # blame
