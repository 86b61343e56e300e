"""Values of the program as the rules of layers and operations take them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shapelens.interpreter.heap import (
    DictObject,
    FunctionalObject,
    InstanceObject,
    LayerObject,
    ListObject,
    SequentialObject,
)
from shapelens.interpreter.keras.weights import weights_of
from shapelens.interpreter.machine import START, Machine
from shapelens.interpreter.values import CallArguments, Function, Ref, Value, structure_of, without_history
from shapelens.layers.result import Result
from shapelens.shapes.tensors import Structure
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Applied:
    """A function or model of the program inside a layer of Keras (`Lambda(f)`, `TimeDistributed(model)`), which the
    layer's rule may apply; `span` is the call that hands it over."""

    machine: Machine
    value: Value
    span: Span

    def apply_to(self, inputs: Structure, options: Mapping[str, Any] | None = None) -> Result | Unknown:
        """What the value gives on `inputs`, with the weights that it then has."""
        arguments = CallArguments([without_history(inputs)], dict(options or {}))
        if not isinstance(self.value, Ref):
            return Result(self._call(arguments))
        with self.machine.silently():
            # the model shows its shapes where it is made, not where it is wrapped
            output = self._call(arguments)
        weights = weights_of(self.machine, self.value)
        return weights if isinstance(weights, Unknown) else Result(output, tuple(weights))

    def _call(self, arguments: CallArguments) -> Structure:
        value = self.machine.call(self.value, arguments, self.span)
        return structure_of(plain_tensors(self.machine, value))


def plain(machine: Machine, value: Value, span: Span = START) -> Value:
    """A value as a layer's rule takes it: lists as tuples, dicts as dicts, layers as configured, and what the program
    can call as `Applied`."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, LayerObject):
        return content.configured
    if isinstance(value, Function) or isinstance(content, (SequentialObject, FunctionalObject, InstanceObject)):
        return Applied(machine, value, span)
    return unfold(machine, value, lambda machine, item: plain(machine, item, span))


def unfold(machine: Machine, value: Value, convert: Callable[[Machine, Value], Value]) -> Value:
    """A list as a tuple and a dict as a dict, with each item converted; unknown where their content is."""
    if isinstance(value, tuple):
        return tuple(convert(machine, item) for item in value)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, ListObject):
        return content.items if isinstance(content.items, Unknown) else unfold(machine, content.items, convert)
    if isinstance(content, DictObject):
        if isinstance(content.items, Unknown):
            return content.items
        return {key: convert(machine, item) for key, item in content.items.items()}
    return value


def plain_tensors(machine: Machine, value: Value) -> Value:
    """The tensors given to a layer, with lists as tuples and dicts as dicts."""
    return unfold(machine, value, plain_tensors)
