"""`keras.datasets`: what their `load_data` give, as Keras' sources and their documentation state it."""

from __future__ import annotations

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.domain.labels import NUMBERS, Labels, integers
from shapelens.interpreter.domain.values import TensorValue, Value
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims
from shapelens.shapes.unknown import Unknown

_TEXT = "path=None, num_words=None, skip_top=0, maxlen=None, seed=113, start_char=1, oov_char=2, index_from=3"


def _pairs(call: Call, train: tuple[TensorValue, TensorValue], test: tuple[TensorValue, TensorValue]) -> Value:
    return call.gives((train, test))


def _every_class(classes: int, *, balanced: bool) -> Labels:
    return integers(classes, complete=True, spread=balanced)


def _images(call: Call, counts: tuple[int, int], image: Dims, label: Dims, dtype: str, classes: int) -> Value:
    train, test = (
        (
            call.found((count, *image), "uint8"),
            call.array((count, *label), dtype, _every_class(classes, balanced=True)),
        )
        for count in counts
    )
    return _pairs(call, train, test)


@makes_data("keras.datasets.mnist.load_data", "keras.datasets.fashion_mnist.load_data", signature="path='mnist.npz'")
def mnist(call: Call) -> Value:
    """60,000 and 10,000 grey images of 28 by 28, of ten classes."""
    return _images(call, (60000, 10000), (28, 28), (), "uint8", 10)


@makes_data("keras.datasets.cifar10.load_data", signature="")
def cifar10(call: Call) -> Value:
    """50,000 and 10,000 colour images of 32 by 32, of ten classes; the labels are a column."""
    return _images(call, (50000, 10000), (32, 32, 3), (1,), "uint8", 10)


@makes_data("keras.datasets.cifar100.load_data", signature="label_mode='fine'")
def cifar100(call: Call) -> Value:
    """The same images of a hundred classes, or of twenty coarse ones; their labels come from a list."""
    classes = {"fine": 100, "coarse": 20}.get(str(call["label_mode"]))
    if classes is None:
        return call.unknown("`label_mode` is neither 'fine' nor 'coarse'")
    return _images(call, (50000, 10000), (32, 32, 3), (1,), "int64", classes)


def _split(call: Call, total: Size) -> tuple[Size, Size]:
    """How many samples go into the training and the test part."""
    share = call["test_split"]
    if not isinstance(total, int) or not isinstance(share, (int, float)) or not 0 <= share < 1:
        reason = total if isinstance(total, Unknown) else call.unknown("`test_split` is not known")
        return reason, reason
    train = int(total * (1 - share))
    return train, total - train


def _table(call: Call, rows: Size, columns: int, dtype: str | Unknown) -> Value:
    train, test = (
        (call.array((count, columns), dtype), call.array((count,), dtype, NUMBERS)) for count in _split(call, rows)
    )
    return _pairs(call, train, test)


@makes_data("keras.datasets.boston_housing.load_data", signature="path=None, test_split=0.2, seed=113")
def boston_housing(call: Call) -> Value:
    """506 rows of 13 numbers, and a price for each."""
    return _table(call, 506, 13, "float64")


@makes_data(
    "keras.datasets.california_housing.load_data", signature="version='large', path=None, test_split=0.2, seed=113"
)
def california_housing(call: Call) -> Value:
    """20,640 rows of 8 numbers (600 in the small version), and a price for each."""
    rows = {"large": 20640, "small": 600}.get(str(call["version"]), call.unknown("`version` is not known"))
    return _table(call, rows, 8, call.unknown("its file decides the dtype"))


def _texts(call: Call, counts: tuple[Size, Size], classes: int, words: int, *, balanced: bool) -> Value:
    """Lists of word numbers below `num_words`, of any length: an array of objects. There are `words` numbers in all."""
    kept = call["num_words"]
    numbers = integers(kept, reached=kept <= words) if isinstance(kept, int) and kept > 0 else None
    if call["maxlen"] not in (None, 0):
        counts = (call.unknown("texts longer than `maxlen` are left out"),) * 2
    train, test = (
        (
            call.array((count,), "object", numbers),
            call.array((count,), "int64", _every_class(classes, balanced=balanced)),
        )
        for count in counts
    )
    return _pairs(call, train, test)


@makes_data("keras.datasets.imdb.load_data", signature=f"{_TEXT}, **kwargs")
def imdb(call: Call) -> Value:
    """25,000 and 25,000 reviews, good or bad."""
    return _texts(call, (25000, 25000), 2, 88587, balanced=True)


@makes_data("keras.datasets.reuters.load_data", signature=_TEXT.replace("seed=113", "test_split=0.2, seed=113"))
def reuters(call: Call) -> Value:
    """11,228 newswires on 46 topics, some of which are rare."""
    return _texts(call, _split(call, 11228), 46, 30980, balanced=False)
