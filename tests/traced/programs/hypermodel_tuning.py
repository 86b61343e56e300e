"""A model-building function for a tuner, tried with the tuner's defaults."""
import keras
from keras import layers


class HyperParameters:
    def __init__(self, values=None):
        self.values = values or {}

    def Int(self, name, min_value, max_value, step=1, default=None):
        return self.values.get(name, default if default is not None else min_value)

    def Choice(self, name, options, default=None):
        if default is None:
            default = options[0]
        return self.values.setdefault(name, default)

    def Boolean(self, name, default=False):
        return self.values.get(name, default)

    def Float(self, name, low, high, sampling="linear"):
        return low


def build_model(hp):
    model = keras.Sequential()
    model.add(layers.Input((16, 16, 1)))
    for i in range(hp.Int("num_layers", 1, 3, default=2)):
        model.add(
            layers.Conv2D(
                filters=hp.Int(f"filters_{i}", min_value=4, max_value=32, step=4),
                kernel_size=hp.Choice(f"kernel_{i}", [3, 5]),
                padding="same",
                activation=hp.Choice("activation", ["relu", "tanh"]),
            )
        )
    model.add(layers.Flatten())
    if hp.Boolean("dropout"):
        model.add(layers.Dropout(rate=0.25))
    model.add(layers.Dense(10, activation="softmax"))
    learning_rate = hp.Float("lr", 1e-4, 1e-2, sampling="log")
    model.compile(keras.optimizers.Adam(learning_rate), loss="categorical_crossentropy")
    return model


first = build_model(HyperParameters())
second = build_model(HyperParameters({"num_layers": 1, "filters_0": 12, "dropout": True}))

grid = [(units, depth) for units in (8, 16) for depth in (1, 2)]
results = {}
for units, depth in grid:
    net = keras.Sequential([keras.Input((4,))] + [layers.Dense(units) for _ in range(depth)] + [layers.Dense(1)])
    results[units, depth] = net.count_params()
best = min(results, key=results.get)
