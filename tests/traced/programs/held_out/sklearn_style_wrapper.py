"""A Keras net that looks like an estimator of scikit-learn."""
import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.datasets import make_moons
from sklearn.model_selection import cross_val_score
from tensorflow import keras


class NetClassifier(BaseEstimator, ClassifierMixin):
    def __init__(self, hidden=(16,), epochs=3, lr=0.01, verbose=0):
        self.hidden = hidden
        self.epochs = epochs
        self.lr = lr
        self.verbose = verbose

    def _build(self, n_features, n_classes):
        inputs = keras.Input((n_features,))
        x = inputs
        for units in self.hidden:
            x = keras.layers.Dense(units, activation="relu")(x)
        units, act, loss = (1, "sigmoid", "binary_crossentropy") if n_classes == 2 else (n_classes, "softmax", "sparse_categorical_crossentropy")
        outputs = keras.layers.Dense(units, activation=act)(x)
        net = keras.Model(inputs, outputs)
        net.compile(keras.optimizers.Adam(self.lr), loss)
        return net

    def fit(self, X, y):
        self.classes_ = np.unique(y)
        self.net_ = self._build(X.shape[1], len(self.classes_))
        self.net_.fit(X, y, epochs=self.epochs, verbose=self.verbose)
        return self

    def predict_proba(self, X):
        p = self.net_.predict(X, verbose=0)
        return np.hstack([1 - p, p]) if p.shape[1] == 1 else p

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]


X, y = make_moons(200, noise=.2, random_state=0)
clf = NetClassifier(hidden=(32, 16)).fit(X, y)
print(clf.predict_proba(X[:5]).shape, clf.predict(X[:5]))
print(cross_val_score(NetClassifier(epochs=1), X, y, cv=3).mean())
three = NetClassifier().fit(np.random.rand(90, 7), np.arange(90) % 3)
print(three.net_.output_shape)
