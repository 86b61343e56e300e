# expect: SL415
import numpy as np
from keras import layers, Model, Input

i = Input((10,))
h = layers.Dense(8)(i)
m = Model(i, [layers.Dense(1, name="x")(h), layers.Dense(1, name="y")(h)])
m.compile(optimizer="adam", loss="mse", metrics=["mae"])  # blame
m.fit(np.zeros((6, 10)), [np.zeros((6, 1)), np.zeros((6, 1))])
