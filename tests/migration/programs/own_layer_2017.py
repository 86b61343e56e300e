# params: 5*3 + 3*2+2
# output: (None, 2)
import numpy as np
from keras import backend as K
from keras.engine.topology import Layer
from keras.layers import Dense
from keras.models import Sequential


class MyLayer(Layer):
    def __init__(self, output_dim, **kwargs):
        self.output_dim = output_dim
        super(MyLayer, self).__init__(**kwargs)

    def build(self, input_shape):
        self.kernel = self.add_weight(
            name="kernel", shape=(input_shape[1], self.output_dim), initializer="uniform", trainable=True
        )
        super(MyLayer, self).build(input_shape)

    def call(self, x):
        return K.dot(x, self.kernel)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.output_dim)


model = Sequential()
model.add(MyLayer(3, input_shape=(5,)))
model.add(Dense(2, activation="softmax"))
model.compile("sgd", "sparse_categorical_crossentropy")
model.fit(np.random.rand(10, 5), np.random.randint(0, 2, 10), epochs=1, verbose=0)
