import numpy as np
from keras.models import Sequential
from keras.layers import Dense, LSTM, Input
from keras.utils import Sequence

tsteps, lahead, batch_size, epochs = 2, 1, 1, 2


def gen_cosine_amp(amp=100, period=1000, x0=0, xn=500, step=1, k=0.0001):
    cos = np.zeros(((xn - x0) * step, 1, 1))
    for i in range(len(cos)):
        idx = x0 + i * step
        cos[i, 0, 0] = amp * np.cos(2 * np.pi * idx / period)
        cos[i, 0, 0] = cos[i, 0, 0] * np.exp(-k * idx)
    return cos


cos = gen_cosine_amp()
expected = np.zeros((len(cos), 1))
for i in range(len(cos) - lahead):
    expected[i, 0] = np.mean(cos[i + 1:i + lahead + 1])
windows = np.concatenate([np.roll(cos, -i, axis=0) for i in range(tsteps)], axis=1)
print(cos.shape, expected.shape, windows.shape)

model = Sequential()
model.add(Input(batch_shape=(batch_size, tsteps, 1)))
model.add(LSTM(50, return_sequences=True, stateful=True))
model.add(LSTM(50, return_sequences=False, stateful=True))
model.add(Dense(1))
model.compile(loss="mse", optimizer="rmsprop")
for i in range(epochs):
    model.fit(windows, expected, batch_size=batch_size, epochs=1, verbose=0, shuffle=False)
    for layer in model.layers:
        if hasattr(layer, "reset_states"):
            layer.reset_states()
free = Sequential([Input((tsteps, 1)), LSTM(50, return_sequences=True), LSTM(50), Dense(1)])
free.set_weights([w for w in model.get_weights() if w.shape != (1, 50)])
predicted = free.predict(windows)
print(predicted.shape, model.output_shape, free.output_shape)
