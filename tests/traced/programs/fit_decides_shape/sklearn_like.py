"""The two things that this example needs of scikit-learn."""
import numpy as np


def train_test_split(*arrays, test_size=0.25, random_state=None):
    rng = np.random.RandomState(random_state)
    n = len(arrays[0])
    order = rng.permutation(n)
    n_test = int(np.ceil(n * test_size))
    out = []
    for array in arrays:
        out.append(array[order[n_test:]])
        out.append(array[order[:n_test]])
    return out


class StandardScaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = X.std(axis=0)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_

    def fit_transform(self, X):
        return self.fit(X).transform(X)
