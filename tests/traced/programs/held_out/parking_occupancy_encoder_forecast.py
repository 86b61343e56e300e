import numpy as np
import keras


def make_windows(values, past, future, stride=1):
    xs, ys = [], []
    for start in range(0, len(values) - past - future + 1, stride):
        xs.append(values[start:start + past])
        ys.append(values[start + past:start + past + future, :1])
    return np.asarray(xs, "float32"), np.asarray(ys, "float32")


hours = np.arange(24 * 40)
occupancy = 50 + 30 * np.sin(hours * 2 * np.pi / 24) + np.random.randn(len(hours))
weekend = ((hours // 24) % 7 >= 5).astype(float)
series = np.column_stack([occupancy, np.sin(hours * 2 * np.pi / 24), np.cos(hours * 2 * np.pi / 24), weekend])
series[:, 0] = (series[:, 0] - series[:, 0].mean()) / series[:, 0].std()
PAST, FUTURE = 72, 12
X, Y = make_windows(series, PAST, FUTURE, stride=2)
print(X.shape, Y.shape)

inp = keras.Input(X.shape[1:])
h = keras.layers.Conv1D(24, 5, padding="causal", activation="relu")(inp)
h = keras.layers.MaxPooling1D(2)(h)
state = keras.layers.GRU(32)(h)
rep = keras.layers.RepeatVector(FUTURE)(state)
dec = keras.layers.GRU(32, return_sequences=True)(rep)
out = keras.layers.TimeDistributed(keras.layers.Dense(1))(dec)
net = keras.Model(inp, out)
net.compile("adam", "mse")
cut = int(len(X) * .8)
net.fit(X[:cut], Y[:cut], validation_data=(X[cut:], Y[cut:]), epochs=1, verbose=2)
P = net.predict(X[cut:])
print(P.shape, np.sqrt(((P - Y[cut:]) ** 2).mean(axis=(0, 2))))
quantiles = [.1, .5, .9]


def pinball(q):
    def loss(t, p):
        e = t - p
        return keras.ops.mean(keras.ops.maximum(q * e, (q - 1) * e))
    return loss


heads = [keras.layers.Dense(FUTURE, name=f"q{int(q * 100)}")(state) for q in quantiles]
qnet = keras.Model(inp, heads)
qnet.compile("adam", loss=[pinball(q) for q in quantiles])
qnet.fit(X[:cut], [Y[:cut, :, 0]] * 3, epochs=1)
low, mid, high = qnet.predict(X[cut:])
print((low <= high).mean(), np.stack([low, mid, high], axis=-1).shape)
