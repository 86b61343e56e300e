"""`keras.utils` on arrays and series: old spellings of its functions, windows over time, splits."""

from __future__ import annotations

import math
from dataclasses import replace
from types import NoneType

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.data.streams import DATASET, in_batches
from shapelens.interpreter.domain.values import CallArguments, Named, Stream, TensorValue, Value, tensor_values
from shapelens.interpreter.language.elements import map_tensors, without_axis
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# functions that moved: where they were, and where their rule is
_MOVED = {
    "keras.utils.np_utils.to_categorical": "keras.utils.to_categorical",
    "keras.utils.np_utils.normalize": "keras.utils.normalize",
    "keras.preprocessing.sequence.pad_sequences": "keras.utils.pad_sequences",
    "keras.utils.data_utils.pad_sequences": "keras.utils.pad_sequences",
    "keras.preprocessing.timeseries_dataset_from_array": "keras.utils.timeseries_dataset_from_array",
}


def _register_moved(old: str, new: str) -> None:
    def call(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        return machine.call(Named(new), arguments, span)

    library(old, spread=True)(call)


for _old, _new in _MOVED.items():
    _register_moved(_old, _new)


@makes_data(
    "keras.utils.timeseries_dataset_from_array",
    signature="data, targets, sequence_length, sequence_stride=1, sampling_rate=1, batch_size=128, shuffle=False, "
    "seed=None, start_index=None, end_index=None, format='tf'",
)
def timeseries_dataset_from_array(call: Call) -> Value:
    """Windows of `sequence_length` steps, and the target of each: batches of them unless `batch_size` is None."""
    data, length = call.tensor("data"), call.size("sequence_length")
    if data is None or not isinstance(data.tensor.shape, tuple):
        return call.unknown("the series is not known")
    window = replace(data, tensor=Tensor((length, *data.tensor.shape[1:]), data.tensor.dtype), is_array=False)
    element: Value = window
    if call["targets"] is not None:
        target = call.tensor("targets")
        element = (
            window,
            call.unknown("the targets are not known") if target is None else without_axis(_tensor(target)),
        )
    stream = Stream(element, _window_count(call, data), DATASET)
    return call.gives(stream if call["batch_size"] is None else in_batches(stream, call.size("batch_size")))


def _tensor(value: TensorValue) -> TensorValue:
    return replace(value, is_array=False)


def _window_count(call: Call, data: TensorValue) -> Size:
    """keras.src.utils.timeseries_dataset_utils: the last start that leaves room for a window."""
    shape = data.tensor.shape
    total: Size = shape[0] if isinstance(shape, tuple) and shape else Unknown("the series is not known")
    start = 0 if call["start_index"] is None else call.size("start_index")
    end = total if call["end_index"] is None else call.size("end_index")
    sizes = [call.size(name) for name in ("sequence_length", "sequence_stride", "sampling_rate")]
    target = call.tensor("targets") if call["targets"] is not None else data
    targets = target.tensor.shape if target is not None else None
    known = [size for size in (start, end, *sizes) if isinstance(size, int)]
    if len(known) < 5 or not isinstance(targets, tuple) or not isinstance(targets[0], int):
        return call.unknown("how many windows there are is not known")
    first, last, length, stride, rate = known
    count = min(last - first - (length - 1) * rate, targets[0])
    return max(math.ceil(count / stride), 0) if stride > 0 else call.unknown("the stride is not positive")


@makes_data(
    "keras.utils.split_dataset",
    signature="dataset, left_size=None, right_size=None, shuffle=False, seed=None, preferred_backend=None",
)
def split_dataset(call: Call) -> Value:
    """Two data sets of samples, from arrays or from a data set."""
    data = call.plain("dataset")
    if isinstance(data, Stream):
        element, total = data.element, data.count
    elif any(True for _ in tensor_values(data)):
        element = map_tensors(without_axis(data), _tensor)
        shape = next(tensor_values(data)).tensor.shape
        total = shape[0] if isinstance(shape, tuple) and shape else call.unknown("the arrays are not known")
    else:
        return call.unknown("what is split is not known")
    left, right = _parts(call, total)
    return call.gives((Stream(element, left, DATASET), Stream(element, right, DATASET)))


def _parts(call: Call, total: Size) -> tuple[Size, Size]:
    """keras.src.utils.dataset_utils._rescale_dataset_split_sizes."""
    left, right = call["left_size"], call["right_size"]
    wanted = (int, float, NoneType)
    if not isinstance(total, int) or not isinstance(left, wanted) or not isinstance(right, wanted):
        reason = call.unknown("how many samples there are is not known")
        return reason, reason
    first = round(left * total) if isinstance(left, float) else left
    second = round(right * total) if isinstance(right, float) else right
    if first is None:
        first = total - second if second is not None else total
    return first, total - first if second is None else second
