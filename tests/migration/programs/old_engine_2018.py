# params: 4*3+3
# output: (None, 3)
import numpy as np
from keras import initializers
from keras.engine import InputSpec
from keras.engine.base_layer import Layer
from keras.layers import Input
from keras.models import Model


class Affine(Layer):
    def __init__(self, units, **kwargs):
        super(Affine, self).__init__(**kwargs)
        self.units = units
        self.input_spec = InputSpec(min_ndim=2)

    def build(self, input_shape):
        self.kernel = self.add_weight(
            shape=(input_shape[-1], self.units), initializer=initializers.get("glorot_uniform"), name="kernel"
        )
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")
        self.built = True

    def call(self, inputs):
        from keras import backend as K

        return K.dot(inputs, self.kernel) + self.bias


inputs = Input((4,))
model = Model(inputs, Affine(3)(inputs))
model.compile("sgd", "mse")
model.fit(np.random.rand(4, 4), np.random.rand(4, 3), epochs=1, verbose=0)
