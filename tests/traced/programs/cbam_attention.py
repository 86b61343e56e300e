from tensorflow.keras.layers import (GlobalAveragePooling2D, GlobalMaxPooling2D, Reshape, Dense, Input, multiply, Permute,
                                     Concatenate, Conv2D, Add, Activation, Lambda, MaxPooling2D, Multiply, Flatten)
from tensorflow.keras import backend as K
from tensorflow.keras.activations import sigmoid
from tensorflow.keras.models import Model
import tensorflow as tf


def attach_attention_module(net, attention_module):
    if attention_module == "se_block":
        net = se_block(net)
    elif attention_module == "cbam_block":
        net = cbam_block(net)
    else:
        raise Exception("'{}' is not supported attention module!".format(attention_module))
    return net


def se_block(input_feature, ratio=4):
    channel_axis = 1 if K.image_data_format() == "channels_first" else -1
    channel = input_feature.shape[channel_axis]
    se_feature = GlobalAveragePooling2D()(input_feature)
    se_feature = Reshape((1, 1, channel))(se_feature)
    assert se_feature.shape[1:] == (1, 1, channel)
    se_feature = Dense(channel // ratio, activation="relu", kernel_initializer="he_normal", use_bias=True)(se_feature)
    assert se_feature.shape[1:] == (1, 1, channel // ratio)
    se_feature = Dense(channel, activation="sigmoid", kernel_initializer="he_normal", use_bias=True)(se_feature)
    if K.image_data_format() == "channels_first":
        se_feature = Permute((3, 1, 2))(se_feature)
    se_feature = multiply([input_feature, se_feature])
    return se_feature


def cbam_block(cbam_feature, ratio=4):
    cbam_feature = channel_attention(cbam_feature, ratio)
    cbam_feature = spatial_attention(cbam_feature)
    return cbam_feature


def channel_attention(input_feature, ratio=8):
    channel = input_feature.shape[-1]
    shared_layer_one = Dense(channel // ratio, activation="relu", use_bias=True)
    shared_layer_two = Dense(channel, use_bias=True)

    avg_pool = GlobalAveragePooling2D()(input_feature)
    avg_pool = Reshape((1, 1, channel))(avg_pool)
    avg_pool = shared_layer_one(avg_pool)
    avg_pool = shared_layer_two(avg_pool)

    max_pool = GlobalMaxPooling2D()(input_feature)
    max_pool = Reshape((1, 1, channel))(max_pool)
    max_pool = shared_layer_one(max_pool)
    max_pool = shared_layer_two(max_pool)

    cbam_feature = Add()([avg_pool, max_pool])
    cbam_feature = Activation("sigmoid")(cbam_feature)
    return multiply([input_feature, cbam_feature])


def spatial_attention(input_feature):
    kernel_size = 7
    avg_pool = Lambda(lambda x: tf.reduce_mean(x, axis=3, keepdims=True))(input_feature)
    assert avg_pool.shape[-1] == 1
    max_pool = Lambda(lambda x: tf.reduce_max(x, axis=3, keepdims=True))(input_feature)
    concat = Concatenate(axis=3)([avg_pool, max_pool])
    cbam_feature = Conv2D(filters=1, kernel_size=kernel_size, strides=1, padding="same", activation="sigmoid")(concat)
    return multiply([input_feature, cbam_feature])


inputs = Input(shape=(40, 40, 3))
x = Conv2D(8, 3, padding="same")(inputs)
for module in ("se_block", "cbam_block"):
    x = attach_attention_module(x, module)
    x = Conv2D(x.shape[-1] * 2, 3, strides=2)(x)
x = Flatten()(x)
model = Model(inputs, Dense(2)(x))
