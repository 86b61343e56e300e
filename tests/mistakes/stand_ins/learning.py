"""As much of scikit-learn as the programs use: splits, scalers, encoders and data sets of the real shapes."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np


def train_test_split(*arrays: Any, test_size: float | int | None = None, **_kwargs: Any) -> list[Any]:
    count = len(arrays[0])
    share = 0.25 if test_size is None else test_size
    tested = int(np.ceil(count * share)) if isinstance(share, float) else share
    order = np.random.default_rng(0).permutation(count)
    parts: list[Any] = []
    for each in arrays:
        array = np.asarray(each)
        parts += [array[order[tested:]], array[order[:tested]]]
    return parts


class KFold:
    def __init__(self, n_splits: int = 5, **_kwargs: Any) -> None:
        self.n_splits = n_splits

    def split(self, x: Any, _y: Any = None) -> Iterator[tuple[Any, Any]]:
        places = np.arange(len(x))
        for part in np.array_split(places, self.n_splits):
            yield np.setdiff1d(places, part), part


class Scaler:
    """Leaves an array as it is, in two dimensions as the real ones want it."""

    def __init__(self, **_kwargs: Any) -> None:
        return

    def fit(self, x: Any, _y: Any = None) -> Scaler:
        self.transform(x)
        return self

    def transform(self, x: Any) -> Any:
        array = np.asarray(x, dtype="float64")
        if array.ndim != 2:
            raise ValueError(f"Expected 2D array, got {array.ndim}D array instead")
        return array

    def fit_transform(self, x: Any, _y: Any = None) -> Any:
        return self.transform(x)

    inverse_transform = transform


class LabelEncoder:
    def fit(self, y: Any) -> LabelEncoder:
        self.classes_ = np.unique(np.asarray(y))
        return self

    def transform(self, y: Any) -> Any:
        return np.searchsorted(self.classes_, np.asarray(y))

    def fit_transform(self, y: Any) -> Any:
        return self.fit(y).transform(y)


class LabelBinarizer(LabelEncoder):
    def transform(self, y: Any) -> Any:
        rows = np.eye(len(self.classes_), dtype="int64")[super().transform(y)]
        return rows[:, 1:] if len(self.classes_) == 2 else rows


class OneHotEncoder(LabelEncoder):
    """Of one column."""

    def __init__(self, **_kwargs: Any) -> None:
        return

    def transform(self, y: Any) -> Any:
        column = np.asarray(y)
        if column.ndim != 2 or column.shape[1] != 1:
            raise ValueError("Expected one column")
        return np.eye(len(self.classes_))[super().transform(column[:, 0])]


def bunch(rows: int, columns: tuple[int, ...], classes: int) -> Any:
    def load(return_X_y: bool = False, **_kwargs: Any) -> Any:  # noqa: N803
        data = np.random.default_rng(0).random((rows, int(np.prod(columns))))
        target: Any = np.arange(rows) % classes
        if return_X_y:
            return data, target
        return SimpleNamespace(data=data, target=target, images=data.reshape(rows, *columns))

    return load


def made(features: int, classes: int) -> Any:
    def make(n_samples: int = 100, n_features: int = features, **kwargs: Any) -> Any:
        wanted = kwargs.get("n_classes", kwargs.get("centers", classes))
        random = np.random.default_rng(0)
        return random.random((n_samples, n_features)), np.arange(n_samples) % wanted

    return make


def make_regression(n_samples: int = 100, n_features: int = 100, n_targets: int = 1, **_kwargs: Any) -> Any:
    random = np.random.default_rng(0)
    targets = (n_samples, n_targets) if n_targets > 1 else (n_samples,)
    return random.random((n_samples, n_features)), random.random(targets)


SKLEARN: dict[str, dict[str, Any]] = {
    "sklearn.model_selection": {"train_test_split": train_test_split, "KFold": KFold, "StratifiedKFold": KFold},
    "sklearn.preprocessing": {
        "StandardScaler": Scaler,
        "MinMaxScaler": Scaler,
        "LabelEncoder": LabelEncoder,
        "LabelBinarizer": LabelBinarizer,
        "OneHotEncoder": OneHotEncoder,
    },
    "sklearn.datasets": {
        "load_iris": bunch(150, (4,), 3),
        "load_wine": bunch(178, (13,), 3),
        "load_digits": bunch(1797, (8, 8), 10),
        "load_breast_cancer": bunch(569, (30,), 2),
        "make_classification": made(20, 2),
        "make_blobs": made(2, 3),
        "make_moons": made(2, 2),
        "make_regression": make_regression,
    },
}
