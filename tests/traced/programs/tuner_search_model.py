"""keras-tuner style: build_model(hp), a HyperModel class, a small random search over them."""
import itertools
import random

import keras
from keras import layers

random.seed(0)


class HP:
    """As much of keras_tuner.HyperParameters as is used."""

    def __init__(self, **fixed):
        self.space, self.values = {}, dict(fixed)

    def _register(self, name, default, **spec):
        self.space.setdefault(name, spec)
        return self.values.setdefault(name, default)

    def Int(self, name, min_value, max_value, step=None, default=None, parent_name=None, parent_values=None):
        return self._register(name, min_value if default is None else default, low=min_value, high=max_value)

    def Float(self, name, min_value, max_value, step=None, sampling=None, default=None):
        return self._register(name, default or min_value, low=min_value, high=max_value)

    def Choice(self, name, values, default=None, ordered=None):
        return self._register(name, default if default is not None else values[0], values=values)

    def Boolean(self, name, default=False):
        return self._register(name, default)

    def conditional_scope(self, parent, values):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


class MyHyperModel:
    def __init__(self, input_shape, num_classes):
        self.input_shape = input_shape
        self.num_classes = num_classes

    def build(self, hp):
        inputs = layers.Input(self.input_shape)
        x = inputs
        kind = hp.Choice("model_type", ["vgg", "separable"])
        with hp.conditional_scope("model_type", ["vgg"]):
            if kind == "vgg":
                for i in range(hp.Int("conv_blocks", 2, 4, default=3)):
                    filters = hp.Int("filters_" + str(i), 16, 64, step=16)
                    for _ in range(2):
                        x = layers.Convolution2D(filters, kernel_size=(3, 3), padding="same")(x)
                        x = layers.BatchNormalization()(x)
                        x = layers.ReLU()(x)
                    if hp.Choice("pooling_" + str(i), ["avg", "max"]) == "max":
                        x = layers.MaxPool2D()(x)
                    else:
                        x = layers.AvgPool2D(2)(x)
            else:
                x = layers.SeparableConv2D(32, 3)(x)
        x = layers.GlobalAvgPool2D()(x)
        x = layers.Dense(hp.Int("hidden_size", 30, 100, step=10, default=50), activation="relu")(x)
        x = layers.Dropout(hp.Float("dropout", 0, 0.5, step=0.1, default=0.5))(x)
        outputs = layers.Dense(self.num_classes, activation="softmax")(x)
        model = keras.Model(inputs, outputs)
        model.compile(
            optimizer=keras.optimizers.Adam(hp.Float("learning_rate", 1e-4, 1e-2, sampling="log")),
            loss="sparse_categorical_crossentropy",
            metrics=["accuracy"],
        )
        return model


def call_existing_code(units, activation, dropout, lr):
    model = keras.Sequential()
    model.add(layers.Flatten())
    model.add(layers.Dense(units=units, activation=activation))
    if dropout:
        model.add(layers.Dropout(rate=0.25))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=lr), loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def build_model(hp):
    units = hp.Int("units", min_value=32, max_value=512, step=32)
    activation = hp.Choice("activation", ["relu", "tanh"])
    dropout = hp.Boolean("dropout")
    lr = hp.Float("lr", min_value=1e-4, max_value=1e-2, sampling="log")
    # call existing model-building code with the hyperparameter values.
    model = call_existing_code(units=units, activation=activation, dropout=dropout, lr=lr)
    return model


simple = build_model(HP())
simple.build((None, 28, 28, 1))
print(simple.output_shape)

tuned = MyHyperModel((32, 32, 3), 10).build(HP(conv_blocks=2))
other = MyHyperModel((48, 48, 1), 4).build(HP(model_type="separable", hidden_size=64))

grid = {"units": [32, 64], "activation": ["relu", "elu"], "dropout": [True, False]}
results = []
for combo in itertools.product(*grid.values()):
    params = dict(zip(grid, combo))
    m = call_existing_code(lr=1e-3, **params)
    m.build((None, 28, 28))
    results.append((m.count_params(), params))
best_params = min(results, key=lambda r: r[0])[1]
final = call_existing_code(lr=1e-4, **best_params)
out = final(keras.Input((14, 14)))
trial = random.choice([64, 128])
sampled = keras.Sequential([layers.Input((8,)), layers.Dense(trial), layers.Dense(3)])
