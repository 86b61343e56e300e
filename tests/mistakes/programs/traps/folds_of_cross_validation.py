import numpy as np
from sklearn.model_selection import KFold
from tensorflow import keras

X, y = np.random.rand(60, 7), np.random.rand(60)


def make():
    model = keras.Sequential([keras.layers.Dense(6, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse", metrics=["mae"])
    return model


scores = []
for train, test in KFold(n_splits=3, shuffle=True, random_state=2).split(X):
    model = make()
    model.fit(X[train], y[train], epochs=1, verbose=0)
    scores.append(model.evaluate(X[test], y[test], verbose=0)[1])
print(np.mean(scores))
