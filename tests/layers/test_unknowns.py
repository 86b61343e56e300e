"""What is not known is never rejected, and nothing makes a rule raise.

A call that our rule accepts is still accepted when any one of its arguments, or any one size of its inputs, is unknown
or an object that only the interpreter understands.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from tests.fidelity.cases import Case, Construction, draw_case
from tests.fidelity.compare import convert_call, our_layer
from tests.fidelity.differences import NOT_COMPARED
from tests.fidelity.outcomes import our_tensors

from shapelens.layers.framework.registry import Configured, Layer, all_layers, apply
from shapelens.layers.framework.result import Result
from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

LAYERS = [entry for entry in all_layers() if entry.name not in NOT_COMPARED]
CASES = range(60)


class Opaque:
    """A value of the program that only the interpreter understands."""


@pytest.mark.parametrize("entry", LAYERS, ids=[entry.name for entry in LAYERS])
def test_an_unknown_argument_is_never_rejected(entry: Layer) -> None:
    for case in _accepted(entry):
        for value in (Unknown("it is read from a file"), Opaque()):
            for changed in _with_one_argument(case.construction, value):
                configured = our_layer(changed)
                assert isinstance(configured, Configured), f"{case} with {changed}: {configured}"
                outcome = apply(configured, our_tensors(case.inputs, case.dtype), convert_call(case, our_tensors))
                assert isinstance(outcome, Result), f"{case} with {changed}: {outcome}"


@pytest.mark.parametrize("entry", LAYERS, ids=[entry.name for entry in LAYERS])
def test_an_unknown_size_is_never_rejected(entry: Layer) -> None:
    for case in _accepted(entry):
        configured = our_layer(case.construction)
        for inputs in _with_one_unknown(our_tensors(case.inputs, case.dtype)):
            outcome = apply(configured, inputs, convert_call(case, our_tensors))
            assert isinstance(outcome, Result), f"{case} on {inputs}: {outcome}"


@pytest.mark.parametrize("entry", LAYERS, ids=[entry.name for entry in LAYERS])
def test_an_open_size_as_an_argument_never_raises(entry: Layer) -> None:
    for case in _accepted(entry):
        for changed in _with_one_argument(case.construction, axis("H")):
            configured = our_layer(changed)
            if isinstance(configured, Configured):
                apply(configured, our_tensors(case.inputs, case.dtype), convert_call(case, our_tensors))


def _accepted(entry: Layer) -> Iterator[Case]:
    """The cases of a layer that our rule accepts."""
    for number in CASES:
        case = draw_case(entry, number)
        configured = our_layer(case.construction)
        if isinstance(configured, Configured):
            outcome = apply(configured, our_tensors(case.inputs, case.dtype), convert_call(case, our_tensors))
            if isinstance(outcome, Result):
                yield case


def _with_one_argument(construction: Construction, value: Any) -> Iterator[Construction]:
    """The construction with each argument in turn replaced by `value`, and each item of a tuple or list."""
    for index, given in enumerate(construction.positional):
        for item in _replaced(given, value):
            positional = (*construction.positional[:index], item, *construction.positional[index + 1 :])
            yield dataclasses.replace(construction, positional=positional)
    for name, given in construction.keywords.items():
        for item in _replaced(given, value):
            yield dataclasses.replace(construction, keywords={**construction.keywords, name: item})


def _replaced(given: Any, value: Any) -> Iterator[Any]:
    yield value
    if isinstance(given, (tuple, list)):
        for index in range(len(given)):
            yield type(given)([*given[:index], value, *given[index + 1 :]])


def _with_one_unknown(inputs: Structure) -> Iterator[Structure]:
    """The inputs with each size, each shape and each tensor in turn unknown."""
    unknown = Unknown("it is read from a file")
    yield unknown
    if isinstance(inputs, Tensor) and isinstance(inputs.shape, tuple):
        yield Tensor(unknown, inputs.dtype)
        for index in range(len(inputs.shape)):
            yield Tensor((*inputs.shape[:index], unknown, *inputs.shape[index + 1 :]), inputs.dtype)
    elif isinstance(inputs, tuple):
        for index, tensor in enumerate(inputs):
            for changed in _with_one_unknown(tensor):
                yield (*inputs[:index], changed, *inputs[index + 1 :])
