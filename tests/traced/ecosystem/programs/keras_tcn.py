"""keras-tcn, alone and in a model."""
from tcn import TCN, compiled_tcn, tcn_full_summary
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Dense

for return_sequences in (False, True):
    inputs = Input((20, 3))
    x = TCN(nb_filters=8, kernel_size=3, dilations=(1, 2), return_sequences=return_sequences)(inputs)
    Model(inputs, Dense(2)(x))
compiled_tcn(num_feat=1, num_classes=4, nb_filters=6, kernel_size=4, dilations=[1, 2, 4], nb_stacks=1, max_len=30,
             use_layer_norm=True, use_skip_connections=True)
compiled_tcn(3, 0, 6, 3, [1, 2], 2, 24, regression=True, use_batch_norm=True)
