import numpy as np
import tensorflow as tf
from tensorflow.keras import layers as L
from tensorflow.keras import models


class CNNBuilder:
    """Collects layers by chained calls and makes a model of them at the end."""

    def __init__(self, shape):
        self._input = L.Input(shape=shape)
        self._x = self._input
        self._taps = {}

    def conv(self, filters, size=3, stride=1, act="relu"):
        self._x = L.Conv2D(filters, size, strides=stride, padding="same", activation=act)(self._x)
        return self

    def norm(self):
        self._x = L.BatchNormalization()(self._x)
        return self

    def down(self, factor=2):
        self._x = L.MaxPooling2D(factor)(self._x)
        return self

    def tap(self, name):
        self._taps[name] = self._x
        return self

    def rejoin(self, name):
        old = self._taps[name]
        ratio = old.shape[1] // self._x.shape[1]
        if ratio > 1:
            old = L.AveragePooling2D(ratio)(old)
        self._x = L.Concatenate()([self._x, old])
        return self

    def head(self, classes, hidden=None):
        self._x = L.GlobalAveragePooling2D()(self._x)
        if hidden:
            self._x = L.Dense(hidden, activation="relu")(self._x)
        self._x = L.Dense(classes, activation="softmax", name="leaf")(self._x)
        return self

    def build(self, name=None, compile=True):
        model = models.Model(self._input, self._x, name=name)
        if compile:
            model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
        return model


small = (CNNBuilder((96, 96, 3))
         .conv(16).tap("early").down()
         .conv(32).norm().down()
         .conv(64).rejoin("early")
         .head(8)
         .build("small"))
builder = CNNBuilder((128, 128, 3)).conv(24, 5, stride=2)
for width in (32, 48, 64):
    builder.conv(width).norm().down()
wide = builder.head(8, hidden=100).build("wide")

images = np.random.rand(20, 96, 96, 3)
labels = np.arange(20) % 8
small.fit(images, labels, epochs=1)
bigger = tf.image.resize(images, (128, 128))
wide.fit(bigger, labels)
both = small.predict(images) + wide.predict(bigger.numpy())
print(both.argmax(-1), (both / 2).sum(axis=1)[:3])
