import os
import numpy as np
import keras
from keras.callbacks import Callback

SNAPSHOTS = 3
rng = np.random.default_rng(7)
X = rng.normal(size=(300, 2))
y = (X[:, 0] * X[:, 1] > 0).astype(int) + (np.hypot(*X.T) > 1.5).astype(int)
Y = keras.utils.to_categorical(y)
print(X.shape, Y.shape)


class SnapshotEnsemble(Callback):
    def __init__(self, n_epochs, n_cycles, lrate_max):
        super().__init__()
        self.epochs, self.cycles, self.lr_max = n_epochs, n_cycles, lrate_max
        self.weights = []

    def on_epoch_end(self, epoch, logs=None):
        per_cycle = self.epochs // self.cycles
        if epoch != 0 and (epoch + 1) % per_cycle == 0:
            self.weights.append(self.model.get_weights())


def member(width):
    m = keras.models.Sequential([
        keras.layers.Input(shape=(2,)),
        keras.layers.Dense(width, activation="relu", kernel_initializer="he_uniform"),
        keras.layers.Dense(width // 2, activation="relu"),
        keras.layers.Dense(Y.shape[1], activation="softmax"),
    ])
    m.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.SGD(momentum=.9), metrics=["accuracy"])
    return m


ca = SnapshotEnsemble(6, SNAPSHOTS, .01)
model = member(24)
model.fit(X, Y, epochs=6, verbose=0, callbacks=[ca])
members = [member(w) for w in range(16, 40, 8)]
for m in members:
    m.fit(X, Y, epochs=1, verbose=0)


def ensemble_predictions(members, testX):
    yhats = [m.predict(testX, verbose=0) for m in members]
    yhats = np.array(yhats)
    summed = np.sum(yhats, axis=0)
    return np.argmax(summed, axis=1)


print(ensemble_predictions(members, X[:50]).shape)
for i, m in enumerate(members):
    m._name = "ensemble_%d" % i
inputs = [keras.Input((2,)) for _ in members]
merged = keras.layers.concatenate([m(t) for m, t in zip(members, inputs)])
stacked = keras.Model(inputs, keras.layers.Dense(Y.shape[1], activation="softmax")(keras.layers.Dense(10)(merged)))
print(merged.shape, stacked.predict([X[:4]] * len(inputs)).shape)
