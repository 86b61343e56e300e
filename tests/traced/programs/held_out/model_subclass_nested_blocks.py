import keras
import numpy as np
from keras import layers


class ConvUnit(layers.Layer):
    def __init__(self, filters, kernel=3, stride=1, activation="relu", **kwargs):
        super().__init__(**kwargs)
        self.conv = layers.Conv2D(filters, kernel, strides=stride, padding="same", use_bias=False)
        self.norm = layers.BatchNormalization()
        self.act = layers.Activation(activation) if activation else (lambda x: x)

    def call(self, x, training=None):
        return self.act(self.norm(self.conv(x), training=training))


class Bottleneck(layers.Layer):
    expansion = 4

    def __init__(self, planes, stride=1):
        super().__init__()
        self.body = [ConvUnit(planes, 1), ConvUnit(planes, 3, stride), ConvUnit(planes * self.expansion, 1, activation=None)]
        self.planes, self.stride = planes, stride

    def build(self, shape):
        out = self.planes * self.expansion
        if shape[-1] != out or self.stride != 1:
            self.short = ConvUnit(out, 1, self.stride, activation=None)
        else:
            self.short = layers.Identity()

    def call(self, x, training=None):
        y = x
        for part in self.body:
            y = part(y, training=training)
        return keras.ops.relu(y + self.short(x))


class ResNet(keras.Model):
    def __init__(self, block, counts, classes):
        super().__init__(name=f"resnet{sum(counts) * 3 + 2}")
        self.stem = keras.Sequential([ConvUnit(32, 7, 2), layers.MaxPooling2D(3, 2, "same")])
        self.stages = [self.stage(block, 32 * 2**i, n, 1 if i == 0 else 2) for i, n in enumerate(counts)]
        self.pool = layers.GlobalAveragePooling2D()
        self.fc = layers.Dense(classes)

    @staticmethod
    def stage(block, planes, count, stride):
        return keras.Sequential([block(planes, s) for s in [stride] + [1] * (count - 1)])

    def call(self, x, training=None):
        x = self.stem(x, training=training)
        features = []
        for stage in self.stages:
            x = stage(x, training=training)
            features.append(x)
        return {"logits": self.fc(self.pool(x)), "last": features[-1]}


net = ResNet(Bottleneck, [2, 2, 1], classes=9)
out = net(np.zeros((2, 96, 96, 3), "float32"))
print({k: v.shape for k, v in out.items()})
i = keras.Input((64, 64, 3))
wrapped = keras.Model(i, net(i)["logits"])
print(wrapped.output_shape)
