"""Blocks from generators, contexts and exceptions."""
import contextlib
import keras
from keras import layers


def widths(start, stop, factor=2):
    while start <= stop:
        yield start
        start *= factor


def pairs(items):
    it = iter(items)
    for a in it:
        b = next(it, None)
        if b is None:
            return
        yield a, b


@contextlib.contextmanager
def scope(name):
    previous = scope.prefix
    scope.prefix = f"{previous}{name}_"
    try:
        yield scope.prefix
    finally:
        scope.prefix = previous


scope.prefix = ""

inputs = keras.Input((48, 48, 3))
x = inputs
for i, w in enumerate(widths(4, 16)):
    with scope(f"stage{i}") as prefix:
        x = layers.Conv2D(w, 3, padding="same", name=prefix + "conv")(x)
        x = layers.MaxPooling2D(name=prefix + "pool")(x)

try:
    kernel = int("seven")
except ValueError:
    kernel = 7
else:
    kernel = 9
finally:
    padding = "same"
x = layers.DepthwiseConv2D(kernel, padding=padding)(x)

try:
    layers.Reshape((5, 5))(x)
except Exception as error:
    print("as expected:", type(error).__name__)

for a, b in pairs([8, 1, 12, 3, 99]):
    x = layers.Conv2D(a, b, padding=padding)(x)

lookup = {"a": 5}
try:
    units = lookup["b"]
except KeyError:
    units = lookup.get("b", 11)
x = layers.GlobalAveragePooling2D()(x)
assert x.shape[1] == 12, "twelve maps"
x = layers.Dense(units)(x)


def safe(build, default):
    try:
        return build()
    except (ValueError, TypeError):
        return default()


x = safe(lambda: layers.Dense(-3)(x), lambda: layers.Dense(3)(x))
model = keras.Model(inputs, x)
stack = keras.Sequential([layers.Dense(n) for n in widths(2, 8)])
stack.build((None, 4))
