import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.layers import Layer, Conv1D, SpatialDropout1D, Activation, Lambda, Dense, BatchNormalization, add


class ResidualBlock(Layer):
    def __init__(self, dilation_rate, nb_filters, kernel_size, padding, activation="relu", dropout_rate=0.0,
                 use_batch_norm=False, **kwargs):
        self.dilation_rate = dilation_rate
        self.nb_filters = nb_filters
        self.kernel_size = kernel_size
        self.padding = padding
        self.activation = activation
        self.dropout_rate = dropout_rate
        self.use_batch_norm = use_batch_norm
        super(ResidualBlock, self).__init__(**kwargs)

    def build(self, input_shape):
        self.stack = []
        for k in range(2):
            self.stack.append(
                Conv1D(self.nb_filters, self.kernel_size, dilation_rate=self.dilation_rate, padding=self.padding,
                       name="conv1D_{}".format(k)))
            if self.use_batch_norm:
                self.stack.append(BatchNormalization())
            self.stack.append(Activation(self.activation))
            self.stack.append(SpatialDropout1D(rate=self.dropout_rate))
        if self.nb_filters != input_shape[-1]:
            self.matching = Conv1D(self.nb_filters, 1, padding="same", name="matching_conv1D")
        else:
            self.matching = Lambda(lambda x: x, name="matching_identity")
        super(ResidualBlock, self).build(input_shape)

    def call(self, inputs, training=None):
        x = inputs
        for layer in self.stack:
            x = layer(x)
        res = self.matching(inputs)
        return Activation(self.activation)(layers.add([res, x])), x


class TCN:
    def __init__(self, nb_filters=16, kernel_size=3, nb_stacks=1, dilations=None, return_sequences=False):
        self.nb_filters = nb_filters
        self.kernel_size = kernel_size
        self.nb_stacks = nb_stacks
        self.dilations = dilations or [1, 2, 4]
        self.return_sequences = return_sequences

    def __call__(self, inputs):
        x = inputs
        skip_connections = []
        for s in range(self.nb_stacks):
            for i, d in enumerate(self.dilations):
                x, skip_out = ResidualBlock(d, self.nb_filters, self.kernel_size, "causal", use_batch_norm=i == 0)(x)
                skip_connections.append(skip_out)
        x = add(skip_connections)
        if not self.return_sequences:
            x = Lambda(lambda tt: tt[:, -1, :])(x)
        return x


def compiled_tcn(num_feat, max_len, output_len=1, **kwargs):
    input_layer = keras.Input(shape=(max_len, num_feat))
    x = TCN(**kwargs)(input_layer)
    x = Dense(output_len)(x)
    return keras.Model(input_layer, x)


x_train = np.random.randn(10, 50, 3)
regression = compiled_tcn(x_train.shape[2], x_train.shape[1])
tagging = compiled_tcn(num_feat=5, max_len=None, output_len=9, return_sequences=True, nb_stacks=2, dilations=(1, 3))
