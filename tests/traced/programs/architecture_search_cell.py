"""A cell described by a genotype, its operations picked from a table of functions."""
from collections import namedtuple

import keras
from keras import layers

Genotype = namedtuple("Genotype", "normal reduce concat")

OPS = {
    "skip": lambda x, c, s: x if s == 1 else layers.Conv2D(c, 1, strides=s, padding="same")(x),
    "max_pool": lambda x, c, s: layers.MaxPooling2D(3, strides=s, padding="same")(x),
    "avg_pool": lambda x, c, s: layers.AveragePooling2D(3, strides=s, padding="same")(x),
    "sep_conv_3": lambda x, c, s: sep_conv(x, c, 3, s),
    "sep_conv_5": lambda x, c, s: sep_conv(x, c, 5, s),
    "dil_conv_3": lambda x, c, s: layers.Conv2D(c, 3, dilation_rate=2 if s == 1 else 1, strides=s, padding="same")(x),
}

GENOTYPE = Genotype(
    normal=[("sep_conv_3", 0), ("skip", 1), ("dil_conv_3", 2), ("skip", 0)],
    reduce=[("max_pool", 0), ("sep_conv_5", 1), ("skip", 2), ("avg_pool", 1)],
    concat=[2, 3],
)


def sep_conv(x, channels, kernel, stride):
    x = layers.ReLU()(x)
    x = layers.SeparableConv2D(channels, kernel, strides=stride, padding="same")(x)
    return layers.BatchNormalization()(x)


def fit_to(x, reference, channels):
    """1x1 convolution, strided where the sizes differ."""
    factor = x.shape[1] // reference.shape[1]
    return layers.BatchNormalization()(layers.Conv2D(channels, 1, strides=factor)(layers.ReLU()(x)))


def cell(s0, s1, channels, reduction):
    steps = GENOTYPE.reduce if reduction else GENOTYPE.normal
    states = [fit_to(s0, s1, channels), fit_to(s1, s1, channels)]
    for i in range(len(steps) // 2):
        outs = []
        for name, index in steps[2 * i : 2 * i + 2]:
            stride = 2 if reduction and index < 2 else 1
            outs.append(OPS[name](states[index], channels, stride))
        states.append(layers.add(outs))
    return layers.concatenate([states[i] for i in GENOTYPE.concat])


def network(size, channels=6, cells=5, classes=10):
    inputs = keras.Input((size, size, 3))
    s0 = s1 = layers.Conv2D(channels * 3, 3, padding="same")(inputs)
    reductions = {cells // 3, 2 * cells // 3}
    auxiliary = None
    for i in range(cells):
        if i in reductions:
            channels *= 2
        s0, s1 = s1, cell(s0, s1, channels, i in reductions)
        if i == 2 * cells // 3:
            auxiliary = layers.Dense(classes)(layers.GlobalAveragePooling2D()(s1))
    logits = layers.Dense(classes)(layers.GlobalAveragePooling2D()(s1))
    return keras.Model(inputs, [logits, auxiliary])


net = network(32)
print(net.count_params())
