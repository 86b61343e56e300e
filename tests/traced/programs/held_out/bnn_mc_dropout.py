# How sure is the network? Dropout left on while predicting.
import numpy as np
from keras import Model
from keras.layers import Input, Dense, Dropout, Conv1D, Flatten, Reshape

N, D = 500, 24
x = np.random.randn(N, D)
w = np.random.randn(D)
y = np.sin(x @ w) + .1 * np.random.randn(N)


class MCDropout(Dropout):
    def call(self, inputs, training=None):
        return super().call(inputs, training=True)


def net(p=.3, conv=False):
    i = Input((D,))
    h = i
    if conv:
        h = Reshape((D, 1))(h)
        h = Conv1D(8, 5, strides=2, activation='relu')(h)
        h = MCDropout(p)(h)
        h = Flatten()(h)
    for units in [64] * 2:
        h = Dense(units, activation='relu')(h)
        h = MCDropout(p)(h)
    mean = Dense(1, name='mean')(h)
    logvar = Dense(1, name='logvar')(h)
    return Model(i, [mean, logvar])


plain, conv = net(), net(p=.1, conv=True)
for m in (plain, conv):
    m.compile('adam', loss={'mean': 'mse', 'logvar': 'mae'})
    m.fit(x, {'mean': y, 'logvar': np.zeros(N)}, epochs=2, batch_size=50, verbose=0)

T = 20
draws = np.stack([plain.predict(x[:40], verbose=0)[0] for _ in range(T)])
mu, sigma = draws.mean(0), draws.std(0)
print(draws.shape, mu.shape, float(sigma.mean()))
mean, logvar = conv.predict(x[:5])
interval = np.concatenate([mean - 2 * np.exp(logvar / 2), mean + 2 * np.exp(logvar / 2)], axis=1)
print(interval.shape)
single = Model(conv.input, conv.get_layer('mean').output)
print(np.squeeze(single.predict(x[:9])).shape)
