"""`image_dataset_from_directory` and its kin: the files are not read, but the arguments say the shapes."""

from __future__ import annotations

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.data.images import channels_of, pair
from shapelens.interpreter.data.streams import DATASET, in_batches
from shapelens.interpreter.domain.labels import FOLDERS, TRUTHS, integers, one_hot
from shapelens.interpreter.domain.objects import ListObject
from shapelens.interpreter.domain.values import Stream, TensorValue, Value
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.shapes.unknown import Unknown

_FILES = Unknown("it is the number of files")
_ENDING = "shuffle=True, seed=None, validation_split=None, subset=None"


@makes_data(
    "keras.utils.image_dataset_from_directory",
    "keras.preprocessing.image_dataset_from_directory",
    "keras.preprocessing.image.image_dataset_from_directory",
    signature="directory, labels='inferred', label_mode='int', class_names=None, color_mode='rgb', batch_size=32, "
    f"image_size=(256, 256), {_ENDING}, interpolation='bilinear', follow_links=False, crop_to_aspect_ratio=False, "
    "pad_to_aspect_ratio=False, data_format=None, format='tf', verbose=True",
)
def image_dataset_from_directory(call: Call) -> Value:
    """Batches of images of `image_size`, and labels as `label_mode` asks."""
    channels = channels_of(call["color_mode"])
    size = pair(call.plain("image_size"))
    shape: Dims = (channels, *size) if call["data_format"] == "channels_first" else (*size, channels)
    return _data_sets(call, Tensor(shape, "float32"), sized=True)


@makes_data(
    "keras.utils.text_dataset_from_directory",
    "keras.preprocessing.text_dataset_from_directory",
    signature="directory, labels='inferred', label_mode='int', class_names=None, batch_size=32, max_length=None, "
    f"{_ENDING}, follow_links=False, format='tf', verbose=True",
)
def text_dataset_from_directory(call: Call) -> Value:
    """Batches of texts."""
    return _data_sets(call, Tensor((), "string"))


@makes_data(
    "keras.utils.audio_dataset_from_directory",
    signature="directory, labels='inferred', label_mode='int', class_names=None, batch_size=32, sampling_rate=None, "
    f"output_sequence_length=None, ragged=False, {_ENDING}, follow_links=False, verbose=True",
)
def audio_dataset_from_directory(call: Call) -> Value:
    """Batches of sounds: as many samples as `output_sequence_length` says, and a channel."""
    length = call["output_sequence_length"]
    samples = length if isinstance(length, int) else call.unknown("how long the sounds are is not known")
    return _data_sets(call, Tensor((samples, call.unknown("the files decide the channels")), "float32"))


def _data_sets(call: Call, sample: Tensor, *, sized: bool = False) -> Value:
    labels, mode = call["labels"], call["label_mode"]
    element: Value = TensorValue(sample, made=call.span, sized=sized)
    if isinstance(labels, Unknown) or isinstance(mode, Unknown):
        return call.unknown("whether there are labels is not known")
    if labels is not None and mode is not None:
        element = (element, _label(call, mode))
    names = call.machine.heap.new(ListObject(_class_names(call)))
    stream = Stream(element, _FILES, DATASET, attributes={"class_names": names, "file_paths": _FILES})
    if call["batch_size"] is not None:
        stream = in_batches(stream, call.size("batch_size"))
    return call.gives((stream, stream) if call["subset"] == "both" else stream)


def _class_names(call: Call) -> tuple[Value, ...] | Unknown:
    names = call.plain("class_names")
    return names if isinstance(names, tuple) else FOLDERS


def _label(call: Call, mode: Value) -> Value:
    names = _class_names(call)
    classes: Size = len(names) if isinstance(names, tuple) else FOLDERS
    if mode == "int":
        return TensorValue(Tensor((), "int32"), labels=integers(classes, complete=True, spread=True), made=call.span)
    if mode == "binary":
        return TensorValue(Tensor((1,), "float32"), labels=TRUTHS, made=call.span)
    if mode == "categorical":
        return TensorValue(Tensor((classes,), "float32"), labels=one_hot(classes), made=call.span)
    return call.unknown("`label_mode` is not known")
