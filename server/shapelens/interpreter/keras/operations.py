"""Operations between layers (`tf.reshape(x, ...)`, `x.mean(axis=1)`, `np.zeros(...)`): their rules on values."""

from __future__ import annotations

from shapelens.interpreter.data.arrays import array_value, sized_by_labels, stacked_items
from shapelens.interpreter.domain.analysis import Kind, Observation, Related
from shapelens.interpreter.domain.steps import OperationStep
from shapelens.interpreter.domain.structures import with_history
from shapelens.interpreter.domain.values import (
    CallArguments,
    Named,
    Node,
    RuleArgument,
    ShapeEnd,
    TensorValue,
    Value,
    tensor_values,
)
from shapelens.interpreter.graph.origins import blamed_before, origin_of
from shapelens.interpreter.graph.receptive_field import after_operation
from shapelens.interpreter.graph.size_constraints import note_operation
from shapelens.interpreter.keras.constants import MAX_ITEMS, constant_items
from shapelens.interpreter.language.unwrap import unwrap_containers
from shapelens.interpreter.machine.first_scopes import SETTINGS, setting
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.operations.framework.registry import Operation, apply_operation, find_operation
from shapelens.layers.operations.framework.values import Numbers, ShapeValue
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def require_operation(path: str) -> Operation:
    """The operation behind an operator of Python, which is always declared."""
    found = find_operation(path)
    assert found is not None
    return found


def call_operation(machine: Machine, entry: Operation, arguments: CallArguments, span: Span, shown: str = "") -> Value:
    """Apply an operation's rule; the result has its place in the graph where an input has one.

    `shown` is what the user calls it (an operator by its symbol), where that is not its name.
    """
    if entry.unruled:
        machine.note_missing(entry.path, span)
    positional = tuple(_folded(machine, value) for value in arguments.positional)
    keywords = {name: _folded(machine, value) for name, value in arguments.keywords.items()}
    keywords |= _settings(machine, entry, positional, keywords)
    inputs = tuple(tensor_values((positional, keywords)))
    from_graph = any(value.node is not None for value in inputs)
    of_arrays = not from_graph and all(value.is_array for value in inputs)
    complete = arguments.complete
    if entry.name in _SHAPES and inputs and isinstance(inputs[0].tensor.shape, Unknown):
        reason = inputs[0].tensor.shape
        return ShapeEnd(reason.reason, reason.line, inputs[0].tensor.last)
    places, names = _bare(positional), _bare(keywords)
    outcome = apply_operation(entry, places, names, complete=complete, of_arrays=of_arrays)
    if isinstance(outcome, ShapeValue):
        return outcome if outcome.is_tensor else outcome.sizes
    if isinstance(outcome, (int, float, Polynomial)):
        return outcome
    if not isinstance(outcome, (Tensor, tuple, NamedTensors, Unknown)):
        place = arguments.keyword_spans.get(outcome.argument or "", span)
        before = origin_of(machine, outcome, inputs)
        related: tuple[Related, ...] = ()
        if before is not None and place == span:
            place, related = blamed_before(before)
        return machine.report(outcome, place, layer=shown or entry.name, related=related, site=span)
    if isinstance(outcome, Unknown):
        # not even how many tensors it gives is known
        kind: Kind = "op" if from_graph else "data"
        machine.observe(span, kind, Observation(entry.name, tuple(value.tensor for value in inputs), outcome))
        return outcome
    if not from_graph:
        return _data(machine, entry, arguments, (positional, keywords), outcome, span)
    machine.observe(span, "op", Observation(entry.name, tuple(value.tensor for value in inputs), outcome))
    step = OperationStep(entry, positional, keywords, complete)
    output = with_history(outcome, Node(None, inputs, step=step, window=after_operation(inputs, entry)))
    note_operation(machine, shown or entry.name, entry, inputs, output, span)
    return output


def _settings(
    machine: Machine, entry: Operation, positional: tuple[Value, ...], keywords: dict[str, Value]
) -> dict[str, Value]:
    """What `keras.config` says of the data format where a function of Keras is given none."""
    layout = setting(machine.heap, _LAYOUT)
    if layout == SETTINGS[_LAYOUT] or not entry.path.startswith("keras."):
        return {}
    signature = entry.declaration.signature
    given = _LAYOUT in signature.places[: len(positional)] or keywords.get(_LAYOUT) is not None
    # some have a format of their own by default, whatever the setting
    follows = signature.accepts(_LAYOUT) and signature.default_of(_LAYOUT) is None
    return {_LAYOUT: layout} if follows and not given else {}


_LAYOUT = "data_format"
# what gives the shape of a tensor
_SHAPES = frozenset({"shape_tensor", "shape_tuple"})


def _data(
    machine: Machine,
    entry: Operation,
    arguments: CallArguments,
    given: tuple[tuple[Value, ...], dict[str, Value]],
    outcome: Structure,
    span: Span,
) -> Value:
    """What an operation gives that no graph knows: arrays, with what their numbers mean."""
    inputs = tuple(tensor_values(given))
    sized = sized_by_labels(entry, given, outcome)
    if isinstance(sized, int):
        return sized
    value = array_value(entry, given, sized, span, constant_items(entry.path, arguments, given))
    tensors = tuple(each.tensor for each in inputs)
    of_numbers = isinstance(sized, Tensor) and sized.shape == () and all(tensor.shape == () for tensor in tensors)
    # a number made of numbers is no shape that anybody looks for
    if not isinstance(value, Unknown) and not of_numbers:
        machine.observe(span, "data", Observation(entry.name, tensors, sized))
    return value


def _bare(value: Value) -> RuleArgument:
    """A value as a rule takes it; the numbers of a small array of integers may be sizes."""
    if isinstance(value, TensorValue):
        items = tuple(item for item in value.items or () if isinstance(item, int) and type(item) is int)
        if value.items is None or len(items) != len(value.items):
            return value.tensor
        return Numbers(value.tensor.shape, value.tensor.dtype, (), items)
    if isinstance(value, tuple):
        return tuple([_bare(item) for item in value])
    return {name: _bare(item) for name, item in value.items()} if isinstance(value, dict) else value


def _folded(machine: Machine, value: Value) -> Value:
    """Lists as tuples, dicts as dicts, all the way down; Python's own types as the names of dtypes."""
    if isinstance(value, Named):
        return _TYPES.get(value.path, value)
    if isinstance(value, range):
        return tuple(value) if len(value) <= MAX_ITEMS else TensorValue(Tensor((len(value),), "int64"), is_array=True)
    stacked = stacked_items(machine, value)
    if stacked is not None:
        return stacked
    folded: Value = unwrap_containers(machine, value, _folded)
    return folded


_TYPES = {
    "builtins.int": "int", "builtins.float": "float", "builtins.bool": "bool", "builtins.str": "str",
    "builtins.complex": "complex", "numpy.int_": "int64", "numpy.float_": "float64", "numpy.double": "float64",
    "numpy.single": "float32", "numpy.half": "float16", "numpy.bool_": "bool", "numpy.uint": "uint64",
    "numpy.intp": "int64", "numpy.str_": "str", "numpy.object_": "object", "builtins.object": "object",
}  # fmt: skip
