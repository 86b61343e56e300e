"""Inverted residuals with an alpha and a table of settings."""
import tensorflow as tf
from tensorflow.keras import layers as KL
from tensorflow.keras import models as KM


def _make_divisible(v, divisor=8, min_value=None):
    if min_value is None:
        min_value = divisor
    new_v = max(min_value, int(v + divisor / 2) // divisor * divisor)
    # never go down by more than 10 %
    if new_v < 0.9 * v:
        new_v += divisor
    return new_v


def relu6(x):
    return KL.ReLU(6.0)(x)


def hard_sigmoid(x):
    return KL.Multiply()([KL.ReLU(6.0)(KL.Rescaling(1.0, offset=3.0)(x)), KL.Rescaling(1.0 / 6)(x)])


def se_block(inputs, reduction=4):
    ch = inputs.shape[-1]
    x = KL.GlobalAveragePooling2D(keepdims=True)(inputs)
    x = KL.Conv2D(ch // reduction, 1, activation="relu")(x)
    x = KL.Conv2D(ch, 1, activation="sigmoid")(x)
    return KL.multiply([inputs, x])


def inverted_res_block(inputs, expansion, stride, alpha, filters, block_id, se=False):
    in_channels = tf.keras.backend.int_shape(inputs)[-1]
    pointwise_filters = _make_divisible(int(filters * alpha), 8)
    x = inputs
    prefix = "block_{}_".format(block_id)
    if block_id:
        x = KL.Conv2D(expansion * in_channels, 1, padding="same", use_bias=False, name=prefix + "expand")(x)
        x = KL.BatchNormalization(epsilon=1e-3, momentum=0.999, name=prefix + "expand_BN")(x)
        x = relu6(x)
    if stride == 2:
        x = KL.ZeroPadding2D(padding=((0, 1), (0, 1)), name=prefix + "pad")(x)
    x = KL.DepthwiseConv2D(3, strides=stride, use_bias=False, padding="same" if stride == 1 else "valid")(x)
    x = KL.BatchNormalization(epsilon=1e-3, momentum=0.999)(x)
    x = relu6(x)
    if se:
        x = se_block(x)
    x = KL.Conv2D(pointwise_filters, kernel_size=1, padding="same", use_bias=False, activation=None)(x)
    x = KL.BatchNormalization(epsilon=1e-3, momentum=0.999)(x)
    if in_channels == pointwise_filters and stride == 1:
        return KL.Add(name=prefix + "add")([inputs, x])
    return x


SETTINGS = [
    # expansion, channels, repeats, stride
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 2, 2),
    (6, 64, 1, 1),
]


def mobile_net(input_shape=(64, 64, 3), alpha=1.0, classes=12, se=True):
    img_input = KL.Input(shape=input_shape)
    first = _make_divisible(32 * alpha, 8)
    x = KL.Conv2D(first, 3, strides=(2, 2), padding="same", use_bias=False)(img_input)
    x = KL.BatchNormalization()(x)
    x = hard_sigmoid(x)
    block_id = 0
    for t, c, n, s in SETTINGS:
        for i in range(n):
            x = inverted_res_block(x, t, s if i == 0 else 1, alpha, c, block_id, se=se and i % 2 == 0)
            block_id += 1
    last = _make_divisible(128 * alpha, 8) if alpha > 1.0 else 128
    x = KL.SeparableConv2D(last, 3, padding="same")(x)
    x = KL.GlobalAveragePooling2D()(x)
    x = KL.Dense(classes, activation="softmax")(x)
    return KM.Model(img_input, x, name="mobile_%0.2f" % alpha)


small = mobile_net(alpha=0.5)
large = mobile_net((96, 96, 3), alpha=1.4, se=False)
