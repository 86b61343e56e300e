"""Reconstruction error of a window of sensor readings tells of faults."""
import numpy as np
from sklearn.preprocessing import MinMaxScaler
from tensorflow import keras as K

SENSORS, STEPS = 5, 30
THRESHOLD_QUANTILE = .99


def simulate(n, broken=False, seed=0):
    rng = np.random.default_rng(seed)
    t = np.linspace(0, n / 20, n)
    base = np.stack([np.sin(t * (k + 1)) for k in range(SENSORS)], axis=-1)
    if broken:
        base[n // 2:, 2] *= 3
    return base + rng.normal(scale=.05, size=base.shape)


def to_windows(series, steps=STEPS, stride=1):
    return np.stack([series[i:i + steps] for i in range(0, len(series) - steps + 1, stride)])


scaler = MinMaxScaler()
healthy = scaler.fit_transform(simulate(700))
X = to_windows(healthy)
assert X.shape == (671, STEPS, SENSORS)

model = K.models.Sequential([
    K.layers.LSTM(32, activation="tanh", return_sequences=True, input_shape=(STEPS, SENSORS)),
    K.layers.LSTM(8, return_sequences=False, name="code"),
    K.layers.RepeatVector(STEPS),
    K.layers.LSTM(8, return_sequences=True),
    K.layers.LSTM(32, return_sequences=True),
    K.layers.TimeDistributed(K.layers.Dense(SENSORS)),
])
model.compile(optimizer="adam", loss="mae")
model.fit(X, X, epochs=3, batch_size=64, validation_split=.1,
          callbacks=[K.callbacks.EarlyStopping(monitor="val_loss", patience=5, mode="min")])


def reconstruction_error(windows):
    return np.abs(model.predict(windows, verbose=0) - windows).mean(axis=(1, 2))


limit = np.quantile(reconstruction_error(X), THRESHOLD_QUANTILE)
faulty = to_windows(scaler.transform(simulate(400, broken=True, seed=1)), stride=5)
error = reconstruction_error(faulty)
alarms = np.where(error > limit)[0]
print(len(faulty), len(alarms), limit)

# per sensor
per_sensor = np.abs(model.predict(faulty) - faulty).mean(axis=1)
worst = per_sensor.argmax(axis=1)
print(per_sensor.shape, np.bincount(worst, minlength=SENSORS))
encoder = K.Model(inputs=model.inputs, outputs=model.get_layer("code").output)
print(encoder.predict(faulty).shape)
