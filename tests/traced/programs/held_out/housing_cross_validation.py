"""k-fold cross validation of a small regression network on house prices."""
from dataclasses import dataclass, field

import numpy as np
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler
from tensorflow import keras


@dataclass
class Settings:
    widths: list = field(default_factory=lambda: [64, 32])
    dropout: float = 0.1
    lr: float = 1e-3
    epochs: int = 20
    folds: int = 5


def make_network(n_features, s):
    net = keras.Sequential(name="prices")
    net.add(keras.layers.InputLayer(shape=(n_features,)))
    for width in s.widths:
        net.add(keras.layers.Dense(width, activation="elu", kernel_initializer="he_normal"))
        if s.dropout:
            net.add(keras.layers.Dropout(s.dropout))
    net.add(keras.layers.Dense(1, name="price"))
    net.compile(optimizer=keras.optimizers.Adam(s.lr), loss="mae", metrics=["mse", "mae"])
    return net


def run_fold(s, x, y, train, held):
    scaler = StandardScaler().fit(x[train])
    x_train, x_held = scaler.transform(x[train]), scaler.transform(x[held])
    net = make_network(x_train.shape[1], s)
    stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
    net.fit(x_train, y[train], epochs=s.epochs, validation_data=(x_held, y[held]), callbacks=[stop], verbose=0)
    scores = net.evaluate(x_held, y[held], verbose=0)
    guesses = net.predict(x_held, verbose=0).squeeze(-1)
    return scores[2], guesses


def main():
    s = Settings()
    (x_a, y_a), (x_b, y_b) = keras.datasets.california_housing.load_data()
    x = np.vstack([x_a, x_b])[:3000]
    y = np.hstack([y_a, y_b])[:3000]
    out_of_fold = np.zeros_like(y)
    errors = []
    for number, (train, held) in enumerate(KFold(s.folds, shuffle=True, random_state=0).split(x)):
        error, guesses = run_fold(s, x, y, train, held)
        out_of_fold[held] = guesses
        errors.append(error)
        print(f"fold {number}: {error:.2f}")
    print("mean", np.mean(errors), "+-", np.std(errors))

    final = make_network(x.shape[-1], Settings(widths=[128, 64, 32], dropout=0))
    final.fit(x, y, epochs=s.epochs, batch_size=128)
    weights, bias = final.get_layer("price").get_weights()
    print(weights.shape, bias.shape)
    return out_of_fold


if __name__ == "__main__":
    main()
