"""Channel and spatial attention as plain functions and as a layer."""
import keras
from keras import layers, ops
from keras.layers import (Add, Activation, AveragePooling2D, Concatenate, Conv2D, Dense, GlobalAveragePooling2D,
                          GlobalMaxPooling2D, Multiply, Reshape)


def channel_attention(feature, ratio=8):
    channel = feature.shape[-1]
    one = Dense(channel // ratio, activation='relu', kernel_initializer='he_normal')
    two = Dense(channel, kernel_initializer='he_normal')
    avg = GlobalAveragePooling2D()(feature)
    avg = Reshape((1, 1, channel))(avg)
    assert avg.shape[1:] == (1, 1, channel)
    avg = one(avg)
    assert avg.shape[1:] == (1, 1, channel // ratio)
    avg = two(avg)
    mx = GlobalMaxPooling2D()(feature)
    mx = Reshape((1, 1, channel))(mx)
    mx = two(one(mx))
    return Multiply()([feature, Activation('sigmoid')(Add()([avg, mx]))])


class SpatialAttention(layers.Layer):
    def __init__(self, kernel_size=7):
        super().__init__()
        self.conv = Conv2D(1, kernel_size, padding='same', activation='sigmoid', use_bias=False)

    def call(self, x):
        avg = ops.mean(x, axis=-1, keepdims=True)
        mx = ops.max(x, axis=-1, keepdims=True)
        return x * self.conv(ops.concatenate([avg, mx], axis=-1))


def attach(x, name):
    if name == 'se':
        c = x.shape[-1]
        s = GlobalAveragePooling2D()(x)
        s = Reshape((1, 1, c))(s)
        s = Dense(c // 16, activation='relu')(s)
        s = Dense(c, activation='sigmoid')(s)
        return x * s
    elif name == 'cbam':
        return SpatialAttention()(channel_attention(x))
    elif name is None:
        return x
    raise Exception("'{}' is not supported attention module name".format(name))


def tiny(attention=None, shape=(48, 48, 3), n=2):
    i = keras.Input(shape)
    x = Conv2D(32, 3, strides=2, padding='same')(i)
    for stage in range(n):
        for _ in range(2):
            y = Conv2D(x.shape[-1], 3, padding='same', activation='relu')(x)
            y = attach(y, attention)
            x = Add()([x, y])
        x = Concatenate()([AveragePooling2D(2)(x), Conv2D(x.shape[-1], 2, strides=2)(x)])
    return keras.Model(i, Dense(10)(GlobalAveragePooling2D()(x)))


for kind in (None, 'se', 'cbam'):
    print(kind, tiny(kind).count_params())
big = tiny('cbam', shape=(96, 64, 1), n=3)
print(big.layers[-2].output.shape, big(ops.zeros((1, 96, 64, 1))).shape)
