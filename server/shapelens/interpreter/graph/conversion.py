"""Values of the program as the rules of layers and operations take them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shapelens.interpreter.domain.objects import (
    FunctionalObject,
    InstanceObject,
    LayerObject,
    SequentialObject,
)
from shapelens.interpreter.domain.structures import structure_of, without_history
from shapelens.interpreter.domain.values import (
    CallArguments,
    Function,
    Method,
    Named,
    Partial,
    Ref,
    RuleArgument,
    TensorValue,
    Value,
)
from shapelens.interpreter.graph.policies import policy_name
from shapelens.interpreter.graph.weights import weights_of
from shapelens.interpreter.language.comparison import plain_number
from shapelens.interpreter.language.container_items import is_named_tuple, items_of
from shapelens.interpreter.language.instances import instance_attribute
from shapelens.interpreter.language.unwrap import plain_tensors, unwrap_containers
from shapelens.interpreter.machine.callees import find_callee
from shapelens.interpreter.machine.machine import MISSING, START, Machine
from shapelens.interpreter.store.access_tracking import Tracker
from shapelens.layers.families.rnn.recurrent_cells import Cell, cell_of
from shapelens.layers.framework.registry import Configured
from shapelens.layers.framework.result import Result, Weight
from shapelens.shapes.expressions import Polynomial, Size, axis
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_BATCH = axis("batch")
# what a rule takes as it is
_PLAIN = (type(None), bool, int, float, str, bytes, TensorValue, Polynomial)


@dataclass(frozen=True, slots=True)
class Applied:
    """A function or model of the program inside a layer of Keras (`Lambda(f)`, `TimeDistributed(model)`), which the
    layer's rule may apply; `span` is the call that hands it over.

    The layer may be kept from one version of a text to the next: it is applied by the machine of the present one.
    """

    tracker: Tracker
    value: Value
    span: Span

    @property
    def machine(self) -> Machine:
        running: Machine = self.tracker.running
        return running

    def apply_to(self, inputs: Structure, options: Mapping[str, Any] | None = None) -> Result | Unknown:
        """What the value gives on `inputs`, with the weights that it then has."""
        arguments = CallArguments([without_history(inputs)], dict(options or {}))
        if not isinstance(self.value, (Ref, Named)):
            return Result(self._call(arguments))
        with self.machine.silently():
            # the model shows its shapes where it is made, not where it is wrapped
            output = self._call(arguments)
        weights = weights_of(self.machine, self.value) if isinstance(self.value, Ref) else []
        return weights if isinstance(weights, Unknown) else Result(output, tuple(weights))

    def as_cell(self) -> Cell | Unknown:
        """The value as a cell of `RNN`: what its attributes say, and the weights that it makes for an input."""
        states = to_rule_argument(self.machine, self._attribute("state_size"))
        inherited = self._inherited() if states is None else None
        sizes: Any = inherited.states if inherited else states if isinstance(states, tuple) else (states,)
        if not sizes or not all(isinstance(size, (int, Unknown, Polynomial)) for size in sizes):
            return Unknown("the `state_size` of the cell is not known", self.span.line)
        output = to_rule_argument(self.machine, self._attribute("output_size"))
        known = isinstance(output, (int, Polynomial))
        units: Size = output if known else inherited.units if inherited else sizes[0]

        def weights(features: Size) -> tuple[Weight, ...]:
            step = TensorValue(Tensor((_BATCH, features)))
            given = tuple(TensorValue(Tensor((_BATCH, size))) for size in sizes)
            with self.machine.silently():
                self.machine.call(self.value, CallArguments([step, given]), self.span)
            made = weights_of(self.machine, self.value) if isinstance(self.value, Ref) else []
            return (Weight("cell", (made,)),) if isinstance(made, Unknown) else tuple(made)

        return Cell(units, sizes, weights, ("float32",) * len(sizes))

    def _attribute(self, name: str) -> Value:
        if not isinstance(self.value, Ref) or not isinstance(self.machine.heap[self.value], InstanceObject):
            return None
        found = instance_attribute(self.machine, self.value, name, self.span)
        return None if found is MISSING else found

    def _inherited(self) -> Cell | None:
        """The cell of Keras that the value's class derives from."""
        content = self.machine.heap[self.value] if isinstance(self.value, Ref) else None
        base = content.base if isinstance(content, InstanceObject) else None
        layer = None if base is None else self.machine.heap[base]
        configured = layer.configured if isinstance(layer, LayerObject) else None
        cell = cell_of(configured) if isinstance(configured, Configured) else None
        return cell if isinstance(cell, Cell) else None

    def shape_for(self, shapes: Value) -> RuleArgument:
        """What the value gives for the shapes of inputs, where it is a function of shapes."""
        return to_rule_argument(self.machine, self.machine.call(self.value, CallArguments([shapes]), self.span))

    def _call(self, arguments: CallArguments) -> Structure:
        value = self.machine.call(self.value, arguments, self.span)
        return structure_of(plain_tensors(self.machine, value))


@dataclass(frozen=True, slots=True)
class LayerInside(Unknown):
    """A layer of Keras inside another: what it was made with is kept, not which of the program's layers it is."""

    configured: Configured | None = None


def to_program_value(value: RuleArgument) -> Value:
    """An argument of a rule as the program sees it, in an attribute or the configuration of a layer."""
    if isinstance(value, Applied):
        return value.value
    if isinstance(value, Configured):
        return LayerInside(f"the {value.layer.name} inside is not followed", configured=value)
    if isinstance(value, dict):
        return {key: to_program_value(item) for key, item in value.items()}
    return tuple(map(to_program_value, value)) if isinstance(value, tuple) else value


def to_rule_argument(machine: Machine, value: Value, span: Span = START) -> RuleArgument:
    """A value as a layer's rule takes it: lists as tuples, dicts as dicts, layers as configured, and what the program
    can call as `Applied`."""
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, LayerInside):
        return value.configured
    value = plain_number(machine, policy_name(value))
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, LayerObject):
        return content.configured
    if isinstance(content, InstanceObject) and is_named_tuple(machine, content):
        return unwrap_containers(
            machine, items_of(machine, value), lambda machine, item: to_rule_argument(machine, item, span)
        )
    callable_objects = (SequentialObject, FunctionalObject, InstanceObject)
    if isinstance(value, (Function, Method, Partial)) or isinstance(content, callable_objects):
        return Applied(machine.tracker, value, span)
    if isinstance(value, Named) and find_callee(value.path).operation is not None:
        return Applied(machine.tracker, value, span)
    return unwrap_containers(machine, value, lambda machine, item: to_rule_argument(machine, item, span))
