# expect: SL422
import keras
import numpy as np
from keras import layers, ops


class GroupMean(layers.Layer):
    def __init__(self, groups, **kwargs):
        super().__init__(**kwargs)
        self.groups = groups
        self.dense = layers.Dense(groups * 4)

    def call(self, inputs):
        x = self.dense(inputs)
        x = x.reshape((-1, self.groups, 4))  # blame
        return ops.mean(x, axis=-1)


inputs = keras.Input(shape=(6,))
model = keras.Model(inputs, layers.Dense(2)(GroupMean(3)(inputs)))
print(model.predict(np.zeros((2, 6)), verbose=0).shape)
