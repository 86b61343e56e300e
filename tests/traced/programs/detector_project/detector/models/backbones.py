import keras

from ..layers import conv_unit, down_unit

_BACKBONES = {}


def backbone(function):
    _BACKBONES[function.__name__] = function
    return function


def get(name):
    return _BACKBONES[name]


@backbone
def tiny(input_shape, width=8):
    inputs = keras.Input(input_shape)
    x = conv_unit(inputs, width)
    outputs = []
    for level in range(1, 5):
        x = down_unit(x, width * 2 ** level)
        outputs.append(x)
    return keras.Model(inputs, outputs[1:], name="tiny")


@backbone
def flat(input_shape, width=8):
    inputs = keras.Input(input_shape)
    x = keras.layers.AveragePooling2D(8)(inputs)
    return keras.Model(inputs, [conv_unit(x, width)])
