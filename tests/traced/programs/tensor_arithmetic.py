"""Functional models made of operators and keras.ops between the layers."""
import keras
from keras import layers, ops

a = keras.Input((12, 16), name="a")
b = keras.Input((12, 16), name="b")
scalar = keras.Input((1,), name="s")

x = a + b
x = x * 0.5 - 1
x = x / ops.maximum(ops.abs(b), 1e-3)
x = x**2
first = x[:, 0]
last = x[:, -1, :]
middle = x[:, 3:9]
every = x[:, ::2]
half = x[..., :8]
grown = first[:, None, :] + x
masked = ops.where(x > 0, x, ops.zeros_like(x))
weights = ops.softmax(ops.mean(x, axis=-1), axis=-1)
pooled = ops.einsum("bt,btc->bc", weights, x)
summed = ops.sum(x, axis=1)
norms = ops.norm(x, axis=-1)
best = ops.argmax(x, axis=-1)
scores = x @ ops.transpose(b, (0, 2, 1))
outer = ops.expand_dims(first, 2) * ops.expand_dims(last, 1)
joined = ops.concatenate([middle, every], axis=1)
left, right = ops.split(x, 2, axis=-1)
three = ops.split(x, [4, 10], axis=-1)
stacked = ops.stack([left, right], axis=1)
tiled = ops.tile(scalar, (1, 12))
repeated = ops.repeat(scalar, 3, axis=-1)
flat = ops.reshape(x, (-1, 12 * 16))
unknown = ops.reshape(x, (-1, 4, 48))
swapped = ops.swapaxes(stacked, 1, 2)
moved = ops.moveaxis(stacked, -1, 1)
rolled = ops.roll(x, 1, axis=1)
flipped = ops.flip(x, axis=-1)
padded = ops.pad(x, [[0, 0], [2, 1], [0, 0]])
top_values, top_indices = ops.top_k(x, k=5)
gathered = ops.take(x, [0, 3, 5], axis=1)
cumulated = ops.cumsum(x, axis=1)
broad = scalar[:, None] + x[:, :, :1]
gate = ops.sigmoid(layers.Dense(16)(x)) * ops.tanh(layers.Dense(16)(b))
logical = ops.cast(ops.logical_and(a > 0, b > 0), "float32")
clipped = ops.clip(-x, 0.0, 6.0)
dense = layers.Dense(3)(joined)
dense = layers.Dense(3)(outer)
dense = layers.Dense(3)(moved)
hot = ops.one_hot(best, 16)
h = layers.Concatenate(axis=1)([grown, padded, gathered, masked + gate + logical + hot])
h = layers.GlobalAveragePooling1D()(h)
h = layers.Concatenate()([h, pooled, summed, norms, flat, tiled, repeated])
model = keras.Model([a, b, scalar], layers.Dense(1)(h))
