"""Clouds of points made with numpy alone: labels stacked, shuffled, split, one-hot by eye."""
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

np.random.seed(1)
centers = np.array([[0.0, 0.0, 1.0, 2.0], [3.0, 3.0, 1.0, 0.0], [0.0, 4.0, 2.0, 1.0]])
clouds = [center + np.random.randn(120, 4) for center in centers]
X = np.vstack(clouds).astype("float32")
y = np.concatenate([np.full(120, k) for k in range(len(centers))])
order = np.random.permutation(len(X))
X, y = X[order], y[order]
Y = np.eye(len(centers))[y]

cut = int(0.8 * X.shape[0])
X_train, X_test = X[:cut], X[cut:]
Y_train, Y_test = Y[:cut], Y[cut:]
mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)
X_train, X_test = (X_train - mu) / sigma, (X_test - mu) / sigma
squares = np.hstack([X_train, X_train ** 2, np.ones((len(X_train), 1))])

model = keras.Sequential()
model.add(layers.Dense(16, input_dim=X_train.shape[1], activation="tanh"))
model.add(layers.Dense(8, activation="tanh"))
model.add(layers.Dense(Y_train.shape[1], activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X_train, Y_train, epochs=2, validation_data=(X_test, Y_test))
predicted = np.argmax(model.predict(X_test), axis=1)

wide = keras.Sequential([keras.Input(shape=squares[0].shape), layers.Dense(6), layers.Dense(len(centers))])
wide.compile(loss=keras.losses.CategoricalCrossentropy(from_logits=True))
wide.fit(squares, Y_train)

near = X_train[X_train[:, 0] > 0]
pairs = np.concatenate([near, near[::-1]], axis=1)
siamese = keras.Sequential([layers.Dense(5, activation="relu"), layers.Dense(1)])
siamese.compile("sgd", "mse")
siamese.fit(pairs, np.ones((len(pairs), 1)))
