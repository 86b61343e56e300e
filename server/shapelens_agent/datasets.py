"""The data sets of `keras.datasets` as zeros of their real shapes, so that no check downloads or reads them."""

from __future__ import annotations

from typing import Any, Callable, List, Sequence, Tuple

Array = Tuple[Tuple[int, ...], str]

IMAGES: List[Tuple[str, Sequence[Array]]] = [
    ("mnist", [((60000, 28, 28), "uint8"), ((60000,), "uint8"), ((10000, 28, 28), "uint8"), ((10000,), "uint8")]),
    ("fashion_mnist", [((60000, 28, 28), "uint8"), ((60000,), "uint8"), ((10000, 28, 28), "uint8"), ((10000,), "uint8")]),
    ("cifar10", [((50000, 32, 32, 3), "uint8"), ((50000, 1), "uint8"), ((10000, 32, 32, 3), "uint8"), ((10000, 1), "uint8")]),
    ("cifar100", [((50000, 32, 32, 3), "uint8"), ((50000, 1), "int64"), ((10000, 32, 32, 3), "uint8"), ((10000, 1), "int64")]),
]
TABLES: List[Tuple[str, int, int, float]] = [("boston_housing", 506, 13, 0.2), ("california_housing", 20640, 8, 0.2)]
TEXTS: List[Tuple[str, int, int]] = [("imdb", 25000, 25000), ("reuters", 8982, 2246)]


def load_data_stubs(keras: Any) -> List[Tuple[Any, Callable[..., Any]]]:
    """Each real `load_data` of a Keras package, with its stand-in."""
    stubs: List[Tuple[str, Callable[..., Any]]] = [(name, zeros_of(arrays)) for name, arrays in IMAGES]
    stubs += [(name, table_of(rows, columns, share)) for name, rows, columns, share in TABLES]
    stubs += [(name, texts_of(train, test)) for name, train, test in TEXTS]
    found = []
    for name, stub in stubs:
        load = getattr(getattr(keras.datasets, name, None), "load_data", None)
        if load is not None:
            found.append((load, stub))
    return found


def zeros_of(arrays: Sequence[Array]) -> Callable[..., Any]:
    def load_data(*args: Any, **kwargs: Any) -> Any:
        import numpy

        x_train, y_train, x_test, y_test = (numpy.zeros(shape, dtype) for shape, dtype in arrays)
        return (x_train, y_train), (x_test, y_test)

    return load_data


def table_of(rows: int, columns: int, default_share: float) -> Callable[..., Any]:
    def load_data(path: Any = None, test_split: float = default_share, *args: Any, **kwargs: Any) -> Any:
        train = int(rows * (1 - test_split))
        return zeros_of([((n, *rest), "float64") for n in (train, rows - train) for rest in ((columns,), ())])()

    return load_data


def texts_of(train: int, test: int) -> Callable[..., Any]:
    """Reviews and newswires are lists of word numbers, of any length: here each is one word long."""

    def load_data(*args: Any, **kwargs: Any) -> Any:
        import numpy

        texts = []
        for count in (train, test):
            column = numpy.empty(count, dtype=object)
            column[:] = [[0] for _ in range(count)]
            texts.append(column)
        return (texts[0], numpy.zeros(train, "int64")), (texts[1], numpy.zeros(test, "int64"))

    return load_data
