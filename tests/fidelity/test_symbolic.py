"""Symbolic against concrete: an expression with numbers put in equals what Keras gives for those numbers."""

from __future__ import annotations

from typing import Any

import pytest
from tests.fidelity.cases import closed, draw_case
from tests.fidelity.compare import convert_call, our_layer, real_outcome, run_outcome
from tests.fidelity.differences import NOT_COMPARED
from tests.fidelity.outcomes import our_tensors

from shapelens.layers.framework.registry import Configured, Layer, all_layers, apply
from shapelens.layers.framework.result import Result
from shapelens.shapes.expressions import axes_of, substitute
from shapelens.shapes.tensors import Tensor, leaves

LAYERS = [entry for entry in all_layers() if entry.name not in NOT_COMPARED]
NUMBERS = (1, 2, 3, 5, 8, 13, 24)


@pytest.mark.parametrize("entry", LAYERS, ids=[entry.name for entry in LAYERS])
def test_numbers_put_into_the_expression(entry: Layer) -> None:
    compared = 0
    for number in range(400):
        case = draw_case(entry, number)
        configured = our_layer(case.construction)
        if not isinstance(configured, Configured) or "stateful" in repr(case) or _has_zero(case.inputs):
            continue
        symbolic = apply(configured, our_tensors(case.inputs, case.dtype), convert_call(case, our_tensors))
        size = NUMBERS[number % len(NUMBERS)]
        concrete = closed(case, size)
        if not isinstance(symbolic, Result) or concrete == case:
            continue
        real = real_outcome(concrete, many=True)
        if real.rejected is None:
            ours = [_numbers(tensor, size) for tensor in leaves(symbolic.output)]
            if any(None in shape for shape in [*ours, *_flat(real.shape)]):
                continue
            # where Keras' symbols give what no run gives, the run decides
            assert ours == _flat(real.shape) or ours == _flat(run_outcome(concrete).shape), f"{case} at {size}"
            compared += 1
        if compared == 8:
            return
    assert compared, "no case was compared"


def _flat(shapes: Any) -> list[tuple[int | None, ...]]:
    return [shapes] if isinstance(shapes, tuple) else [each for item in shapes or () for each in _flat(item)]


def _has_zero(shapes: Any) -> bool:
    return 0 in shapes if isinstance(shapes, tuple) else any(_has_zero(shape) for shape in shapes)


def _numbers(tensor: Any, size: int) -> tuple[Any, ...]:
    """A shape of ours with `size` put in for every axis; None where it is unknown."""
    if not isinstance(tensor, Tensor) or not isinstance(tensor.shape, tuple):
        return (None,)
    values = [substitute(each, dict.fromkeys(axes_of(each), size)) for each in tensor.shape]
    return tuple(value if isinstance(value, int) else None for value in values)
