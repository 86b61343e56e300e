"""Arrays as values: what operations outside every graph give, with its meaning and the place where it was made."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.data.contents import labels_after, labels_of_numbers
from shapelens.interpreter.data.frames import values_of
from shapelens.interpreter.data.images import pixels_of
from shapelens.interpreter.domain.labels import Labels
from shapelens.interpreter.domain.objects import FrameObject, ListObject, ToolObject
from shapelens.interpreter.domain.values import Ref, TensorValue, Value, tensor_values
from shapelens.interpreter.language.elements import as_python, element_of, with_axis
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.operations.framework.registry import Operation
from shapelens.shapes.tensors import NamedTensors, Shape, Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

Given = tuple[tuple[Value, ...], dict[str, Value]]

# what makes an array of numpy of anything it is given
_TO_ARRAY = ("numpy.", "keras.utils.", "keras.ops.convert_to_numpy", "keras.backend.eval", "keras.backend.get_value")
# what counts the classes, or names the highest
_COUNTING = {"max", "amax", "unique", "to_categorical"}


def array_value(
    entry: Operation, given: Given, outcome: Structure, span: Span, items: tuple[Value, ...] | None = None
) -> Value:
    """The arrays (or tensors) that an operation gave on the values `given`; `items` are their numbers where known."""
    tensors = list(tensor_values(given))
    is_array = _makes_arrays(entry, tensors)

    def value(part: Structure) -> Value:
        if isinstance(part, NamedTensors):
            return {name: value(item) for name, item in part.items}
        if isinstance(part, tuple):
            return tuple(value(item) for item in part)
        tensor = part if isinstance(part, Tensor) else Tensor(part, part)
        labels = labels_after(entry, *given, tensors, tensor)
        made = _made(entry, tensors, tensor, labels, span)
        return as_python(TensorValue(tensor, items=items, is_array=is_array, labels=labels, made=made))

    return value(outcome)


def _makes_arrays(entry: Operation, tensors: list[TensorValue]) -> bool:
    library, _, name = entry.path.partition(".")
    if library in ("tensor", "operator") and name != "numpy":
        return bool(tensors) and all(tensor.is_array for tensor in tensors)
    return name == "numpy" or entry.path.startswith(_TO_ARRAY)


def _made(entry: Operation, tensors: list[TensorValue], output: Tensor, labels: Labels | None, span: Span) -> Span:
    """Where the array was made: what changes neither the shape of its samples nor its meaning (`/ 255`, `x[:100]`,
    one sample as a batch) makes no new one."""
    source = tensors[0] if tensors else None
    if source is not None and entry.path.endswith("expand_dims") and _of_samples(output) == source.tensor.shape:
        return source.made or span
    same = source is not None and _of_samples(source.tensor) == _of_samples(output) and source.labels == labels
    return source.made or span if source is not None and same else span


def _of_samples(tensor: Tensor) -> Shape:
    """The shape of the samples of an array; numbers in a row may be one sample themselves."""
    shape = tensor.shape
    return shape[1:] if isinstance(shape, tuple) and len(shape) > 1 else shape


def sized_by_labels(entry: Operation, given: Given, outcome: Structure) -> Structure | int:
    """What an operation gives that counts classes, where the array is known to have them all."""
    name = entry.path.rpartition(".")[2]
    if name not in _COUNTING or not isinstance(outcome, Tensor) or isinstance(outcome.shape, Unknown):
        return outcome
    source = next(tensor_values(given), None)
    labels = source.labels if source is not None else labels_of_numbers(given[0][0]) if given[0] else None
    if labels is None or not isinstance(labels.classes, int) or labels.form != "integers":
        return outcome
    if not (labels.complete if name == "unique" else labels.reached):
        return outcome
    shape = outcome.shape
    if name in ("max", "amax"):
        return labels.classes - 1 if shape == () else outcome
    if shape and isinstance(shape[-1], Unknown):
        return replace(outcome, shape=(*shape[:-1], labels.classes))
    return outcome


def stacked_items(machine: Machine, value: Value) -> TensorValue | None:
    """What is no array, but made into one by every function of numpy: a list of arrays of one shape, an image."""
    if not isinstance(value, Ref):
        return None
    content = machine.heap[value]
    each = element_of(machine.heap, value)
    if isinstance(content, ListObject) and each is None and isinstance(content.items, Unknown):
        each = stacked_items(machine, content.each)
    if isinstance(content, ListObject) and each is not None:
        whole = with_axis(each, content.count)
        return whole if isinstance(whole, TensorValue) else None
    if isinstance(content, FrameObject):
        return values_of(content)
    if isinstance(content, ToolObject):
        pixels = pixels_of(machine, value)
        return None if pixels is None else TensorValue(pixels, is_array=True, made=content.span)
    return None
