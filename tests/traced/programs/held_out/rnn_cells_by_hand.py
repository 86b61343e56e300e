import keras
from keras import layers, ops
import numpy as np


class MinimalRNNCell(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer='uniform', name='kernel')
        self.recurrent_kernel = self.add_weight(shape=(self.units, self.units), initializer='uniform', name='recurrent_kernel')

    def call(self, inputs, states):
        prev = states[0]
        h = ops.matmul(inputs, self.kernel)
        output = h + ops.matmul(prev, self.recurrent_kernel)
        return output, [output]


x = keras.Input((None, 5))
y = layers.RNN(MinimalRNNCell(32))(x)
stacked = layers.RNN([MinimalRNNCell(32), MinimalRNNCell(64)], return_sequences=True, return_state=True)
seq, s1, s2 = stacked(x)
print(y.shape, seq.shape, s1.shape, s2.shape)
cells = layers.StackedRNNCells([layers.LSTMCell(16), layers.GRUCell(8)])
out = layers.RNN(cells, go_backwards=True)(x)
model = keras.Model(x, [y, seq, out])
a, b, c = model.predict(np.random.rand(6, 9, 5))
print(a.shape, b.shape, c.shape)
td = keras.Sequential([
    keras.Input((8, 10, 10, 3)),
    layers.TimeDistributed(layers.Conv2D(4, 3)),
    layers.TimeDistributed(layers.GlobalMaxPooling2D()),
    layers.GRU(6, return_sequences=True),
    layers.Conv1D(5, 2, dilation_rate=2),
])
print(td.output_shape, td(np.zeros((2, 8, 10, 10, 3))).shape)
