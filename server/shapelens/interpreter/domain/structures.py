"""Values as structures of tensors, and structures as values: with the history that a graph knows, or without."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from shapelens.interpreter.domain.values import Node, RuleArgument, TensorValue, Value, tensor_values
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown


def structure_of(value: Value) -> Structure:
    """The structure of tensors in a tuple of values; unknown for anything else."""
    if isinstance(value, TensorValue):
        return value.tensor
    if isinstance(value, tuple):
        return tuple(structure_of(item) for item in value)
    if isinstance(value, dict):
        return NamedTensors(tuple((str(key), structure_of(item)) for key, item in value.items()))
    if isinstance(value, Unknown):
        return value
    return Unknown("this is not a tensor")


def with_history(structure: Structure, node: Node | None) -> Value:
    """The values of a node's outputs: each tensor with its place among them."""
    counter = itertools.count()

    def attach(part: Structure) -> Value:
        if isinstance(part, Tensor):
            return TensorValue(part, node, next(counter))
        if isinstance(part, NamedTensors):
            return {name: attach(item) for name, item in part.items}
        if isinstance(part, tuple):
            return tuple(attach(item) for item in part)
        return TensorValue(Tensor(part, part), node, next(counter))

    return attach(structure)


def without_history(structure: Structure) -> Value:
    """A structure as values that no graph knows."""
    if isinstance(structure, NamedTensors):
        return {name: without_history(item) for name, item in structure.items}
    if isinstance(structure, tuple):
        return tuple(map(without_history, structure))
    return TensorValue(structure) if isinstance(structure, Tensor) else structure


def replace_tensors(value: Value, given: Iterator[Tensor | Unknown] | Iterator[Value]) -> RuleArgument:
    """A value of tuples and dicts with its tensors replaced, in order, by those of a rule."""
    if isinstance(value, TensorValue):
        return next(given)
    if isinstance(value, tuple):
        return tuple(replace_tensors(item, given) for item in value)
    if isinstance(value, dict):
        return {name: replace_tensors(item, given) for name, item in value.items()}
    return value


def strip_graph(value: Value) -> RuleArgument:
    """A value as a rule takes it: tensors without their history."""
    if isinstance(value, TensorValue):
        return value.tensor
    if isinstance(value, tuple):
        return tuple([strip_graph(item) for item in value])
    if isinstance(value, dict):
        return {name: strip_graph(item) for name, item in value.items()}
    return value


def is_of_tensors(value: Value) -> bool:
    """Whether a value of tuples and dicts holds tensors and nothing else, so that it is known how many."""
    if isinstance(value, dict):
        return all(map(is_of_tensors, value.values()))
    return all(map(is_of_tensors, value)) if isinstance(value, tuple) else isinstance(value, TensorValue)


def histories_of(value: TensorValue) -> Iterator[TensorValue]:
    """The tensors of which a value is one of, each with one history; itself where it has but one."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if each.node is None or not each.node.is_join:
            yield each
        elif id(each.node) not in seen:
            seen.add(id(each.node))
            waiting += reversed(list(tensor_values(each.node.inputs)))
