import numpy as np
from tensorflow import keras

temperature = np.random.rand(400, 5).astype("float32")
windows = keras.utils.timeseries_dataset_from_array(
    temperature[:-24], temperature[24:, :2], sequence_length=24, batch_size=32
)
inputs = keras.Input((24, 5))
x = keras.layers.LSTM(8)(inputs)
outputs = keras.layers.Dense(2)(x)
model = keras.Model(inputs, outputs)
model.compile(optimizer="adam", loss="mse")
model.fit(windows, epochs=1)
