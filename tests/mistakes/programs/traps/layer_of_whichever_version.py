"""The first way of making a layer that the installed Keras accepts, tried one after the other."""

import keras
from keras import layers


def first_accepted(*makers):
    for make in makers:
        try:
            return make()
        except (TypeError, ValueError):
            continue
    raise RuntimeError("no version of Keras that is known")


def recurrent(units):
    return first_accepted(
        lambda: layers.LSTM(units, time_major=True, consume_less="gpu"),
        lambda: layers.LSTM(units, implementation=2, return_sequences=True, input_length=4),
        lambda: layers.LSTM(units, return_sequences=True),
    )


model = keras.Sequential([keras.Input((7, 5)), recurrent(6), layers.Dense(2)])
assert model.output_shape == (None, 7, 2)
