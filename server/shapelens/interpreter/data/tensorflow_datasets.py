"""`tfds.load`: the data sets of TensorFlow that tutorials load, as their catalogue describes them."""

from __future__ import annotations

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.data.streams import DATASET, in_batches
from shapelens.interpreter.domain.labels import integers
from shapelens.interpreter.domain.objects import DictObject
from shapelens.interpreter.domain.values import Stream, TensorValue, Value
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.shapes.unknown import Unknown

# tensorflow.org/datasets/catalog: the shape of an image, the number of classes, and of training and test samples
_IMAGES: dict[str, tuple[Dims, int, int, int]] = {
    "mnist": ((28, 28, 1), 10, 60000, 10000),
    "fashion_mnist": ((28, 28, 1), 10, 60000, 10000),
    "kmnist": ((28, 28, 1), 10, 60000, 10000),
    "cifar10": ((32, 32, 3), 10, 50000, 10000),
    "cifar100": ((32, 32, 3), 100, 50000, 10000),
    "horses_or_humans": ((300, 300, 3), 2, 1027, 256),
    "rock_paper_scissors": ((300, 300, 3), 3, 2520, 372),
}
_ANY = Unknown("its images have several sizes")
_SIZES: dict[str, int] = {
    "cats_vs_dogs": 2, "tf_flowers": 5, "food101": 101, "stanford_dogs": 120, "oxford_flowers102": 102, "beans": 3,
}  # fmt: skip


@makes_data(
    "tensorflow_datasets.load",
    signature="name, *, split=None, data_dir=None, batch_size=None, shuffle_files=False, download=True, "
    "as_supervised=False, decoders=None, read_config=None, with_info=False, builder_kwargs=None, "
    "download_and_prepare_kwargs=None, as_dataset_kwargs=None, try_gcs=False",
)
def load(call: Call) -> Value:
    """Pairs of an image and its label where they are asked for; of what is not in the tables nothing is known."""
    name, split, supervised = call["name"], call.plain("split"), call.flag("as_supervised")
    shown_name = name if isinstance(name, str) else repr(name)
    known = str(name).partition(":")[0].partition("/")[0] if isinstance(name, str) else ""
    image, classes, counts = _described(known)
    label = TensorValue(Tensor((), "int64"), labels=integers(classes), made=call.span)
    element: Value = (
        (image, label) if known in _IMAGES or known in _SIZES else (call.unknown(f"what `{shown_name}` holds"),) * 2
    )
    if not supervised:
        element = call.unknown("what its samples are called is not known")
        if known in _IMAGES or known in _SIZES:
            element = {"image": image, "label": label}
    data = _by_split(call, element, split, counts)
    return (data, call.unknown("it is written with the data")) if call.flag("with_info") else data


def _described(name: str) -> tuple[Value, Size, tuple[Size, Size]]:
    unknown = Unknown("it is downloaded")
    if name in _IMAGES:
        shape, classes, train, test = _IMAGES[name]
        return TensorValue(Tensor(shape, "uint8")), classes, (train, test)
    if name in _SIZES:
        return TensorValue(Tensor((_ANY, _ANY, 3), "uint8")), _SIZES[name], (unknown, unknown)
    return unknown, unknown, (unknown, unknown)


def _by_split(call: Call, element: Value, split: Value, counts: tuple[Size, Size]) -> Value:
    def stream(part: Value) -> Stream:
        count = dict(zip(("train", "test"), counts, strict=True)).get(part) if isinstance(part, str) else None
        found = Stream(element, call.unknown("it is a part of the data") if count is None else count, DATASET)
        return found if call["batch_size"] is None else in_batches(found, call.size("batch_size"))

    if isinstance(split, tuple):
        return call.gives(tuple(stream(part) for part in split))
    if split is None:
        return call.machine.heap.new(DictObject({part: stream(part) for part in ("train", "test", "validation")}))
    return call.gives(stream(split))
