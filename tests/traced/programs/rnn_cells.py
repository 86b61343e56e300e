import keras
from keras import layers, ops


class MinimalRNNCell(keras.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer="uniform", name="kernel")
        self.recurrent_kernel = self.add_weight(
            shape=(self.units, self.units), initializer="uniform", name="recurrent_kernel"
        )

    def call(self, inputs, states):
        prev_output = states[0]
        h = ops.matmul(inputs, self.kernel)
        output = h + ops.matmul(prev_output, self.recurrent_kernel)
        return output, [output]


x = keras.Input((None, 5))
y = layers.RNN(MinimalRNNCell(32))(x)
cells = [MinimalRNNCell(32), MinimalRNNCell(24)]
stacked = layers.RNN(cells, return_sequences=True)(x)
lstm_cells = [layers.LSTMCell(units) for units in (8, 12, 6)]
multi = layers.RNN(layers.StackedRNNCells(lstm_cells))(x)

batched = keras.Input(batch_shape=(4, 10, 3))
stateful = layers.LSTM(7, stateful=True, return_sequences=True)(batched)
backwards = layers.GRU(5, go_backwards=True)(stateful)
both = layers.Bidirectional(layers.LSTM(6, return_sequences=True), merge_mode="sum")(batched)
with_state, forward_h, forward_c, backward_h, backward_c = layers.Bidirectional(
    layers.LSTM(6, return_sequences=True, return_state=True)
)(batched)
state_h = layers.Concatenate()([forward_h, backward_h])
state_c = layers.Concatenate()([forward_c, backward_c])
decoder_in = layers.Input(batch_shape=(4, 8, 9))
decoded = layers.LSTM(12, return_sequences=True)(decoder_in, initial_state=[state_h, state_c])
logits = layers.TimeDistributed(layers.Dense(20, activation="softmax"))(decoded)
gru_out, gru_state = layers.GRU(9, return_sequences=True, return_state=True)(decoder_in)

masked = keras.Sequential([
    layers.Masking(mask_value=0.0, input_shape=(12, 4)),
    layers.LSTM(8, return_sequences=True),
    layers.GRU(4),
    layers.Dense(1),
])
