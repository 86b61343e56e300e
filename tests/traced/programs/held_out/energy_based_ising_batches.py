import numpy as np
import keras
from keras.layers import Conv2D, Dense, Flatten, Input, Layer
from keras import ops


class Periodic(Layer):
    """Wraps a picture around its edges."""

    def __init__(self, size=1, **kwargs):
        super().__init__(**kwargs)
        self.size = size

    def call(self, x):
        n = self.size
        x = ops.concatenate([x[:, -n:], x, x[:, :n]], axis=1)
        return ops.concatenate([x[:, :, -n:], x, x[:, :, :n]], axis=2)


def lattice(n, size, beta, sweeps=2):
    s = np.random.choice([-1, 1], (n, size, size))
    for _ in range(sweeps):
        for parity in (0, 1):
            neighbours = sum(np.roll(s, d, a) for d in (1, -1) for a in (1, 2))
            flip = np.random.rand(*s.shape) < np.exp(-2 * beta * s * neighbours)
            mask = (np.indices(s.shape[1:]).sum(0) % 2 == parity)[None]
            s = np.where(flip & mask, -s, s)
    return s


size = 16
betas = np.linspace(.2, .8, 4)
X = np.concatenate([lattice(50, size, b) for b in betas])[..., None].astype('float32')
y = np.repeat(betas > .44, 50).astype(int)

inputs = Input((size, size, 1))
x = inputs
for i in range(3):
    x = Periodic()(x)
    x = Conv2D(8 * 2 ** i, 3, activation='relu', strides=1 if i == 0 else 2)(x)
x = Flatten()(x)
phase = Dense(1, activation='sigmoid')(x)
model = keras.Model(inputs, phase)
model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
model.fit(X, y, epochs=1, validation_split=.1)
m = np.abs(X.mean(axis=(1, 2, 3)))
p = model.predict(X)[:, 0].reshape(len(betas), -1).mean(1)
print(m.shape, p.shape, [l.output.shape for l in model.layers if isinstance(l, Periodic)])
wide = Periodic(3)(Input((10, 12, 2)))
print(wide.shape)
