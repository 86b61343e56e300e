"""Models from a list of layer descriptions, as one reads them from a file."""
import json
import keras
from keras import layers as klayers

CONFIG = {
    "input": [32, 32, 3],
    "defaults": {"activation": "relu", "padding": "same"},
    "layers": [
        {"type": "Conv2D", "filters": 8, "kernel_size": 3},
        {"type": "MaxPooling2D", "pool_size": 2},
        {"type": "Conv2D", "filters": 16, "kernel_size": [3, 3], "strides": 2},
        {"type": "Flatten"},
        {"type": "Dense", "units": 20},
        {"type": "Dense", "units": 10, "activation": "softmax"},
    ],
}

LAYERS = {
    "Conv2D": klayers.Conv2D,
    "MaxPooling2D": klayers.MaxPooling2D,
    "Flatten": klayers.Flatten,
    "Dense": klayers.Dense,
}


def from_config(config):
    model = keras.Sequential()
    model.add(keras.Input(tuple(config["input"])))
    for spec in config["layers"]:
        params = dict(spec)
        kind = params.pop("type")
        if kind == "Conv2D":
            params = {**config["defaults"], **params}
        elif kind == "Dense":
            params.setdefault("activation", config["defaults"]["activation"])
        model.add(LAYERS[kind](**params))
    return model


def by_name(config):
    x = inputs = keras.Input(shape=config.get("input"))
    for i, spec in enumerate(config["layers"]):
        kind = spec["type"]
        params = {k: v for k, v in spec.items() if k != "type"}
        layer_class = getattr(klayers, kind)
        x = layer_class(name=f"{kind.lower()}_{i}", **params)(x)
    return keras.Model(inputs, x)


hyper = dict(units=[64, 32], dropout=0.3, classes=4)
hyper.update(units=[24, 12])


def mlp(n_in, units, dropout, classes):
    x = inp = keras.layers.Input((n_in,))
    for u in units:
        x = keras.layers.Dense(u, activation="relu")(x)
        x = keras.layers.Dropout(dropout)(x)
    return keras.Model(inp, keras.layers.Dense(classes, "softmax")(x))


model = from_config(CONFIG)
named = by_name(CONFIG)
net = mlp(13, **hyper)
print(json.dumps(CONFIG["layers"][0]), net.count_params())
