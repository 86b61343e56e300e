from keras import Model, layers as L
from keras.activations import relu
import numpy as np


def make_divisible(v, divisor=8, minimum=None):
    minimum = minimum or divisor
    new = max(minimum, int(v + divisor / 2) // divisor * divisor)
    if new < 0.9 * v:
        new += divisor
    return new


def relu6(x):
    return relu(x, max_value=6)


class Namer:
    def __init__(self):
        self.counts = {}

    def __call__(self, kind):
        self.counts[kind] = self.counts.get(kind, -1) + 1
        return f"{kind}_{self.counts[kind]}"


def inverted_residual(x, expansion, stride, alpha, filters, name):
    in_channels = x.shape[-1]
    out = make_divisible(int(filters * alpha))
    y = x
    if expansion != 1:
        y = L.Conv2D(expansion * in_channels, 1, use_bias=False, name=name("expand"))(y)
        y = L.BatchNormalization(name=name("bn"))(y)
        y = L.Activation(relu6, name=name("act"))(y)
    if stride == 2:
        y = L.ZeroPadding2D(((0, 1), (0, 1)))(y)
    y = L.DepthwiseConv2D(3, strides=stride, padding="same" if stride == 1 else "valid", use_bias=False)(y)
    y = L.BatchNormalization(name=name("bn"))(y)
    y = L.Activation(relu6, name=name("act"))(y)
    y = L.Conv2D(out, 1, use_bias=False, name=name("project"))(y)
    y = L.BatchNormalization(name=name("bn"))(y)
    if in_channels == out and stride == 1:
        return L.Add(name=name("add"))([x, y])
    return y


PLAN = """
1 16 1 1
6 24 2 2
6 32 2 2
6 64 2 1
"""


def mobile(shape=(96, 96, 3), alpha=1.0, classes=12, top=True):
    name = Namer()
    inputs = L.Input(shape)
    x = L.ZeroPadding2D(((0, 1), (0, 1)))(inputs)
    x = L.Conv2D(make_divisible(32 * alpha), 3, strides=2, use_bias=False)(x)
    x = L.BatchNormalization(name=name("bn"))(x)
    x = L.Activation(relu6, name=name("act"))(x)
    for row in PLAN.strip().splitlines():
        t, c, n, s = map(int, row.split())
        for i in range(n):
            x = inverted_residual(x, t, s if i == 0 else 1, alpha, c, name)
    x = L.Conv2D(make_divisible(320 * alpha) if alpha > 1 else 320, 1)(x)
    if top:
        x = L.GlobalAveragePooling2D()(x)
        x = L.Dense(classes, activation="softmax")(x)
    return Model(inputs, x, name="mobile_%d" % (alpha * 100))


for alpha in (0.35, 1.0, 1.4):
    m = mobile(alpha=alpha)
    print(m.name, m.count_params())
features = mobile((128, 160, 3), 0.5, top=False)
print(features.output_shape, features.predict(np.zeros((1, 128, 160, 3))).shape)
