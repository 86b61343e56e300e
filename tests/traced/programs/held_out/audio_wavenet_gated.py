import keras
from keras.layers import Activation, Add, Conv1D, Input, Lambda, Multiply, Concatenate
import numpy as np

RECEPTIVE, CLASSES, FILTERS = 128, 64, 16


def gated(x, dilation, skip=32):
    t = Conv1D(FILTERS, 2, dilation_rate=dilation, padding="causal", activation="tanh")(x)
    s = Conv1D(FILTERS, 2, dilation_rate=dilation, padding="causal", activation="sigmoid")(x)
    z = Multiply()([t, s])
    return Add()([Conv1D(FILTERS, 1)(z), x]), Conv1D(skip, 1)(z)


inputs = Input((RECEPTIVE, CLASSES))
x = Conv1D(FILTERS, 2, padding="causal")(inputs)
skips = []
for stack in range(2):
    for i in range(5):
        x, s = gated(x, 2**i)
        skips.append(s)
out = Activation("relu")(Add()(skips))
out = Conv1D(32, 1, activation="relu")(out)
out = Conv1D(CLASSES, 1)(out)
out = Lambda(lambda t: t[:, -1, :], output_shape=lambda s: (s[0], s[-1]))(out)
net = keras.Model(inputs, Activation("softmax")(out))
net.compile("adam", "categorical_crossentropy")


def mu_law(signal, mu=CLASSES - 1):
    y = np.sign(signal) * np.log1p(mu * np.abs(signal)) / np.log1p(mu)
    return ((y + 1) / 2 * mu + .5).astype(int)


wave = np.sin(np.linspace(0, 300, 2000))
ids = mu_law(wave)
onehot = np.eye(CLASSES, dtype="uint8")[ids]
starts = np.random.randint(0, len(ids) - RECEPTIVE - 1, 50)
X = np.stack([onehot[s:s + RECEPTIVE] for s in starts])
Y = onehot[starts + RECEPTIVE]
net.fit(X, Y, epochs=1)
sample = onehot[:RECEPTIVE]
for _ in range(3):
    p = net.predict(sample[None].astype("float32"), verbose=0)[0]
    nxt = np.eye(CLASSES)[int(p.argmax())]
    sample = np.vstack([sample[1:], nxt])
print(X.shape, Y.shape, sample.shape)
