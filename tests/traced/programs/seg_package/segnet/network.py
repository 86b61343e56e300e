import keras
from keras.layers import BatchNormalization, Conv2D, MaxPooling2D, ReLU, UpSampling2D, Softmax

import segnet.settings as settings


class SegNet:
    def __init__(self, classes, filters=settings.FILTERS):
        self.classes = classes
        self.filters = filters

    def _encode(self, x):
        for f in self.filters:
            x = self._unit(x, f)
            x = MaxPooling2D(settings.POOL)(x)
        return x

    def _decode(self, x):
        for f in self.filters[::-1]:
            x = UpSampling2D(settings.POOL)(x)
            x = self._unit(x, f)
        return x

    @staticmethod
    def _unit(x, filters):
        x = Conv2D(filters, settings.KERNEL, padding="same")(x)
        return ReLU()(BatchNormalization()(x))

    def build(self, shape):
        inputs = keras.Input(shape)
        x = self._decode(self._encode(inputs))
        x = Conv2D(self.classes, 1)(x)
        return keras.Model(inputs, Softmax()(x))
