"""Axis orders: channels first where it does not run, permutations, time and features swapped."""
import numpy as np
import keras
from keras import layers

eeg = keras.Input((22, 256, 1), name="eeg")  # electrodes, samples
F1, D, F2 = 4, 2, 8
kernel_length = 64

x = layers.Conv2D(F1, (1, kernel_length), padding="same", use_bias=False)(eeg)
x = layers.BatchNormalization()(x)
x = layers.DepthwiseConv2D((22, 1), use_bias=False, depth_multiplier=D, depthwise_constraint=keras.constraints.MaxNorm(1.0))(x)
x = layers.BatchNormalization()(x)
x = layers.Activation("elu")(x)
x = layers.AveragePooling2D((1, 4))(x)
x = layers.Dropout(0.5)(x)
x = layers.SeparableConv2D(F2, (1, 16), use_bias=False, padding="same")(x)
x = layers.BatchNormalization()(x)
x = layers.Activation("elu")(x)
x = layers.AveragePooling2D((1, 8))(x)
x = layers.Flatten(name="flatten")(x)
x = layers.Dense(4, name="dense", kernel_constraint=keras.constraints.MaxNorm(0.25))(x)
eegnet = keras.Model(eeg, layers.Activation("softmax")(x))

cf = keras.Input((3, 40, 60))
y = layers.Permute((2, 3, 1))(cf)
y = layers.Conv2D(5, 5, data_format="channels_last")(y)
y = layers.Permute((3, 1, 2))(y)
y = layers.MaxPooling2D(2, data_format="channels_first")(y)
y = layers.GlobalAveragePooling2D(data_format="channels_first")(y)
swapped = keras.Model(cf, y)

series = keras.Input((100, 6))
t = layers.Permute((2, 1))(series)
t = layers.Dense(100, activation="softmax")(t)
weights = layers.Permute((2, 1))(t)
attended = layers.Multiply()([series, weights])
summed = keras.ops.sum(attended, axis=1)
context = layers.Dense(3)(summed)

spectrogram = np.abs(np.random.randn(16, 129, 71)).transpose(0, 2, 1)
audio = keras.Sequential()
audio.add(layers.Input(spectrogram.shape[1:] + (1,)))
audio.add(layers.Resizing(32, 32))
audio.add(layers.Conv2D(8, 3, activation="relu"))
audio.add(layers.MaxPooling2D())
audio.add(layers.Reshape((15, -1)))
audio.add(layers.GRU(6))
prediction = audio.predict(spectrogram[..., np.newaxis])
