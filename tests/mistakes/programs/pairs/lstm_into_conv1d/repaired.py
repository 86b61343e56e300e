from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([
    keras.Input((50, 6)),
    layers.Bidirectional(layers.LSTM(32, return_sequences=True)),
    layers.Conv1D(16, 5, activation="relu"),
    layers.GlobalMaxPooling1D(),
    layers.Dense(3, activation="softmax"),
])
