import numpy as np
from keras.layers import Dense, Dropout, LSTM, RepeatVector, TimeDistributed
from keras.models import Sequential
from keras import layers
import keras

TIME_STEPS = 30


def create_sequences(values, time_steps=TIME_STEPS):
    output = []
    for i in range(len(values) - time_steps + 1):
        output.append(values[i : (i + time_steps)])
    return np.stack(output)


values = np.sin(np.linspace(0, 20, 200)).reshape(-1, 1)
X_train = create_sequences(values)
print("Training input shape: ", X_train.shape)

model = Sequential()
model.add(LSTM(16, input_shape=(X_train.shape[1], X_train.shape[2])))
model.add(Dropout(rate=0.2))
model.add(RepeatVector(X_train.shape[1]))
model.add(LSTM(16, return_sequences=True))
model.add(Dropout(rate=0.2))
model.add(TimeDistributed(Dense(X_train.shape[2])))
model.compile(optimizer="adam", loss="mae")

conv = keras.Sequential(
    [
        layers.Input(shape=(X_train.shape[1], X_train.shape[2])),
        layers.Conv1D(filters=8, kernel_size=7, padding="same", strides=2, activation="relu"),
        layers.Dropout(rate=0.2),
        layers.Conv1D(filters=4, kernel_size=7, padding="same", strides=2, activation="relu"),
        layers.Conv1DTranspose(filters=4, kernel_size=7, padding="same", strides=2, activation="relu"),
        layers.Dropout(rate=0.2),
        layers.Conv1DTranspose(filters=8, kernel_size=7, padding="same", strides=2, activation="relu"),
        layers.Conv1DTranspose(filters=1, kernel_size=7, padding="same"),
    ]
)
conv.compile(optimizer=keras.optimizers.Adam(learning_rate=0.001), loss="mse")
X_cropped = X_train[:, 1:-1, :]
timesteps, features = X_cropped.shape[1:]
inputs = keras.Input(shape=(timesteps, features))
encoded = LSTM(4)(inputs)
decoded = RepeatVector(timesteps)(encoded)
decoded = LSTM(features, return_sequences=True)(decoded)
sequence_autoencoder = keras.Model(inputs, decoded)
sequence_autoencoder.compile("adam", "mse")
sequence_autoencoder.fit(X_cropped, X_cropped)
