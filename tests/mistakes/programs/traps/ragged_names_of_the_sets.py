import numpy as np
from keras import Input, Model, layers

data = {name: (np.random.rand(n, 5), np.random.rand(n, 1)) for name, n in (("train", 40), ("test", 10))}
inputs = Input((5,))
model = Model(inputs, layers.Dense(1)(inputs))
model.compile("adam", "mse")
model.fit(*data["train"], epochs=1)
model.evaluate(*data["test"])
