"""Run cases of one layer through our rule and through real Keras, and count."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fidelity.cases import Case, Construction, draw_case
from tests.fidelity.differences import accepted_difference
from tests.fidelity.outcomes import Outcome, agree, our_outcome, our_tensors
from tests.fidelity.real_keras import MANY_PARAMETERS, keras, keras_outcome, keras_tensors

from shapelens.layers.registry import Layer, configure, find_layer


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
        ours, real = outcomes(case)
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


def outcomes(case: Case) -> tuple[Outcome, Outcome]:
    """What our rule and what real Keras say of a case."""
    ours = our_outcome(
        our_layer(case.construction), our_tensors(case.inputs, case.dtype), convert_call(case, our_tensors)
    )
    return ours, real_outcome(case, many=_may_be_large(case, ours))


def real_outcome(case: Case, *, many: bool) -> Outcome:
    """What real Keras says of a case."""
    call = convert_call(case, keras_tensors)
    return keras_outcome(lambda: keras_layer(case.construction), case.inputs, case.dtype, call, many=many)


def our_layer(construction: Construction) -> Any:
    """The layer as our registry configures it, or the problem that it finds in it or in what it wraps."""
    entry = find_layer(construction.layer)
    assert entry is not None
    positional = [_convert(value, our_layer) for value in construction.positional]
    keywords = {name: _convert(value, our_layer) for name, value in construction.keywords.items()}
    for argument in [*positional, *keywords.values()]:
        for item in argument if isinstance(argument, (list, tuple)) else [argument]:
            if type(item).__module__ == "shapelens.layers.problems":
                return item
    return configure(entry, positional, keywords)


def keras_layer(construction: Construction) -> Any:
    """The layer as Keras constructs it."""
    positional = [_convert(value, keras_layer) for value in construction.positional]
    keywords = {name: _convert(value, keras_layer) for name, value in construction.keywords.items()}
    return getattr(keras.layers, construction.layer)(*positional, **keywords)


def _convert(value: Any, make: Callable[[Construction], Any]) -> Any:
    """An argument with the layers in it made."""
    if isinstance(value, Construction):
        return make(value)
    if isinstance(value, (list, tuple)):
        return type(value)(_convert(item, make) for item in value)
    return value


def convert_call(case: Case, tensors: Callable[[Any, Any], Any]) -> dict[str, Any]:
    """The other arguments of the call, with shapes made into tensors."""
    return {
        name: tensors(value, case.dtype) if isinstance(value, (tuple, list)) else value
        for name, value in case.call.items()
    }


def _may_be_large(case: Case, ours: Outcome) -> bool:
    if "stateful" in repr(case.construction):
        return False  # the states are variables that must be filled
    if case.construction.layer == "STFTSpectrogram":
        return False  # its initializers look at the window
    shapes = [case.inputs] if isinstance(case.inputs, tuple) else list(case.inputs)
    shapes += [value for value in case.call.values() if isinstance(value, tuple)]
    return (
        any(size is not None and size >= 1000 for shape in shapes for size in shape)
        or any(math.prod(size or 1 for size in shape[1:]) > MANY_PARAMETERS for shape in shapes)
        or (isinstance(ours.params, int) and ours.params > MANY_PARAMETERS)
    )
