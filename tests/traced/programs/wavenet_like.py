from keras import Model
from keras import layers as L

FILTERS = 16
KERNEL = 2
STACKS = 2
DILATIONS = [2 ** i for i in range(5)]


def gated_unit(x, dilation):
    tanh_out = L.Conv1D(FILTERS, KERNEL, dilation_rate=dilation, padding="causal", activation="tanh")(x)
    sigm_out = L.Conv1D(FILTERS, KERNEL, dilation_rate=dilation, padding="causal", activation="sigmoid")(x)
    z = L.Multiply()([tanh_out, sigm_out])
    skip = L.Conv1D(FILTERS, 1)(z)
    res = L.Add()([skip, x])
    return res, skip


def build(seq_len=200, features=1, quantization=64):
    inp = L.Input(shape=(seq_len, features))
    x = L.Conv1D(FILTERS, KERNEL, padding="causal")(inp)
    skips = []
    for stack in range(STACKS):
        for d in DILATIONS:
            x, skip = gated_unit(x, d)
            skips.append(skip)
    out = L.Add()(skips)
    out = L.ReLU()(out)
    out = L.Conv1D(32, 1, activation="relu")(out)
    out = L.Conv1D(quantization, 1)(out)
    # keep only the last ten steps
    out = out[:, -10:, :]
    out = L.Softmax(axis=-1)(out)
    return Model(inp, out)


model = build()
model.summary()
longer = build(seq_len=None, quantization=32)
