"""Names that change as the model grows: nonlocal, global, class counters, walrus, chained comparisons."""
import itertools
import math

from tensorflow.keras import Input, Model, layers

LAYER_COUNT = 0
ids = itertools.count(1)


def conv(x, filters):
    global LAYER_COUNT
    LAYER_COUNT += 1
    return layers.Conv2D(filters, 3, padding="same", activation="relu", name=f"conv_{next(ids)}")(x)


def pyramid(size):
    level = 0

    def step(x):
        nonlocal level
        level += 1
        x = conv(x, 4 * level)
        return layers.MaxPooling2D()(x)

    inputs = Input((size, size, 1))
    x = inputs
    while 4 < x.shape[1] <= size:
        x = step(x)
    return Model(inputs, x), level


class Tower:
    made = 0
    base = 6

    def __init__(self, n=None):
        type(self).made += 1
        self.n = n if n is not None else Tower.made
        self.units = self.base * self.n

    def __call__(self, x):
        return layers.Dense(self.units)(x)

    def __len__(self):
        return self.units

    def __add__(self, other):
        return Tower(self.n + other.n)

    @property
    def doubled(self):
        return Tower(self.n * 2)


model, levels = pyramid(64)
assert levels == int(math.log2(64)) - 2 == 4
flat = layers.Flatten()(model.output)
a, b = Tower(), Tower()
x = a(flat)
x = b(x)
x = (a + b)(x)
x = a.doubled(x) if len(a) > 5 else x
if (n := LAYER_COUNT) >= 4:
    x = layers.Dense(n)(x)
*rest, last = range(3)
for _ in rest:
    x = layers.Dense(x.shape[-1] + last)(x)
for size in (128, 64, 32):
    if size < 100:
        break
else:
    size = 0
x = layers.Dense(size, "relu")(x)
depth = sum(1 for layer in model.layers if "conv" in layer.name)
x = layers.RepeatVector(depth)(x)
text = "dense-12:dense-7:drop:dense-3"
for part in text.split(":"):
    kind, _, value = part.partition("-")
    if kind == "dense":
        x = layers.Dense(int(value))(x)
    elif part.startswith("drop"):
        x = layers.Dropout(0.5)(x)
final = Model(model.input, x)
