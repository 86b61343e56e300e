"""Settings as JSON text, namespaces, attribute dictionaries and environment variables with a default."""
import json
import os
from collections import defaultdict, namedtuple
from types import SimpleNamespace

import keras
from keras import layers

SETTINGS = json.loads("""
{
  "name": "small",
  "image": {"height": 40, "width": 56, "channels": 1},
  "conv": [{"filters": 4, "kernel": 5}, {"filters": 8, "kernel": 3, "stride": 2}],
  "dense": [20, 10],
  "dropout": null
}
""")


class AttrDict(dict):
    def __getattr__(self, name):
        value = self[name]
        return AttrDict(value) if isinstance(value, dict) else value


BlockArgs = namedtuple("BlockArgs", ["kernel_size", "filters", "repeats", "skip"])
BlockArgs.__new__.__defaults__ = (3, 16, 1, True)

settings = AttrDict(SETTINGS)
args = SimpleNamespace(width=int(os.environ.get("WIDTH_OF_MODEL", 12)), depth=2, classes=4)


def from_json(s):
    inputs = keras.Input((s.image.height, s.image.width, s.image.channels))
    x = inputs
    for conv in s.conv:
        x = layers.Conv2D(conv["filters"], conv["kernel"], strides=conv.get("stride", 1), padding="same")(x)
    x = layers.Flatten()(x)
    for units in s["dense"]:
        x = layers.Dense(units, activation="relu")(x)
        if s.dropout:
            x = layers.Dropout(s.dropout)(x)
    return keras.Model(inputs, x, name=s.name)


def from_blocks(blocks, size):
    x = inputs = keras.Input((size, size, 3))
    for number, block in enumerate(blocks):
        for r in range(block.repeats):
            y = layers.Conv2D(block.filters, block.kernel_size, padding="same", name=f"b{number}_{r}")(x)
            x = layers.add([x, y]) if block.skip and x.shape[-1] == block.filters else y
    return keras.Model(inputs, x)


def from_namespace(args):
    x = inputs = keras.Input((args.width,))
    for _ in range(args.depth):
        x = layers.Dense(args.width * 2)(x)
    return keras.Model(inputs, layers.Dense(vars(args)["classes"])(x))


first = from_json(settings)
second = from_blocks([BlockArgs(), BlockArgs(filters=8), BlockArgs(5, 8, 2), BlockArgs(1, 6, skip=False)._replace(repeats=2)], 24)
third = from_namespace(args)

widths = defaultdict(lambda: 6)
widths["head"] += 2
registry = {}
for key in ("stem", "body", "head"):
    registry[key] = layers.Dense(widths[key], name=key)
x = keras.Input((5,))
for key, layer in registry.items():
    x = layer(x)
