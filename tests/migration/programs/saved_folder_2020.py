# params: 4*8+8 + 8*1+1
# output: (None, 1)
import numpy as np
from tensorflow import keras

model = keras.models.Sequential([keras.layers.Dense(8, activation="relu", input_shape=[4]), keras.layers.Dense(1)])
model.compile(loss="mean_squared_error", optimizer=keras.optimizers.SGD(lr=1e-3))
model.fit(np.random.rand(8, 4), np.random.rand(8, 1), epochs=1, verbose=0)
model.save("my_model")
again = keras.models.load_model("my_model")
