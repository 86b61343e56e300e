"""A model with a list of inputs takes a dict by the names of its Input layers."""
import numpy as np
from keras import Input, Model, layers

left = Input((8,), name="left")
right = Input((3,), name="right")
out = layers.Dense(1, name="score")(layers.Concatenate()([left, right]))
model = Model([left, right], out)
model.compile(optimizer="adam", loss={"score": "mse"}, metrics={"score": ["mae"]})
model.fit({"right": np.ones((10, 3)), "left": np.ones((10, 8))}, np.ones((10, 1)), epochs=1)
