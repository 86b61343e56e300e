"""What hover shows of a call: every axis of the output has a name, and a formula, read as it stands, gives its size.

Over random calls of every layer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest
from tests.fidelity.cases import draw_case
from tests.fidelity.compare import convert_call, our_layer
from tests.fidelity.differences import NOT_COMPARED
from tests.fidelity.outcomes import our_tensors

from shapelens.layers.framework.registry import Configured, Layer, all_layers, apply
from shapelens.layers.framework.result import Result, Step
from shapelens.shapes.tensors import Tensor

LAYERS = [entry for entry in all_layers() if entry.name not in NOT_COMPARED]
CASES = range(120)
# layers whose output has a size that a formula gives, by a part of their names
COMPUTED = (
    "Conv", "Pooling", "Cropping", "Padding", "UpSampling", "Spectrogram", "Flatten", "RepeatVector", "Concatenate",
)  # fmt: skip


def _results(entry: Layer) -> Iterator[tuple[Configured, Result]]:
    """What a layer gives in those of its cases in which it gives one tensor whose sizes are known."""
    for number in CASES:
        case = draw_case(entry, number)
        configured = our_layer(case.construction)
        if isinstance(configured, Configured):
            inputs = our_tensors(case.inputs, case.dtype)
            result = apply(configured, inputs, convert_call(case, our_tensors))
            if isinstance(result, Result) and isinstance(result.output, Tensor):
                yield configured, result


@pytest.mark.parametrize("entry", LAYERS, ids=[entry.name for entry in LAYERS])
def test_every_axis_has_a_name_of_its_own(entry: Layer) -> None:
    for configured, result in _results(entry):
        assert isinstance(result.output, Tensor)
        if isinstance(result.output.shape, tuple):
            assert len(result.axes) == len(result.output.shape), f"{configured.given}: {result}"
            assert len(set(result.axes)) == len(result.axes)


@pytest.mark.parametrize("entry", LAYERS, ids=[entry.name for entry in LAYERS])
def test_every_formula_gives_the_size_of_its_axis(entry: Layer) -> None:
    shown = 0
    for configured, result in _results(entry):
        assert isinstance(result.output, Tensor)
        if not isinstance(result.output.shape, tuple):
            continue
        sizes = dict(zip(result.axes, result.output.shape, strict=True))
        for step in result.steps:
            assert sizes[step.axis] == step.size, f"{configured.given}: {step}"
            if isinstance(step.size, int):
                assert _value(step, configured) == step.size, f"{configured.given}: {step}"
                shown += 1
    assert shown or entry.name.startswith("Global") or not any(part in entry.name for part in COMPUTED)


def _value(step: Step, configured: Configured) -> Any:
    """The number that a formula comes to, read as arithmetic; a name in it is an argument."""
    if step.formula.isidentifier():
        value = configured.arguments[step.formula]
        return next(item for item in (value if isinstance(value, (tuple, list)) else (value,)) if item == step.size)
    text = step.formula.replace("⌊", "floor(").replace("⌈", "ceil(").replace("⌋", ")").replace("⌉", ")")
    arithmetic = text.replace("·", "*").replace("−", "-")
    return int(eval(arithmetic, {"__builtins__": {}, "floor": math.floor, "ceil": math.ceil}))
