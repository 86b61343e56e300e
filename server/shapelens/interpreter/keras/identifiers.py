"""What Keras finds by name: activations, initializers, regularizers, constraints; and variables made with them.

An initializer, regularizer or constraint has no shape of its own; its call may have one.
"""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.objects import DictObject
from shapelens.interpreter.domain.values import CallArguments, Named, Partial, TensorValue, Value
from shapelens.interpreter.graph.conversion import to_rule_argument
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.layers.framework.identifiers import ACTIVATIONS, INITIALIZERS
from shapelens.layers.framework.result import Weight
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# `keras.initializers.Zeros()` is a partial of this name of its class
_CALL = ".__call__"


def initializer_class(value: Value) -> str | None:
    """The name of the class of an initializer that the program made; None for any other value."""
    if not isinstance(value, Partial) or not isinstance(value.function, Named):
        return None
    path = value.function.path
    return path.removesuffix(_CALL) if path.endswith(_CALL) else None


def initializer_attribute(value: Value, name: str) -> Value:
    """An attribute of an initializer; `MISSING` for any other value, or one that is not known."""
    path = initializer_class(value)
    if path is None:
        return MISSING
    if name == "clone":
        return Named(path)
    if name == "__class__":
        return Named(path)
    return Named("keras.initializers.Initializer.get_config") if name == "get_config" else MISSING


@library("keras.activations.get", "keras.activations.deserialize")
def _get_activation(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    identifier = arguments.get(0, "identifier")
    if identifier is None:
        return Named("keras.activations.linear")
    if isinstance(identifier, str):
        return Named(f"keras.activations.{identifier}") if identifier in ACTIVATIONS else NOT_KNOWN
    return identifier


@library(
    "keras.regularizers.get", "keras.constraints.get", "keras.regularizers.deserialize", "keras.constraints.deserialize"
)  # fmt: skip
def _as_it_is(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """What Keras finds says nothing of shapes: what it is found by stands for it."""
    return arguments.get(0, "identifier")


@library("keras.activations.serialize")
def _activation_name(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    function = arguments.get(0, "activation")
    return function.path.rpartition(".")[2] if isinstance(function, Named) else NOT_KNOWN


@library("keras.initializers.get", "keras.initializers.deserialize")
def _get_initializer(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    identifier = arguments.get(0, "identifier")
    if not isinstance(identifier, str):
        return identifier
    return _made(identifier) if identifier in INITIALIZERS else NOT_KNOWN


def _made(name: str) -> Partial:
    return Partial(Named(f"keras.initializers.{name}{_CALL}"), (), {})


def _register_initializer(name: str) -> None:
    @library(f"keras.initializers.{name}", f"keras.initializers.{name}.from_config", spread=True)
    def make(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        return _made(name)

    library(f"keras.initializers.{name}{_CALL}")(_initialize)


def _initialize(machine: Machine, arguments: CallArguments, span: Span) -> TensorValue:
    """`initializer(shape, dtype=None)`: numbers in that shape."""
    shape, dtype = to_rule_argument(machine, arguments.get(0, "shape")), arguments.get(1, "dtype")
    if not isinstance(shape, tuple):
        shape = shape if isinstance(shape, Unknown) else Unknown("the shape is not known", span.line)
    return TensorValue(Tensor(shape, dtype if isinstance(dtype, str) else "float32"))


for _name in INITIALIZERS:
    _register_initializer(_name)


@library("keras.initializers.Initializer.get_config")
def _get_config(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """What remakes an initializer: nothing in it says anything of shapes."""
    return machine.heap.new(DictObject({}))


@library("keras.Variable")
def _variable(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`keras.Variable(initializer, shape=None, dtype=None, ...)`: an initializer, or the values themselves."""
    initial, shape = arguments.get(0, "initializer"), arguments.get(1, "shape")
    if shape is not None:
        value = _initialize(machine, CallArguments([shape, arguments.get(2, "dtype")]), span)
    elif isinstance(initial, (int, float)):
        value = TensorValue(Tensor((), "float32"))
    elif isinstance(initial, TensorValue):
        value = TensorValue(initial.tensor)
    else:
        return NOT_KNOWN
    sizes = value.tensor.shape
    trainable = arguments.get(3, "trainable", True) is not False
    weight = Weight("variable", sizes if isinstance(sizes, tuple) else (sizes,), trainable)
    return replace(value, variable=weight)


@library("keras.backend.get_uid")
def _get_uid(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The number of the next object with a prefix, which counts with the names of layers."""
    prefix = arguments.get(0, "prefix", "")
    if not isinstance(prefix, str):
        return NOT_KNOWN
    number = machine.names.next(prefix).removeprefix(f"{prefix}_")
    return int(number) + 1 if number.isdigit() else 1
