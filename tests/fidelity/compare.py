"""Run cases of one layer through our rule and through real Keras, and count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.fidelity.cases import Case, draw_case
from tests.fidelity.differences import accepted_difference
from tests.fidelity.outcomes import Outcome, agree, our_outcome, our_tensors
from tests.fidelity.real_keras import MANY_PARAMETERS, keras, keras_outcome

from shapelens.layers.registry import Layer, configure
from shapelens.shapes.expressions import product


@dataclass
class Tally:
    """How the cases of one layer came out; `accepted` counts those that Keras accepted."""

    layer: str
    cases: int = 0
    agreed: int = 0
    accepted: int = 0
    differing: list[tuple[int, Case, Outcome, Outcome]] = field(default_factory=list)
    excused: list[tuple[int, Case, str]] = field(default_factory=list)


def compare(entry: Layer, numbers: range) -> Tally:
    """The cases `numbers` of a layer, both ways."""
    tally = Tally(entry.name)
    for number in numbers:
        case = draw_case(entry, number)
        ours, real = outcomes(entry, case)
        tally.cases += 1
        tally.accepted += real.rejected is None
        reason = None if agree(ours, real) else accepted_difference(case, ours, real)
        if agree(ours, real):
            tally.agreed += 1
        elif reason is not None:
            tally.excused.append((number, case, reason))
        else:
            tally.differing.append((number, case, ours, real))
    return tally


def outcomes(entry: Layer, case: Case) -> tuple[Outcome, Outcome]:
    """What our rule and what real Keras say of a case."""
    configured = configure(entry, case.positional, case.keywords)
    ours = our_outcome(configured, our_tensors(case.inputs, case.dtype))

    def make() -> Any:
        return getattr(keras.layers, entry.name)(*case.positional, **case.keywords)

    return ours, keras_outcome(make, case.inputs, case.dtype, many=_may_be_large(case, ours))


def _may_be_large(case: Case, ours: Outcome) -> bool:
    if "stateful" in case.keywords:
        return False  # the states are variables that must be filled
    shapes = [case.inputs] if isinstance(case.inputs, tuple) else case.inputs
    return (
        any(size is not None and size >= 1000 for shape in shapes for size in shape)
        or any(product(size or 1 for size in shape[1:]) > MANY_PARAMETERS for shape in shapes)
        or (isinstance(ours.params, int) and ours.params > MANY_PARAMETERS)
    )
