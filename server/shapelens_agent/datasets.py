"""The data sets of `keras.datasets` as zeros of their real shapes, so that no check downloads or reads them.

Their labels run through all classes in turn: a program may count them.
"""

from __future__ import annotations

from typing import Any, Callable, List, Sequence, Tuple

Array = Tuple[Tuple[int, ...], str]

# name, training images, test images, shape of an image, shape and dtype of a label, number of classes
IMAGES: List[Tuple[str, int, int, Tuple[int, ...], Tuple[int, ...], str, int]] = [
    ("mnist", 60000, 10000, (28, 28), (), "uint8", 10),
    ("fashion_mnist", 60000, 10000, (28, 28), (), "uint8", 10),
    ("cifar10", 50000, 10000, (32, 32, 3), (1,), "uint8", 10),
    ("cifar100", 50000, 10000, (32, 32, 3), (1,), "int64", 100),
]
TABLES: List[Tuple[str, int, int, float]] = [("boston_housing", 506, 13, 0.2), ("california_housing", 20640, 8, 0.2)]
TEXTS: List[Tuple[str, int, int, int]] = [("imdb", 25000, 25000, 2), ("reuters", 8982, 2246, 46)]


def load_data_stubs(keras: Any) -> List[Tuple[Any, Callable[..., Any]]]:
    """Each real `load_data` of a Keras package, with its stand-in."""
    stubs: List[Tuple[str, Callable[..., Any]]] = [(name, images_of(*fields)) for name, *fields in IMAGES]
    stubs += [(name, table_of(rows, columns, share)) for name, rows, columns, share in TABLES]
    stubs += [(name, texts_of(*fields)) for name, *fields in TEXTS]
    found = []
    for name, stub in stubs:
        load = getattr(getattr(keras.datasets, name, None), "load_data", None)
        if load is not None:
            found.append((load, stub))
    return found


def images_of(train: Any, test: Any, image: Any, label: Any, label_dtype: Any, classes: Any) -> Callable[..., Any]:
    def load_data(*_args: Any, label_mode: str = "fine", **_kwargs: Any) -> Any:
        import numpy

        # CIFAR-100 has twenty coarse classes
        number = 20 if label_mode == "coarse" else classes
        return tuple(
            (numpy.zeros((count, *image), "uint8"), labels_of(count, number, label_dtype).reshape(count, *label))
            for count in (train, test)
        )

    return load_data


def labels_of(count: int, classes: int, dtype: str) -> Any:
    """All classes in turn."""
    import numpy

    return (numpy.arange(count) % classes).astype(dtype)


def zeros_of(arrays: Sequence[Array]) -> Callable[..., Any]:
    def load_data(*_args: Any, **_kwargs: Any) -> Any:
        import numpy

        zeros: List[Any] = [numpy.zeros(shape, dtype) for shape, dtype in arrays]
        return (zeros[0], zeros[1]), (zeros[2], zeros[3])

    return load_data


def table_of(rows: int, columns: int, default_share: float) -> Callable[..., Any]:
    def load_data(_path: Any = None, test_split: float = default_share, **_kwargs: Any) -> Any:
        train = int(rows * (1 - test_split))
        return zeros_of([((n, *rest), "float64") for n in (train, rows - train) for rest in ((columns,), ())])()

    return load_data


def texts_of(train: Any, test: Any, classes: Any) -> Callable[..., Any]:
    """Reviews and newswires are lists of word numbers, of any length: here each is one word long."""

    def load_data(*_args: Any, **_kwargs: Any) -> Any:
        import numpy

        texts = []
        for count in (train, test):
            column: Any = numpy.empty(count, dtype=object)
            column[:] = [[0] for _ in range(count)]
            texts.append(column)
        labels = [labels_of(count, classes, "int64") for count in (train, test)]
        return (texts[0], labels[0]), (texts[1], labels[1])

    return load_data
