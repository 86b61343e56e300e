"""Small models as a textbook shows them, cell after cell."""
# %%
import numpy as np
import tensorflow as tf
from tensorflow import keras

# %% regression with the Functional API
(X_train_full, y_train_full), (X_test, y_test) = keras.datasets.boston_housing.load_data()
X_train, X_valid = X_train_full[:-50], X_train_full[-50:]
y_train, y_valid = y_train_full[:-50], y_train_full[-50:]

input_ = keras.layers.Input(shape=X_train.shape[1:])
hidden1 = keras.layers.Dense(30, activation="relu")(input_)
hidden2 = keras.layers.Dense(30, activation="relu")(hidden1)
concat = keras.layers.concatenate([input_, hidden2])
output = keras.layers.Dense(1)(concat)
model = keras.models.Model(inputs=[input_], outputs=[output])

# %% wide and deep, two inputs
input_A = keras.layers.Input(shape=[5], name="wide_input")
input_B = keras.layers.Input(shape=[6], name="deep_input")
hidden1 = keras.layers.Dense(30, activation="relu")(input_B)
hidden2 = keras.layers.Dense(30, activation="relu")(hidden1)
concat = keras.layers.concatenate([input_A, hidden2])
output = keras.layers.Dense(1, name="main_output")(concat)
aux_output = keras.layers.Dense(1, name="aux_output")(hidden2)
model = keras.models.Model(inputs=[input_A, input_B], outputs=[output, aux_output])
model.compile(loss=["mse", "mse"], loss_weights=[.9, .1], optimizer="sgd")
X_train_A, X_train_B = X_train[:, :5], X_train[:, 2:8]
history = model.fit([X_train_A, X_train_B], [y_train, y_train], epochs=1)


# %% the subclassing API
class WideAndDeepModel(keras.models.Model):
    def __init__(self, units=30, activation="relu", **kwargs):
        super().__init__(**kwargs)
        self.hidden1 = keras.layers.Dense(units, activation=activation)
        self.hidden2 = keras.layers.Dense(units, activation=activation)
        self.main_output = keras.layers.Dense(1)
        self.aux_output = keras.layers.Dense(1)

    def call(self, inputs):
        input_A, input_B = inputs
        hidden1 = self.hidden1(input_B)
        hidden2 = self.hidden2(hidden1)
        concat = keras.layers.concatenate([input_A, hidden2])
        main_output = self.main_output(concat)
        aux_output = self.aux_output(hidden2)
        return main_output, aux_output


model = WideAndDeepModel(12, activation="elu")
model.compile(loss="mse", optimizer="sgd")
y_pred_main, y_pred_aux = model((X_train_A[:4], X_train_B[:4]))


# %% a stack of the same layer
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.hidden = [keras.layers.Dense(n_neurons, activation="elu") for _ in range(n_layers)]

    def call(self, inputs):
        Z = inputs
        for layer in self.hidden:
            Z = layer(Z)
        return inputs + Z


class ResidualRegressor(keras.models.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.hidden1 = keras.layers.Dense(20, activation="elu")
        self.block1 = ResidualBlock(2, 20)
        self.block2 = ResidualBlock(2, 20)
        self.out = keras.layers.Dense(output_dim)

    def call(self, inputs):
        Z = self.hidden1(inputs)
        for _ in range(1 + 2):
            Z = self.block1(Z)
        Z = self.block2(Z)
        return self.out(Z)


regressor = ResidualRegressor(1)
regressor.compile(loss="mse", optimizer="nadam")
regressor.fit(X_train, y_train, epochs=1)

# %% partial for the default conv layer
from functools import partial

DefaultConv2D = partial(keras.layers.Conv2D, kernel_size=3, activation="relu", padding="SAME")
fashion = keras.models.Sequential([
    DefaultConv2D(filters=8, kernel_size=7, input_shape=[28, 28, 1]),
    keras.layers.MaxPooling2D(pool_size=2),
    DefaultConv2D(filters=16),
    DefaultConv2D(filters=16),
    keras.layers.MaxPooling2D(pool_size=2),
    keras.layers.Flatten(),
    keras.layers.Dense(units=24, activation="relu"),
    keras.layers.Dropout(0.5),
    keras.layers.Dense(units=10, activation="softmax"),
])

# %% char-RNN
text = "to be or not to be that is the question"
tokens = sorted(set(text))
max_id = len(tokens)
charnn = keras.models.Sequential([
    keras.layers.GRU(16, return_sequences=True, input_shape=[None, max_id], dropout=0.2),
    keras.layers.GRU(16, return_sequences=True),
    keras.layers.TimeDistributed(keras.layers.Dense(max_id, activation="softmax")),
])
encoded = np.array([tokens.index(c) for c in text])
one_hot = tf.one_hot(encoded[np.newaxis, :10], max_id)
proba = charnn(one_hot)
