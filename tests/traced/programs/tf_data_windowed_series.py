"""A time series as windows, in every way that tutorials make them."""
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

WINDOW = 20
time = np.arange(4 * 120 + 1, dtype="float32")
series = np.sin(time / 7) + 0.05 * time
split = 400
time_train, x_train = time[:split], series[:split]
time_valid, x_valid = time[split:], series[split:]


def windowed_dataset(values, window_size, batch_size, shuffle_buffer):
    ds = tf.data.Dataset.from_tensor_slices(values)
    ds = ds.window(window_size + 1, shift=1, drop_remainder=True)
    ds = ds.flat_map(lambda window: window.batch(window_size + 1))
    ds = ds.shuffle(shuffle_buffer).map(lambda window: (window[:-1], window[-1]))
    return ds.batch(batch_size, drop_remainder=True).prefetch(1)


dataset = windowed_dataset(x_train, WINDOW, 32, 100)
dense = keras.Sequential([
    layers.Dense(10, input_shape=[WINDOW], activation="relu"),
    layers.Dense(10, activation="relu"),
    layers.Dense(1),
])
dense.compile(loss="mse", optimizer="sgd")
dense.fit(dataset, epochs=1)

forecast = []
for start in range(len(series) - WINDOW):
    forecast.append(series[start:start + WINDOW][np.newaxis])
forecast = np.concatenate(forecast)
results = dense.predict(forecast)

raw = np.stack([np.sin(time), np.cos(time), time / 100], axis=-1)
targets = raw[WINDOW:, :1]
keras_ds = keras.utils.timeseries_dataset_from_array(raw[:-WINDOW], targets, sequence_length=WINDOW, batch_size=16)
for samples, labels in keras_ds:
    print("samples:", samples.shape, "targets:", labels.shape)
    break

inputs = keras.Input(shape=(samples.shape[1], samples.shape[2]))
x = layers.Conv1D(8, 5, activation="relu")(inputs)
x = layers.MaxPooling1D(2)(x)
x = layers.LSTM(8)(x)
outputs = layers.Dense(labels.shape[-1])(x)
recurrent = keras.Model(inputs, outputs)
recurrent.compile("rmsprop", "mse")
recurrent.fit(keras_ds, epochs=1)
