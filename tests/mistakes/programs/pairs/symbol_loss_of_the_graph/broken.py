# expect: SL421
import keras
import numpy as np
from keras import layers

picture = keras.Input(shape=(16,))
code = layers.Dense(4, activation="relu")(picture)
again = layers.Dense(16, activation="sigmoid")(code)
error = keras.losses.MeanSquaredError()(picture, again)  # blame
watcher = keras.Model(picture, [again, error])
print([part.shape for part in watcher.predict(np.random.rand(4, 16), verbose=0)])
