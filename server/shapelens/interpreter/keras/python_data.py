"""Python's own data given to a preprocessing layer, as the tensor that the layer makes of them."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.data.arrays import stacked_items
from shapelens.interpreter.data.tf_data import as_tensor
from shapelens.interpreter.domain.objects import LayerObject
from shapelens.interpreter.domain.values import CallArguments, Ref, TensorValue, Value
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.families.preprocessing.python_data import CONVERTING_EACH, converts
from shapelens.layers.framework.registry import Configured
from shapelens.shapes.unknown import Unknown

_NUMBERS_AND_TEXTS = (bool, int, float, str, bytes)


def with_tensors(machine: Machine, ref: Ref, arguments: CallArguments) -> CallArguments:
    """The arguments of the call of a layer, with a tensor in the place of data that the layer converts."""
    layer = machine.heap[ref]
    configured = layer.configured if isinstance(layer, LayerObject) else None
    if not isinstance(configured, Configured):
        return arguments
    if converts(configured):
        change = _converted
    elif configured.layer.name in CONVERTING_EACH:
        change = _each_converted
    else:
        return arguments
    if arguments.positional:
        first, *others = arguments.positional
        return replace(arguments, positional=[change(machine, first), *others])
    name = configured.layer.call_signature.parameters[0].name
    if name not in arguments.keywords:
        return arguments
    return replace(arguments, keywords={**arguments.keywords, name: change(machine, arguments.keywords[name])})


def _each_converted(machine: Machine, value: Value) -> Value:
    items = plain_tensors(machine, value)
    return tuple(_converted(machine, item) for item in items) if isinstance(items, tuple) else value


def _converted(machine: Machine, value: Value) -> Value:
    stacked = stacked_items(machine, value)
    if stacked is not None:
        return stacked
    plain = plain_tensors(machine, value)
    return as_tensor(machine, plain) if isinstance(plain, (tuple, *_NUMBERS_AND_TEXTS)) and _is_data(plain) else value


def _is_data(value: Value) -> bool:
    """Whether a value is made of numbers, texts and tensors that are there; symbols stay several."""
    if isinstance(value, tuple):
        return all(_is_data(item) for item in value)
    symbol = isinstance(value, TensorValue) and value.node is not None
    return not symbol and isinstance(value, (TensorValue, Unknown, *_NUMBERS_AND_TEXTS))
