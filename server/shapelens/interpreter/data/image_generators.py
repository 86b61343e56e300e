"""`ImageDataGenerator`: `flow` over arrays, `flow_from_directory` and `flow_from_dataframe` over files."""

from __future__ import annotations

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.data.images import channels_of, pair
from shapelens.interpreter.data.streams import in_batches
from shapelens.interpreter.domain.labels import FOLDERS, TRUTHS, Labels, integers, one_hot
from shapelens.interpreter.domain.objects import DictObject, ToolObject
from shapelens.interpreter.domain.values import CallArguments, Stream, TensorValue, Value
from shapelens.interpreter.language.elements import arrived, first_of, without_axis
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_GENERATOR = "keras.preprocessing.image.ImageDataGenerator"
_ITERATOR = "keras.preprocessing.image.Iterator"
_FILES = Unknown("it is the number of files")
_FLOW = "save_to_dir=None, save_prefix='', save_format='png', follow_links=False, subset=None, interpolation='nearest'"


@library(_GENERATOR, "keras.legacy.preprocessing.image.ImageDataGenerator", spread=True)
def image_data_generator(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """Its arguments change the pixels, not the shapes; the order of axes is Keras' own unless it says otherwise."""
    return machine.heap.new(ToolObject(_GENERATOR, span, dict(arguments.keywords)))


@makes_data(
    f"{_GENERATOR}.flow",
    signature="self, x, y=None, batch_size=32, shuffle=True, sample_weight=None, seed=None, save_to_dir=None, "
    "save_prefix='', save_format='png', ignore_class_split=False, subset=None",
)
def flow(call: Call) -> Value:
    """Batches of arrays."""
    images = call.tensor("x")
    shape = images.tensor.shape if images is not None else None
    if images is None or not isinstance(shape, tuple) or not shape:
        return call.unknown("what flows is not known")
    element: Value = TensorValue(Tensor(shape[1:], "float32"), is_array=True, made=images.made)
    labels = call.plain("y")
    if labels is not None:
        element = (element, without_axis(labels) if isinstance(labels, TensorValue) else call.unknown("not an array"))
    if call["sample_weight"] is not None:
        return call.unknown("weights come along with the batches")
    split = call["subset"] is not None
    total: Size = call.unknown("a part is kept for validation") if split else shape[0]
    return _iterator(call, element, total, shape[1:])


@makes_data(
    f"{_GENERATOR}.flow_from_directory",
    signature="self, directory, target_size=(256, 256), color_mode='rgb', classes=None, class_mode='categorical', "
    f"batch_size=32, shuffle=True, seed=None, {_FLOW}, keep_aspect_ratio=False",
)
def flow_from_directory(call: Call) -> Value:
    """Batches of images of `target_size`, and labels as `class_mode` asks."""
    return _files(call)


@makes_data(
    f"{_GENERATOR}.flow_from_dataframe",
    signature="self, dataframe, directory=None, x_col='filename', y_col='class', weight_col=None, "
    "target_size=(256, 256), color_mode='rgb', classes=None, class_mode='categorical', batch_size=32, shuffle=True, "
    f"seed=None, {_FLOW}, validate_filenames=True",
)
def flow_from_dataframe(call: Call) -> Value:
    """The same, for the files that a frame names."""
    if call["weight_col"] is not None:
        return call.unknown("weights come along with the batches")
    return _files(call)


def _files(call: Call) -> Value:
    size, channels = pair(call.plain("target_size")), channels_of(call["color_mode"])
    order = call.tool().settings.get("data_format")
    shape: Dims = (channels, *size) if order == "channels_first" else (*size, channels)
    image = TensorValue(Tensor(shape, "float32"), is_array=True, made=call.span, sized=True)
    mode = call["class_mode"]
    if mode is None:
        return _iterator(call, image, _FILES, shape)
    label = image if mode == "input" else _label(call, mode)
    return _iterator(call, (image, label), _FILES, shape)


def _classes(call: Call) -> Size:
    names = call.plain("classes")
    return len(names) if isinstance(names, tuple) else FOLDERS


def _label(call: Call, mode: Value) -> Value:
    classes = _classes(call)
    if mode == "categorical":
        return _array(call, (classes,), one_hot(classes))
    if mode == "binary":
        return _array(call, (), TRUTHS)
    if mode == "sparse":
        return _array(call, (), integers(classes, complete=True, spread=True))
    return call.unknown("what the labels are is not known")


def _array(call: Call, shape: Dims, labels: Labels | None) -> TensorValue:
    return TensorValue(Tensor(shape, "float32"), is_array=True, labels=labels, made=call.span)


def _iterator(call: Call, element: Value, total: Size, image: Dims) -> Value:
    """An endless iterator; `len` is the number of its batches."""
    batches = in_batches(Stream(element, total, _ITERATOR), call.size("batch_size"))
    heap = call.machine.heap
    attributes: dict[str, Value] = {
        "batch_size": call["batch_size"],
        "n": total,
        "samples": total,
        "image_shape": image,
    }
    if "directory" in {parameter.name for parameter in call.signature.parameters}:
        names = call.plain("classes")
        indices = {name: index for index, name in enumerate(names)} if isinstance(names, tuple) else FOLDERS
        class_indices = heap.new(DictObject(indices))
        attributes |= {"num_classes": _classes(call), "class_indices": class_indices, "filenames": _FILES,
                       "classes": TensorValue(Tensor((_FILES,), "int32"), is_array=True)}  # fmt: skip
    return call.gives(Stream(batches.element, batches.count, _ITERATOR, batches.first, attributes))


@makes_data(f"{_ITERATOR}.next", f"{_ITERATOR}.__next__", signature="self")
def next_batch(call: Call) -> Value:
    stream = call["self"]
    return arrived(first_of(stream)) if isinstance(stream, Stream) else call.unknown("no iterator")


@makes_data(f"{_ITERATOR}.reset", f"{_ITERATOR}.on_epoch_end", signature="self")
def reset(call: Call) -> Value:
    return None
