from tensorflow.keras.layers import Input, Conv1D, Add, Activation
from tensorflow.keras.models import Model

x = inp = Input((100, 16))
skips = []
for rate in (1, 2, 4):
    f = Conv1D(16, 2, dilation_rate=rate, padding="causal", activation="tanh")(x)
    skips.append(Conv1D(16, 1)(f))
    x = Add()([x, f])
out = Activation("relu")(Add()(skips))
model = Model(inp, out)
