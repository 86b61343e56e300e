"""Networks described by dictionaries."""
import json

import numpy as np
from tensorflow.keras import layers, Model, Input

CONFIG = json.loads("""
{
  "name": "tiny",
  "input": [48, 48, 1],
  "stages": [
    {"type": "conv", "filters": 16, "size": 5, "bn": true},
    {"type": "pool", "size": 2},
    {"type": "conv", "filters": 32, "size": 3, "repeat": 2},
    {"type": "pool", "size": 2, "kind": "avg"},
    {"type": "drop", "rate": 0.25},
    {"type": "conv", "filters": 64, "size": 3, "stride": 2, "bn": true}
  ],
  "head": {"units": [128, 64], "classes": 7}
}
""")


def conv(x, filters, size=3, stride=1, bn=False, repeat=1):
    for _ in range(repeat):
        x = layers.Conv2D(filters, size, strides=stride, padding="same", use_bias=not bn)(x)
        if bn:
            x = layers.BatchNormalization()(x)
        x = layers.Activation("relu")(x)
    return x


def pool(x, size, kind="max"):
    cls = {"max": layers.MaxPooling2D, "avg": layers.AveragePooling2D}[kind]
    return cls(pool_size=size)(x)


def drop(x, rate):
    return layers.SpatialDropout2D(rate)(x)


BUILDERS = {"conv": conv, "pool": pool, "drop": drop}


def build(config):
    inputs = Input(shape=tuple(config["input"]))
    x = inputs
    for stage in config["stages"]:
        options = dict(stage)
        kind = options.pop("type")
        x = BUILDERS[kind](x, **options)
    head = config["head"]
    if head.get("flatten", False):
        x = layers.Flatten()(x)
    else:
        x = layers.GlobalAveragePooling2D()(x)
    for units in head["units"]:
        x = layers.Dense(units, activation=head.get("activation", "relu"))(x)
    outputs = layers.Dense(head["classes"], activation="softmax")(x)
    return Model(inputs, outputs, name=config["name"])


tiny = build(CONFIG)
tiny.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
x = np.random.random((64, *CONFIG["input"]))
y = np.random.randint(CONFIG["head"]["classes"], size=64)
tiny.fit(x, y, epochs=2, verbose=2)

bigger = json.loads(json.dumps(CONFIG))
bigger.update(name="bigger", input=[64, 64, 3])
bigger["stages"].insert(0, {"type": "conv", "filters": 8, "size": 7, "stride": 2})
bigger["head"].update(flatten=True, units=[256])
big = build(bigger)
big.summary()
for config in (CONFIG, bigger):
    net = build({**config, "name": config["name"] + "_again"})
    print(net.name, net.output_shape, net.count_params())
