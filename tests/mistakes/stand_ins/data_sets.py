"""`keras.datasets`, with few samples of the real shapes; every class occurs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

TRAIN, TEST = 96, 48


def images(shape: tuple[int, ...], classes: int, label: tuple[int, ...] = ()) -> Callable[..., Any]:
    def load_data(*_args: Any, **_kwargs: Any) -> Any:
        return tuple(
            (
                np.random.default_rng(count).integers(0, 256, (count, *shape)).astype("uint8"),
                (np.arange(count) % classes).astype("uint8").reshape(count, *label),
            )
            for count in (TRAIN, TEST)
        )

    return load_data


def table(columns: int) -> Callable[..., Any]:
    def load_data(*_args: Any, **_kwargs: Any) -> Any:
        random = np.random.default_rng(0)
        return tuple((random.random((count, columns)), random.random(count)) for count in (TRAIN, TEST))

    return load_data


def texts(classes: int) -> Callable[..., Any]:
    """Lists of word numbers, each of its own length."""

    def load_data(*_args: Any, num_words: int | None = None, **_kwargs: Any) -> Any:
        random = np.random.default_rng(0)
        pairs: list[Any] = []
        for count in (TRAIN, TEST):
            words: Any = np.empty(count, dtype=object)
            words[:] = [random.integers(1, num_words or 1000, 5 + each % 40).tolist() for each in range(count)]
            pairs.append((words, np.arange(count) % classes))
        return tuple(pairs)

    return load_data


LOADERS: dict[str, Callable[..., Any]] = {
    "mnist": images((28, 28), 10),
    "fashion_mnist": images((28, 28), 10),
    "cifar10": images((32, 32, 3), 10, (1,)),
    "cifar100": images((32, 32, 3), 100, (1,)),
    "boston_housing": table(13),
    "california_housing": table(8),
    "imdb": texts(2),
    "reuters": texts(46),
}
