# expect: SL301
"""A generator of windows as a data set; the last batch is to be dropped."""

import numpy as np
import tensorflow as tf
from tensorflow import keras

series = np.sin(np.arange(60) / 5).astype("float32")
windows = np.stack([series[i : i + 8] for i in range(50)])[..., None]
following = series[8:58]

data = (
    tf.data.Dataset.from_tensor_slices((windows, following))
    .shuffle(50)
    .batch(16, drop_last=True)  # blame
)
model = keras.Sequential([keras.Input((8, 1)), keras.layers.LSTM(4), keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mae")
model.fit(data, epochs=1, verbose=0)
