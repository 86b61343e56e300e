"""The weights of layers and models, each layer once however often it is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shapelens.interpreter.domain.objects import (
    DictObject,
    FunctionalObject,
    InputLayerObject,
    InstanceObject,
    LayerObject,
    ListObject,
    SequentialObject,
)
from shapelens.interpreter.domain.values import Ref, TensorValue, Value
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.result import Weight, count_parameters
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown


def weights_of(machine: Machine, ref: Ref, seen: set[int] | None = None) -> list[Weight] | Unknown:
    """The weights of a layer or model and of what it holds; unknown where a layer is not built."""
    seen = set() if seen is None else seen
    if ref.address in seen:
        return []
    seen.add(ref.address)
    content = machine.heap[ref]
    if isinstance(content, LayerObject):
        if content.result is None:
            return Unknown(f"{content.name} is not built")
        made = content.result.weights
        if content.trainable is True:
            return list(made)
        return [replace(weight, trainable=content.trainable) if weight.trainable else weight for weight in made]
    if isinstance(content, SequentialObject) and content.broken is not None:
        return content.broken
    weights: list[Weight] = []
    if isinstance(content, InstanceObject):
        weights += content.weights
        variables = {id(value): value for value in content.attributes.values() if isinstance(value, TensorValue)}
        weights += [value.variable for value in variables.values() if value.variable is not None]
    for inner in parts_of(machine, ref):
        more = weights_of(machine, inner, seen)
        if isinstance(more, Unknown):
            return more
        weights += more
    return weights


def parts_of(machine: Machine, ref: Ref) -> tuple[Ref, ...]:
    """The layers and models directly inside a model or an instance, in the order in which Keras tracks them."""
    content = machine.heap[ref]
    if isinstance(content, (SequentialObject, FunctionalObject)):
        return content.layers
    if isinstance(content, InstanceObject):
        base = () if content.base is None else (content.base,)
        seen: set[int] = set()
        return (*base, *(part for value in content.attributes.values() for part in _tracked(machine, value, seen)))
    return ()


_TRACKED = (LayerObject, SequentialObject, FunctionalObject, InstanceObject, InputLayerObject)


def _tracked(machine: Machine, value: Value, seen: set[int]) -> Iterator[Ref]:
    """The layers in an attribute: itself, or inside lists, tuples and dicts, each once however they hold each other."""
    if isinstance(value, tuple):
        for item in value:
            yield from _tracked(machine, item, seen)
    elif isinstance(value, Ref):
        content = machine.heap[value]
        if isinstance(content, _TRACKED):
            yield value
        elif value.address not in seen and isinstance(content, (ListObject, DictObject)):
            seen.add(value.address)
            items = content.items
            if not isinstance(items, Unknown):
                yield from _tracked(machine, items if isinstance(items, tuple) else tuple(items.values()), seen)


OF_WEIGHTS = frozenset({"count_params", "get_weights"})


def about_weights(machine: Machine, ref: Ref, name: str) -> Value:
    """`count_params()`, a number; `get_weights()`, arrays."""
    weights = weights_of(machine, ref)
    if isinstance(weights, Unknown):
        return weights
    if name == "count_params":
        return count_parameters(tuple(weights))
    arrays = tuple(TensorValue(Tensor(weight.shape), is_array=True) for weight in weights)
    return machine.heap.new(ListObject(arrays))
