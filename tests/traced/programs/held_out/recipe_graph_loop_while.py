"""Halve a picture until it is small enough; double it back."""
import math
import keras
from keras import layers
import numpy as np


def steps_to(size, smallest):
    n = 0
    while size > smallest:
        size = math.ceil(size / 2)
        n += 1
    return n


def pyramid(height, width, channels=3, smallest=7, base=8):
    x = inputs = keras.Input((height, width, channels))
    sizes = []
    filters = base
    while min(x.shape[1], x.shape[2]) > smallest:
        sizes.append((x.shape[1], x.shape[2]))
        x = layers.Conv2D(filters, 3, strides=2, padding="same", activation="relu")(x)
        filters = min(filters * 2, 128)
    assert len(sizes) == steps_to(min(height, width), smallest)
    bottom = x
    for h, w in reversed(sizes):
        filters //= 2
        x = layers.Conv2DTranspose(max(filters, base), 3, strides=2, padding="same", activation="relu")(x)
        dh, dw = x.shape[1] - h, x.shape[2] - w
        if dh or dw:
            x = layers.Cropping2D(((0, dh), (0, dw)))(x)
    out = layers.Conv2D(channels, 1, activation="sigmoid")(x)
    return keras.Model(inputs, out), keras.Model(inputs, bottom)


results = {}
for shape in [(64, 64), (50, 75), (100, 30)]:
    whole, bottom = pyramid(*shape)
    results[shape] = bottom.output_shape
    assert whole.output_shape[1:3] == shape
print(results)

whole, bottom = pyramid(96, 96, channels=1, smallest=4, base=16)
pictures = np.random.rand(30, 96, 96, 1)
whole.compile(keras.optimizers.Adam(), "binary_crossentropy")
i = 0
while True:
    i += 1
    loss = whole.train_on_batch(pictures[:10], pictures[:10])
    if i >= 3 or loss < 0.1:
        break
code = bottom.predict(pictures)
print(code.shape, whole.predict(pictures[:2]).shape)
