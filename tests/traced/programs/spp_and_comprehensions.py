import itertools
from collections import OrderedDict
from operator import mul

from keras import Input, Model
from keras.layers import (Add, AveragePooling2D, BatchNormalization, Concatenate, Conv2D, Dense, Flatten,
                          GlobalAveragePooling2D, MaxPooling2D, Reshape)

KERNELS = [1, 3, 5]
POOLS = {"p5": 5, "p9": 9, "p13": 13}
inputs = Input(shape=(52, 52, 16))

# several kernels at once
branches = [Conv2D(4, k, padding="same", activation="relu")(inputs) for k in KERNELS]
multi_scale = Concatenate()(branches)

# spatial pyramid pooling, once with a dict, once with a generator
pools = {name: MaxPooling2D(size, strides=1, padding="same")(multi_scale) for name, size in POOLS.items()}
spp = Concatenate()([multi_scale] + list(pools.values()))
pyramid = [Reshape((n * n * 40,))(AveragePooling2D(52 // n)(Conv2D(40, 1)(spp))) for n in (1, 2, 4)]
levels = Concatenate(name="levels")(pyramid)

grid = list(itertools.product((8, 12), (1, 2)))
outs = OrderedDict()
for (filters, stride), label in zip(grid, "abcd"):
    y = Conv2D(filters, 3, strides=stride, padding="same")(spp)
    outs[label] = GlobalAveragePooling2D()(y)
joined = Concatenate()([outs[key] for key in sorted(outs)])
total_units = sum(f for f, _ in grid)
assert joined.shape[-1] == total_units

pairs = [(a, b) for i, a in enumerate(branches) for b in branches[i + 1 :]]
sums = [Add()([a, b]) for a, b in pairs if a is not b]
deep = Concatenate()([s for s in sums if s.shape[-1] == 4])

widths = list(map(lambda n: 2 ** n, range(3, 6)))
even = list(filter(lambda w: w % 16 == 0, widths))
h = levels
for w in reversed(even):
    h = Dense(w, activation="relu")(h)
area = mul(*spp.shape[1:3])
small = Reshape((area, -1))(spp)
squares = {n**2 for n in KERNELS}
h = Dense(max(squares))(h)
h = Dense(len(squares) + len(POOLS))(h)
first, *middle, last = [Dense(n)(h) for n in range(2, 7)]
model = Model(inputs, [joined, deep, first, last, small] + middle)
