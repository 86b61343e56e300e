"""Small zoo: `make("lenet")`, `make("alexish", classes=5)`."""
from collections import OrderedDict

import numpy as np
from keras import Input, Model, Sequential
from keras import layers as kl

REGISTRY = OrderedDict()


def register(name=None, **defaults):
    def wrap(fn):
        key = name or fn.__name__

        def build(**overrides):
            options = {**defaults, **overrides}
            return fn(**options)

        REGISTRY[key] = build
        return fn

    return wrap


@register(shape=(32, 32, 1), classes=10)
def lenet(shape, classes):
    return Sequential(
        [
            Input(shape),
            kl.Conv2D(6, 5, activation="tanh"),
            kl.AveragePooling2D(2),
            kl.Conv2D(16, 5, activation="tanh"),
            kl.AveragePooling2D(2),
            kl.Conv2D(120, 5, activation="tanh"),
            kl.Flatten(),
            kl.Dense(84, activation="tanh"),
            kl.Dense(classes, activation="softmax"),
        ],
        name="lenet",
    )


@register("alexish", shape=(127, 127, 3), classes=100, width=1.0)
def alexnet(shape, classes, width):
    w = lambda n: max(8, int(n * width))
    net = Sequential(name="alexish")
    net.add(kl.InputLayer(shape=shape))
    plan = [(w(96), 11, 4, True), (w(256), 5, 1, True), (w(384), 3, 1, False), (w(384), 3, 1, False), (w(256), 3, 1, True)]
    for filters, size, stride, pool in plan:
        net.add(kl.Conv2D(filters, size, strides=stride, padding="valid" if stride > 1 else "same", activation="relu"))
        if pool:
            net.add(kl.MaxPooling2D(3, 2))
    net.add(kl.Flatten())
    for _ in range(2):
        net.add(kl.Dense(w(1024), activation="relu"))
        net.add(kl.Dropout(0.5))
    net.add(kl.Dense(classes, activation="softmax"))
    return net


@register(shape=(64, 64, 3), classes=20, growth=8)
def densish(shape, classes, growth):
    i = Input(shape)
    x = kl.Conv2D(2 * growth, 3, padding="same")(i)
    for block, n in enumerate((3, 3, 2)):
        for _ in range(n):
            y = kl.BatchNormalization()(x)
            y = kl.ReLU()(y)
            y = kl.Conv2D(growth, 3, padding="same")(y)
            x = kl.Concatenate()([x, y])
        if block < 2:
            x = kl.Conv2D(int(x.shape[-1] * 0.5), 1)(x)
            x = kl.AveragePooling2D(2)(x)
    x = kl.GlobalAveragePooling2D()(x)
    return Model(i, kl.Dense(classes)(x), name="densish")


def make(name, **options):
    try:
        builder = REGISTRY[name]
    except KeyError:
        raise SystemExit(f"no {name!r}; there are {', '.join(REGISTRY)}")
    return builder(**options)


for name in REGISTRY:
    net = make(name)
    print(net.name, net.input_shape, net.output_shape, net.count_params())
slim = make("alexish", width=0.25, classes=5)
print(slim(np.zeros((2, 127, 127, 3))).shape)
deep = make("densish", growth=12, shape=(96, 96, 1))
print(deep.layers[-2].output.shape)
