import keras

__all__ = ["TopDown"]


class TopDown(keras.layers.Layer):
    """Adds an upsampled deep map to a shallow one."""

    def __init__(self, channels, **kwargs):
        super().__init__(**kwargs)
        self.lateral = keras.layers.Conv2D(channels, 1)
        self.reduce = keras.layers.Conv2D(channels, 1)
        self.up = keras.layers.UpSampling2D()

    def call(self, inputs):
        deep, shallow = inputs
        return self.lateral(shallow) + self.up(self.reduce(deep))
