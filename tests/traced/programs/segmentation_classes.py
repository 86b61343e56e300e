"""Segmentation with classes: a builder with a backbone, attention gates, deep supervision, a data sequence."""
import math
from abc import ABC, abstractmethod
from typing import Callable, Dict, List, Optional, Sequence, Tuple, Union

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers as L


class CarvanaSequence(keras.utils.Sequence):
    def __init__(self, batch_size, img_size, n_items, n_classes, augment: bool = False):
        super().__init__()
        self.batch_size = batch_size
        self.img_size = img_size
        self.items = list(range(n_items))
        self.n_classes = n_classes
        self.augment = augment

    def __len__(self):
        return math.ceil(len(self.items) / self.batch_size)

    def __getitem__(self, idx):
        i = idx * self.batch_size
        batch = self.items[i: i + self.batch_size]
        x = np.zeros((self.batch_size,) + self.img_size + (3,), dtype="float32")
        y = np.zeros((self.batch_size,) + self.img_size + (1,), dtype="uint8")
        for j, item in enumerate(batch):
            x[j] = np.random.rand(*self.img_size, 3)
            y[j] = np.random.randint(0, self.n_classes, self.img_size + (1,))
        if self.augment and np.random.rand() > 0.5:
            x, y = x[:, :, ::-1], y[:, :, ::-1]
        return x, y


class BaseSegmenter(ABC):
    """What all of them share."""

    _registry: Dict[str, type] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        BaseSegmenter._registry[cls.__name__.lower()] = cls

    def __init__(self, input_shape: Tuple[int, int, int], n_classes: int, filters: Sequence[int] = (16, 32, 64),
                 norm: Optional[str] = "batch"):
        self.input_shape = input_shape
        self.n_classes = n_classes
        self.filters = filters
        self.norm = norm
        self._model: Optional[keras.Model] = None

    @property
    def model(self) -> keras.Model:
        if self._model is None:
            self._model = self.build()
        return self._model

    @abstractmethod
    def decode(self, x, skips):
        ...

    @classmethod
    def create(cls, name: str, *args, **kwargs) -> "BaseSegmenter":
        return cls._registry[name.lower()](*args, **kwargs)

    def conv(self, x, filters, name=None, n=2):
        for k in range(n):
            x = L.Conv2D(filters, 3, padding="same", use_bias=self.norm is None)(x)
            x = self._normalize(x)
            x = L.Activation("relu", name=f"{name}_{k}" if name else None)(x)
        return x

    def _normalize(self, x):
        if self.norm == "batch":
            return L.BatchNormalization()(x)
        if self.norm == "group":
            return L.GroupNormalization(groups=8)(x)
        return x

    def encode(self, x):
        skips = []
        for level, f in enumerate(self.filters[:-1]):
            x = self.conv(x, f, name=f"enc{level}")
            skips.append(x)
            x = L.MaxPool2D()(x)
        return self.conv(x, self.filters[-1], name="bottleneck"), skips

    def head(self, x):
        act = "sigmoid" if self.n_classes == 1 else "softmax"
        return L.Conv2D(self.n_classes, 1, activation=act, name="mask")(x)

    def build(self):
        inputs = keras.Input(self.input_shape)
        x, skips = self.encode(inputs)
        x = self.decode(x, skips[::-1])
        outputs = self.head(x) if not isinstance(x, (list, tuple)) else [self.head(t) for t in x[:1]]
        return keras.Model(inputs, outputs, name=type(self).__name__)


class UNet(BaseSegmenter):
    def decode(self, x, skips):
        for skip, f in zip(skips, reversed(self.filters[:-1])):
            x = L.Conv2DTranspose(f, 2, strides=2, padding="same")(x)
            x = L.Concatenate()([x, skip])
            x = self.conv(x, f)
        return x


class AttentionUNet(UNet):
    def gate(self, skip, g):
        inter = skip.shape[-1] // 2
        theta = L.Conv2D(inter, 2, strides=2, use_bias=False)(skip)
        phi = L.Conv2D(inter, 1)(g)
        f = L.Activation("relu")(L.add([theta, phi]))
        psi = L.Conv2D(1, 1, activation="sigmoid")(f)
        psi = L.UpSampling2D(interpolation="bilinear")(psi)
        return L.multiply([skip, psi])

    def decode(self, x, skips):
        for skip, f in zip(skips, self.filters[-2::-1]):
            gated = self.gate(skip, x)
            x = L.UpSampling2D()(x)
            x = self.conv(L.Concatenate()([x, gated]), f, n=1)
        return x


class LinkNet(BaseSegmenter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.upsample: Callable = lambda f: L.Conv2DTranspose(f, 3, strides=2, padding="same")

    def decode(self, x, skips):
        for skip, f in zip(skips, list(self.filters)[:-1][::-1]):
            x = self.conv(x, x.shape[-1] // 4, n=1)
            x = self._normalize(self.upsample(f)(x))
            x = L.Add()([x, skip])
        return x


class FPN(BaseSegmenter):
    def decode(self, x, skips):
        p = L.Conv2D(32, 1)(x)
        pyramid = [p]
        for s in skips:
            p = L.UpSampling2D(2)(p) + L.Conv2D(32, 1)(s)
            pyramid.append(p)
        resized = [L.Resizing(*self.input_shape[:2])(q) for q in pyramid]
        return L.Concatenate(axis=-1)(resized)


size = (96, 128)
unet = BaseSegmenter.create("UNet", (*size, 3), 4)
att = BaseSegmenter.create("attentionunet", size + (3,), 4, filters=[8, 16, 24, 32], norm=None)
link = LinkNet((64, 64, 1), n_classes=1, norm="group")
fpn = FPN(input_shape=(64, 96, 3), n_classes=2)
for s in (unet, att, link, fpn):
    s.model.compile("adam", "sparse_categorical_crossentropy" if s.n_classes > 1 else "binary_crossentropy")
    print(s.model.name, s.model.output_shape)
train_gen = CarvanaSequence(4, size, 10, 4, augment=True)
unet.model.fit(train_gen, epochs=1)
xb, yb = train_gen[0]
mask = tf.argmax(unet.model(xb), axis=-1)[..., tf.newaxis]
