import numpy as np
import tensorflow as tf
from tensorflow import keras

n_steps = 24
n_features = 3
n_out = 4


def make_windows(series, steps, horizon):
    X, y = [], []
    for i in range(len(series) - steps - horizon):
        X.append(series[i : i + steps])
        y.append(series[i + steps : i + steps + horizon, 0])
    return np.array(X), np.array(y)


series = np.cumsum(np.random.randn(200, n_features), axis=0)
X, y = make_windows(series, n_steps, n_out)
split = int(len(X) * 0.8)
X_train, X_val = X[:split], X[split:]
y_train, y_val = y[:split], y[split:]

lstm = keras.models.Sequential()
lstm.add(keras.layers.LSTM(16, return_sequences=True, input_shape=(n_steps, n_features)))
lstm.add(keras.layers.LSTM(8))
lstm.add(keras.layers.Dense(n_out))
lstm.compile(loss="mse", optimizer="adam")

cnn_gru = keras.models.Sequential([
    keras.layers.InputLayer(shape=(n_steps, n_features)),
    keras.layers.Conv1D(filters=8, kernel_size=4, strides=2, padding="valid", activation="relu"),
    keras.layers.MaxPooling1D(2),
    keras.layers.GRU(8, return_sequences=True),
    keras.layers.Bidirectional(keras.layers.GRU(4, return_sequences=True)),
    keras.layers.TimeDistributed(keras.layers.Dense(6)),
    keras.layers.GlobalMaxPooling1D(),
    keras.layers.Dense(n_out),
])

rnn = keras.Sequential([
    keras.layers.SimpleRNN(12, return_sequences=True, input_shape=[None, n_features]),
    keras.layers.SimpleRNN(12),
    keras.layers.RepeatVector(n_out),
    keras.layers.SimpleRNN(6, return_sequences=True),
    keras.layers.TimeDistributed(keras.layers.Dense(1)),
])

models = {"lstm": lstm, "cnn_gru": cnn_gru}
for name, model in models.items():
    model.compile(loss=keras.losses.Huber(), optimizer="adam")
    model.fit(X_train, y_train, epochs=1, validation_data=(X_val, y_val))
    print(name, model.predict(X_val).shape)
