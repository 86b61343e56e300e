import tensorflow.keras as tfk
import tensorflow.keras.layers as tfkl
import numpy as np

seed = 11
tfk.utils.set_random_seed(seed)
length = 256
n = 400
t = np.linspace(0, 1, length)
freqs = np.random.uniform(1, 12, n)
clean = np.sin(2 * np.pi * freqs[:, None] * t[None, :])
noisy = clean + np.random.normal(0, .5, clean.shape)
clean, noisy = clean[..., None], noisy[..., None]


def down(x, f, k=9, name='d'):
    x = tfkl.Conv1D(f, k, padding='same', name=name + '_conv')(x)
    x = tfkl.BatchNormalization(name=name + '_bn')(x)
    x = tfkl.PReLU(shared_axes=[1], name=name + '_act')(x)
    return tfkl.AveragePooling1D(2, name=name + '_pool')(x), x


def up(x, skip, f, k=9, name='u'):
    x = tfkl.UpSampling1D(name=name + '_up')(x)
    x = tfkl.Concatenate(name=name + '_cat')([x, skip])
    return tfkl.Conv1D(f, k, padding='same', activation='relu', name=name + '_conv')(x)


def build_unet1d(input_shape, filters=(8, 16, 32)):
    inp = tfkl.Input(shape=input_shape, name='wave')
    x = inp
    skips = []
    for i, f in enumerate(filters):
        x, s = down(x, f, name=f'd{i}')
        skips.append(s)
    x = tfkl.Conv1D(filters[-1] * 2, 3, padding='same', activation='relu', name='bottom')(x)
    for i, (f, s) in enumerate(zip(filters[::-1], skips[::-1])):
        x = up(x, s, f, name=f'u{i}')
    out = tfkl.Conv1D(1, 1, name='out')(x)
    return tfk.Model(inp, out, name='unet1d')


model = build_unet1d((length, 1))
model.compile(loss=tfk.losses.MeanSquaredError(), optimizer=tfk.optimizers.Adam(1e-3))
model.fit(noisy, clean, batch_size=32, epochs=2, validation_split=.2)
restored = model.predict(noisy[:10])
snr = lambda a, b: 10 * np.log10((a ** 2).mean((1, 2)) / ((a - b) ** 2).mean((1, 2)))
print(snr(clean[:10], restored).mean(), restored.shape)

bottom = tfk.Model(model.input, model.get_layer('bottom').output)
features = bottom(noisy[:32])
pooled = tfkl.GlobalMaxPooling1D()(features)
regressor = tfk.Sequential([tfkl.Dense(16, 'relu'), tfkl.Dense(1)])
regressor.compile('adam', 'mse')
regressor.fit(pooled.numpy(), freqs[:32], epochs=1)
print(pooled.shape, regressor.predict(pooled.numpy()).shape)
