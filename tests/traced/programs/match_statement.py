import keras
from keras import layers


def norm(kind):
    match kind:
        case "batch":
            return layers.BatchNormalization()
        case "layer" | "ln":
            return layers.LayerNormalization()
        case None:
            return layers.Identity()
        case _:
            raise ValueError(kind)


def apply(spec, x):
    match spec:
        case ("conv", filters, kernel):
            return layers.Conv2D(filters, kernel, padding="same")(x)
        case ("pool", size) if size > 1:
            return layers.MaxPooling2D(size)(x)
        case ("pool", _):
            return x
        case {"kind": "dense", "units": units, **rest}:
            return layers.Dense(units, **rest)(layers.Flatten()(x))
        case [first, *others]:
            for item in (first, *others):
                x = apply(item, x)
            return x
    return x


inputs = keras.Input((24, 24, 2))
x = inputs
for spec in [
    ("conv", 6, 3),
    ("pool", 2),
    ("pool", 1),
    [("conv", 8, 5), ("pool", 3), ("conv", 10, 1)],
]:
    x = apply(spec, x)
    x = norm("ln" if x.shape[1] < 10 else "batch")(x)
x = norm(None)(x)
x = apply({"kind": "dense", "units": 7, "activation": "softmax"}, x)
model = keras.Model(inputs, x)

size = 96
depth = 0
net = keras.Sequential([keras.Input((size, size, 1))])
while size > 8:
    net.add(layers.Conv2D(4 * (depth + 1), 3, strides=2, padding="same"))
    size //= 2
    depth += 1
    if depth == 10:
        break
else:
    net.add(layers.GlobalAveragePooling2D())
net.add(layers.Dense(depth))
