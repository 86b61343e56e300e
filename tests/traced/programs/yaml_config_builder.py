"""Networks from a description: text of a configuration, a registry of blocks, defaults merged over it."""
import ast
import json
import re
from copy import deepcopy
from types import SimpleNamespace

from keras import Input, Model, layers, regularizers

CONFIG = """
{
  "input": {"height": 48, "width": 64, "channels": 3},
  "defaults": {"activation": "relu", "norm": true, "dropout": 0.0},
  "stages": [
    {"type": "conv", "filters": 16, "kernel": 3, "repeat": 2},
    {"type": "pool", "size": 2},
    {"type": "res", "filters": 32, "repeat": 2, "activation": "swish"},
    {"type": "pool", "size": [2, 4]},
    {"type": "conv", "filters": 48, "kernel": [1, 3], "norm": false, "dropout": 0.1}
  ],
  "heads": {
    "category": {"units": [64, 32], "classes": 7},
    "quality": {"units": [], "classes": 1}
  }
}
"""

cfg = json.loads(CONFIG)
DEFAULTS = {"kernel": 3, "repeat": 1, "strides": 1}
BLOCKS = {}


def register(name):
    def wrap(fn):
        BLOCKS[name] = fn
        return fn
    return wrap


def merged(stage):
    out = deepcopy(DEFAULTS)
    out.update(cfg["defaults"])
    out.update({k: v for k, v in stage.items() if k != "type"})
    return SimpleNamespace(**out)


def post(x, o):
    if o.norm:
        x = layers.BatchNormalization()(x)
    x = layers.Activation(o.activation)(x)
    if o.dropout > 0:
        x = layers.SpatialDropout2D(o.dropout)(x)
    return x


@register("conv")
def conv(x, o):
    for _ in range(o.repeat):
        kernel = tuple(o.kernel) if isinstance(o.kernel, list) else o.kernel
        x = layers.Conv2D(o.filters, kernel, strides=o.strides, padding="same", use_bias=not o.norm)(x)
        x = post(x, o)
    return x


@register("res")
def res(x, o):
    for i in range(o.repeat):
        skip = x
        if x.shape[-1] != o.filters:
            skip = layers.Conv2D(o.filters, 1)(skip)
        y = layers.Conv2D(o.filters, o.kernel, padding="same")(x)
        y = post(y, o)
        y = layers.Conv2D(o.filters, o.kernel, padding="same")(y)
        x = post(layers.Add()([y, skip]), o)
    return x


@register("pool")
def pool(x, o):
    return layers.MaxPooling2D(o.size)(x)


def build(cfg):
    spec = cfg["input"]
    inp = Input((spec["height"], spec["width"], spec["channels"]), name="image")
    x = inp
    for stage in cfg["stages"]:
        x = BLOCKS[stage["type"]](x, merged(stage))
    x = layers.GlobalAveragePooling2D()(x)
    outputs = {}
    for name, head in cfg["heads"].items():
        h = x
        for n in head["units"]:
            h = layers.Dense(n, activation="relu", kernel_regularizer=regularizers.l2(1e-4))(h)
        activation = "sigmoid" if head["classes"] == 1 else "softmax"
        outputs[name] = layers.Dense(head["classes"], activation=activation, name=name)(h)
    return Model(inp, outputs)


model = build(cfg)
model.compile(optimizer="adam", loss={"category": "sparse_categorical_crossentropy", "quality": "binary_crossentropy"})

# a network in one line: "C16k3 P2 C32k3 P2 F D10"
spec = "C16k3 P2 C32k5s2 P2 F D64 D10"
net = inputs = Input((32, 32, 1))
for token in spec.split():
    kind, rest = token[0], token[1:]
    if kind == "C":
        m = re.match(r"(\d+)k(\d)(?:s(\d))?", rest)
        filters, kernel, stride = int(m.group(1)), int(m.group(2)), int(m.group(3) or 1)
        net = layers.Conv2D(filters, kernel, stride, activation="relu")(net)
    elif kind == "P":
        net = layers.MaxPooling2D(int(rest))(net)
    elif kind == "F":
        net = layers.Flatten()(net)
    elif kind == "D":
        net = layers.Dense(int(rest))(net)
    else:
        raise ValueError(token)
small = Model(inputs, net)

shape = ast.literal_eval("(24, 24, 2)")
other = Model(*(lambda i: (i, layers.Flatten()(i)))(Input(shape)))
print(small.output_shape, other.output_shape)
