"""Run cases of one layer through our rule and through real Keras, and count."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fidelity.cases import Case, Construction, closed, draw_case, smaller
from tests.fidelity.differences import accepted_difference
from tests.fidelity.outcomes import Outcome, agree, our_outcome, our_tensors
from tests.fidelity.real_keras import MANY_PARAMETERS, keras, keras_outcome, keras_tensors, zeros

from shapelens.layers.framework.registry import IMAGE_FAMILIES, Layer, configure, find_layer

# more elements than this are not run
LARGEST_RUN = 10_000_000


@dataclass
class Tally:
    """How the cases of one layer came out; `accepted` counts those that Keras accepted.

    `by_run` are those that agree with a run of the layer, which Keras contradicts for symbolic tensors.
    """

    layer: str
    cases: int = 0
    agreed: int = 0
    accepted: int = 0
    differing: list[tuple[int, Case, Outcome, Outcome]] = field(default_factory=list)
    excused: list[tuple[int, Case, str]] = field(default_factory=list)
    by_run: list[tuple[int, Case]] = field(default_factory=list)


def compare(entry: Layer, numbers: range) -> Tally:
    """The cases `numbers` of a layer, both ways."""
    tally = Tally(entry.name)
    for number in numbers:
        case = draw_case(entry, number)
        ours, real = outcomes(case)
        tally.cases += 1
        tally.accepted += real.rejected is None
        if agree(ours, real):
            tally.agreed += 1
        elif agrees_with_run(case, ours, real):
            tally.agreed += 1
            tally.by_run.append((number, case))
        elif (reason := accepted_difference(case, ours, real)) is not None:
            tally.excused.append((number, case, reason))
        else:
            tally.differing.append((number, case, ours, real))
    return tally


def outcomes(case: Case) -> tuple[Outcome, Outcome]:
    """What our rule and what real Keras say of a case."""
    ours = rule_outcome(case)
    return ours, real_outcome(case, many=_may_be_large(case, ours))


def rule_outcome(case: Case) -> Outcome:
    """What our rule says of a case."""
    return our_outcome(
        our_layer(case.construction), our_tensors(case.inputs, case.dtype), convert_call(case, our_tensors)
    )


def real_outcome(case: Case, *, many: bool, tensors: Callable[[Any, Any], Any] = keras_tensors) -> Outcome:
    """What real Keras says of a case, for symbolic tensors unless others are made."""

    def make() -> Any:
        return keras_layer(case.construction)

    inputs, call = tensors(case.inputs, case.dtype), convert_call(case, tensors)
    return keras_outcome(make, inputs, call, many=many)


def run_outcome(concrete: Case) -> Outcome:
    """What a run on zeros gives for a case without open sizes."""
    return real_outcome(concrete, many=False, tensors=zeros)


def agrees_with_run(case: Case, ours: Outcome, real: Outcome) -> bool:
    """Whether a run on zeros gives what our rule says, where Keras says something else for symbolic tensors.

    What Keras rejects already for those never runs. A convolution with its channels first does not run on a CPU, which
    says nothing of its shape.
    """
    batches = [shape[0] for shape in _shapes_of(case) if shape and shape[0] is not None]
    concrete = smaller(closed(case, 3, batch=batches[0] if batches else 2))
    count = sum(math.prod(shape) for shape in _shapes_of(concrete))
    if real.rejected is not None or count > LARGEST_RUN:
        return False
    entry = find_layer(case.construction.layer)
    run = run_outcome(concrete)
    on_images = entry is not None and entry.family.startswith(IMAGE_FAMILIES)
    if run.rejected is not None and not on_images and "channels_first" in repr(case.construction).lower():
        return False
    return agree(ours if ours.rejected is not None else rule_outcome(concrete), run)


def _shapes_of(case: Case) -> list[tuple[int, ...]]:
    shapes = [case.inputs] if isinstance(case.inputs, tuple) else list(case.inputs)
    return shapes + [value for value in case.call.values() if isinstance(value, tuple)]


def our_layer(construction: Construction) -> Any:
    """The layer as our registry configures it, or the problem that it finds in it or in what it wraps."""
    entry = find_layer(construction.layer)
    assert entry is not None
    positional = [_convert(value, our_layer) for value in construction.positional]
    keywords = {name: _convert(value, our_layer) for name, value in construction.keywords.items()}
    for argument in [*positional, *keywords.values()]:
        for item in argument if isinstance(argument, (list, tuple)) else [argument]:
            if type(item).__module__ == "shapelens.layers.framework.problems":
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
    if case.construction.layer == "STFTSpectrogram" or "bfloat16" in repr(case.construction):
        return False  # its initializers look at the window, and not every initializer fills bfloat16
    shapes = _shapes_of(case)
    return (
        any(size is not None and size >= 1000 for shape in shapes for size in shape)
        or any(math.prod(size or 1 for size in shape[1:]) > MANY_PARAMETERS for shape in shapes)
        or (isinstance(ours.params, int) and ours.params > MANY_PARAMETERS)
    )
