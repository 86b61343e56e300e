"""`map_fn`, `scan`, `foldl` and their like: a function of the program on slices of tensors, evaluated on one slice."""

from __future__ import annotations

from typing import Any

from shapelens.interpreter.domain.values import CallArguments, Named, Partial, TensorValue, Value
from shapelens.interpreter.keras.functions.calling import (
    LibraryCall,
    apply,
    as_tensors,
    first_slice,
    operate,
    settled,
    stacked,
)
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def _named(arguments: CallArguments, position: int, *names: str, default: Value = None) -> Value:
    """The argument at a position, by any of the names that libraries give it."""
    for name in names:
        if name in arguments.keywords:
            return arguments.keywords[name]
    return arguments.get(position, names[0], default)


@library(
    "tensorflow.map_fn",
    "tensorflow.vectorized_map",
    "keras.backend.map_fn",
    "keras.ops.map",
    "keras.ops.vectorized_map",
)
def _map(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The function on each slice of the first axis, and what it gives stacked."""
    function = _named(arguments, 0, "fn", "f", "function")
    elements = as_tensors(machine, _named(arguments, 1, "elems", "xs", "elements"))

    def compute(values: Value) -> Value:
        piece, count = first_slice(values)
        return stacked(apply(machine, function, [piece], span), count)

    return operate(machine, LibraryCall("map", "tensorflow.map_fn", arguments, span), elements, compute)


@library("tensorflow.scan")
def _scan_in_tensorflow(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`fn(state, slice)` for each slice of the first axis: every state, stacked."""
    return _fold(machine, arguments, span, "scan", keep=True)


@library("tensorflow.foldl", "tensorflow.foldr", "keras.backend.foldl", "keras.backend.foldr")
def _fold_in_tensorflow(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`fn(state, slice)` for each slice of the first axis: the last state."""
    return _fold(machine, arguments, span, "fold", keep=False)


def _fold(machine: Machine, arguments: CallArguments, span: Span, name: str, *, keep: bool) -> Value:
    function = arguments.get(0, "fn")
    elements = as_tensors(machine, arguments.get(1, "elems"))
    first = as_tensors(machine, arguments.get(2, "initializer"))

    def compute(values: Value) -> Value:
        assert isinstance(values, tuple)
        piece, count = first_slice(values[0])
        begun = piece if values[1] is None else values[1]
        state = settled(machine, begun, apply(machine, function, [begun, piece], span))
        return stacked(state, count) if keep else state

    # from either end the shapes are the same
    path = "tensorflow.scan" if keep else "tensorflow.foldl"
    return operate(machine, LibraryCall(name, path, arguments, span), (elements, first), compute)


@library("keras.ops.scan")
def _scan(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`f(state, slice)` gives the next state and an output: the last state, and the outputs stacked."""
    function = arguments.get(0, "f")
    begun = as_tensors(machine, arguments.get(1, "init"))
    elements = as_tensors(machine, arguments.get(2, "xs"))
    length: Any = arguments.get(3, "length")

    def compute(values: Value) -> Value:
        assert isinstance(values, tuple)
        state, whole = values
        piece, count = (None, length) if whole is None else first_slice(whole)
        result = apply(machine, function, [state, piece], span)
        if not isinstance(result, tuple) or len(result) != 2:
            return result if isinstance(result, Unknown) else Unknown("it gives no state and output")
        output = result[1]
        known: Size = count if count is not None else Unknown("its length is not given")
        return (settled(machine, state, result[0]), None if output is None else stacked(output, known))

    return operate(machine, LibraryCall("scan", "keras.ops.scan", arguments, span), (begun, elements), compute)


@library("keras.backend.rnn")
def _rnn(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`step_function(slice, states)` for each step: the last output, the outputs of all steps, and the last states."""
    function, elements = arguments.get(0, "step_function"), as_tensors(machine, arguments.get(1, "inputs"))
    begun, constants = (as_tensors(machine, arguments.get(*each)) for each in ((2, "initial_states"), (5, "constants")))
    steps_first = arguments.get(8, "time_major", False)
    whole = arguments.get(10, "return_all_outputs", True)

    def compute(values: Value) -> Value:
        assert isinstance(values, tuple)
        inputs, states, more = values
        shape = inputs.tensor.shape if isinstance(inputs, TensorValue) else Unknown("the steps are of several tensors")
        if (
            not isinstance(inputs, TensorValue)
            or isinstance(shape, Unknown)
            or len(shape) < 2
            or not isinstance(states, tuple)
            or steps_first not in (True, False)
        ):
            return shape if isinstance(shape, Unknown) else Unknown("the steps or the states are not known")
        batch, steps = (shape[1], shape[0]) if steps_first else shape[:2]
        piece = TensorValue(Tensor((batch, *shape[2:]), inputs.tensor.dtype))
        result = apply(machine, function, [piece, states + (more if isinstance(more, tuple) else ())], span)
        output = result[0] if isinstance(result, tuple) and len(result) == 2 else None
        if not isinstance(output, TensorValue) or isinstance(output.tensor.shape, Unknown):
            return Unknown("what a step gives is not known")
        count = steps if whole is True else 1 if whole is False else Unknown("`return_all_outputs` is not known")
        each, *rest = output.tensor.shape
        sizes = (count, each, *rest) if steps_first else (each, count, *rest)
        last = result[1] if isinstance(result, tuple) else None
        return (output, TensorValue(Tensor(sizes, output.tensor.dtype)), settled(machine, states, last))

    call = LibraryCall("rnn", "keras.backend.rnn", arguments, span)
    return operate(machine, call, (elements, begun, constants), compute)


@library("keras.ops.associative_scan")
def _associative_scan(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The running combination of the items of an axis: the shape stays."""
    elements = as_tensors(machine, arguments.get(1, "elems"))
    call = LibraryCall("associative_scan", "keras.ops.associative_scan", arguments, span)
    return operate(machine, call, elements, lambda values: values)


@library("numpy.apply_along_axis")
def _apply_along_axis(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The function on each vector along an axis; what it gives takes the place of the axis."""
    function, axis = arguments.get(0, "func1d"), arguments.get(1, "axis")
    array = as_tensors(machine, arguments.get(2, "arr"))
    if not isinstance(array, TensorValue) or not isinstance(axis, int) or isinstance(array.tensor.shape, Unknown):
        return NOT_KNOWN
    shape = array.tensor.shape
    if not -len(shape) <= axis < len(shape):
        return NOT_KNOWN
    axis %= len(shape)
    vector = TensorValue(Tensor((shape[axis],), array.tensor.dtype), is_array=True)
    given = as_tensors(machine, machine.call(function, CallArguments([vector, *arguments.positional[3:]]), span))
    if not isinstance(given, TensorValue) or isinstance(given.tensor.shape, Unknown):
        return given.tensor.shape if isinstance(given, TensorValue) else NOT_KNOWN
    output = Tensor((*shape[:axis], *given.tensor.shape, *shape[axis + 1 :]), given.tensor.dtype)
    return TensorValue(output, is_array=True)


@library("numpy.vectorize", "keras.ops.vectorize", "numpy.frompyfunc")
def _vectorize(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """A function of arrays, element by element; called with arrays of one shape it is evaluated on one element."""
    if arguments.get(3, "excluded") is not None or arguments.get(5, "signature") is not None:
        # what the function is given are whole arguments, or parts of them that the signature names
        return NOT_KNOWN
    return Partial(Named("shapelens.elementwise"), (arguments.get(0, "pyfunc"),), {})


@library("shapelens.elementwise")
def _elementwise(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """What `vectorize` made, called."""
    function, *values = [as_tensors(machine, value) for value in arguments.positional]
    shapes = [value.tensor.shape for value in values if isinstance(value, TensorValue)]
    if not shapes or len(shapes) != len(values) or any(isinstance(shape, Unknown) for shape in shapes):
        return NOT_KNOWN
    if any(shape not in ((), shapes[0]) for shape in shapes):
        return NOT_KNOWN
    elements: list[Value] = []
    elements += [TensorValue(Tensor((), value.tensor.dtype)) for value in values if isinstance(value, TensorValue)]
    given = as_tensors(machine, machine.call(function, CallArguments(elements), span))
    dtype = given.tensor.dtype if isinstance(given, TensorValue) else Unknown("what the function gives is not known")
    return TensorValue(Tensor(shapes[0], dtype), is_array=True)
