"""Blocks as functions that return functions, put together with compose()."""
from functools import partial, reduce, wraps

from tensorflow.keras.layers import (Add, BatchNormalization, Concatenate, Conv2D, Input, LeakyReLU, UpSampling2D,
                                     ZeroPadding2D)
from tensorflow.keras.models import Model
from tensorflow.keras.regularizers import l2


def compose(*funcs):
    """Compose arbitrarily many functions, evaluated left to right."""
    if funcs:
        return reduce(lambda f, g: lambda *a, **kw: g(f(*a, **kw)), funcs)
    raise ValueError("Composition of empty sequence not supported.")


@wraps(Conv2D)
def DarkConv(*args, **kwargs):
    conv_kwargs = {"kernel_regularizer": l2(5e-4)}
    conv_kwargs["padding"] = "valid" if kwargs.get("strides") == (2, 2) else "same"
    conv_kwargs.update(kwargs)
    return Conv2D(*args, **conv_kwargs)


def DarkConv_BN_Leaky(*args, **kwargs):
    no_bias_kwargs = {"use_bias": False}
    no_bias_kwargs.update(kwargs)
    return compose(
        DarkConv(*args, **no_bias_kwargs),
        BatchNormalization(),
        LeakyReLU(negative_slope=0.1),
    )


def resblock_body(x, num_filters, num_blocks):
    x = ZeroPadding2D(((1, 0), (1, 0)))(x)
    x = DarkConv_BN_Leaky(num_filters, (3, 3), strides=(2, 2))(x)
    for i in range(num_blocks):
        y = compose(
            DarkConv_BN_Leaky(num_filters // 2, (1, 1)),
            DarkConv_BN_Leaky(num_filters, (3, 3)),
        )(x)
        x = Add()([x, y])
    return x


def dark_body(x):
    x = DarkConv_BN_Leaky(8, (3, 3))(x)
    x = resblock_body(x, 16, 1)
    x = resblock_body(x, 32, 2)
    x = resblock_body(x, 64, 1)
    return x


def make_last_layers(x, num_filters, out_filters):
    x = compose(
        DarkConv_BN_Leaky(num_filters, (1, 1)),
        DarkConv_BN_Leaky(num_filters * 2, (3, 3)),
        DarkConv_BN_Leaky(num_filters, (1, 1)),
    )(x)
    y = compose(DarkConv_BN_Leaky(num_filters * 2, (3, 3)), DarkConv(out_filters, (1, 1)))(x)
    return x, y


def detector(inputs, num_anchors, num_classes):
    body = Model(inputs, dark_body(inputs))
    x, y1 = make_last_layers(body.output, 32, num_anchors * (num_classes + 5))
    x = compose(DarkConv_BN_Leaky(16, (1, 1)), UpSampling2D(2))(x)
    x = Concatenate()([x, ZeroPadding2D(1)(x)[:, 1:-1, 1:-1]])
    x, y2 = make_last_layers(x, 16, num_anchors * (num_classes + 5))
    return Model(inputs, [y1, y2])


def block(filters, kernel=3):
    def apply(x):
        x = Conv2D(filters, kernel, padding="same")(x)
        return LeakyReLU()(x)

    return apply


wide = partial(block, kernel=7)
inputs = Input((64, 64, 3))
model = detector(inputs, 3, 20)
z = block(8)(inputs)
z = wide(12)(z)
stack = [block(4), wide(filters=6), block(5, 1)]
for apply in stack:
    z = apply(z)
head = (lambda n: Conv2D(n, 1, activation="sigmoid"))(2)(z)
