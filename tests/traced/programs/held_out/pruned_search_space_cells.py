"""NAS toy: sample an architecture as a list of strings, build it."""
import random
import keras
from keras import layers
import numpy as np

random.seed(5)
OPS = ["conv3", "conv5", "sep3", "pool", "skip"]


def op(name, x, filters):
    if name.startswith("conv"):
        return layers.Conv2D(filters, int(name[-1]), padding="same", activation="relu")(x)
    if name.startswith("sep"):
        return layers.SeparableConv2D(filters, int(name[3:]), padding="same", activation="relu")(x)
    if name == "pool":
        return layers.MaxPooling2D(3, strides=1, padding="same")(x)
    return x


def cell(x, plan, filters):
    x = layers.Conv2D(filters, 1)(x)
    left = op(plan[0], x, filters)
    right = op(plan[1], x, filters)
    return layers.Add()([left, right])


def build(genome, shape=(32, 32, 3), filters=8):
    inputs = keras.Input(shape)
    x = inputs
    for i, gene in enumerate(genome):
        x = cell(x, gene.split("+"), filters * 2**i)
        x = layers.AveragePooling2D(2)(x)
    x = layers.GlobalMaxPooling2D()(x)
    return keras.Model(inputs, layers.Dense(10)(x))


fixed = ["conv3+skip", "sep3+pool", "conv5+sep3"]
model = build(fixed)
print(model.output_shape, model.layers[-3].output.shape)
genomes = [["+".join(random.choices(OPS, k=2)) for _ in range(2)] for _ in range(3)]
scores = {}
for g in genomes:
    m = build(g, filters=4)
    y = m(np.zeros((2, 32, 32, 3)))
    scores["/".join(g)] = m.count_params()
best = min(scores, key=scores.get)
print(best, y.shape)
mutated = fixed[:1] + ["skip+skip"] + fixed[2:]
print(build(mutated, shape=(64, 48, 1)).layers[-4].output.shape)
