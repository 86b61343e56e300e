"""Models behind an abstract base class and a registry."""
from abc import ABC, abstractmethod

import keras
from keras import layers

MODELS = {}


def register(name):
    def decorator(cls):
        MODELS[name] = cls
        return cls

    return decorator


class BaseModel(ABC):
    input_shape = (32, 32, 3)

    def __init__(self, num_classes=10, **options):
        self.num_classes = num_classes
        self.options = {"width": 8, "dropout": 0.0}
        self.options.update(options)
        self.model = None

    @abstractmethod
    def features(self, x):
        ...

    @property
    def width(self):
        return self.options["width"]

    def head(self, x):
        x = layers.GlobalAveragePooling2D()(x)
        if self.options["dropout"] > 0:
            x = layers.Dropout(self.options["dropout"])(x)
        return layers.Dense(self.num_classes, activation="softmax")(x)

    def build(self):
        inputs = keras.Input(shape=self.input_shape)
        self.model = keras.Model(inputs, self.head(self.features(inputs)), name=type(self).__name__)
        return self.model

    @classmethod
    def create(cls, *args, **kwargs):
        self = cls(*args, **kwargs)
        self.build()
        return self

    @staticmethod
    def conv(x, filters, k=3, **kwargs):
        kwargs.setdefault("padding", "same")
        return layers.Conv2D(filters, k, activation="relu", **kwargs)(x)


@register("vgg")
class VggLike(BaseModel):
    repeats = (1, 2)

    def features(self, x):
        for stage, n in enumerate(self.repeats):
            for _ in range(n):
                x = self.conv(x, self.width << stage)
            x = layers.MaxPooling2D()(x)
        return x


@register("strided")
class Strided(BaseModel):
    input_shape = (28, 28, 1)

    def features(self, x):
        x = self.conv(x, self.width, 5, strides=2)
        x = self.conv(x, self.width * 2, padding="valid")
        return x

    def head(self, x):
        x = layers.Conv2D(6, 1)(x)
        return super().head(x)


@register("deep_vgg")
class DeepVgg(VggLike):
    repeats = (1, 1, 2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, dropout=0.4, **kwargs)


def make(name, **kwargs):
    return MODELS[name](**kwargs).build()


vgg = make("vgg")
strided = make("strided", num_classes=3, width=6)
deep = DeepVgg.create(5)
print(sorted(MODELS), deep.model.output_shape)
