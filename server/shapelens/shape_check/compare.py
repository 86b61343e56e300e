"""What was inferred against what was measured, call by call.

A number agrees with itself alone; an open size (`None`, or an expression over open sizes) agrees with any, an unknown
one is filled. The batch of two is such an open size. Where one line gave several shapes, each that was measured must be
among those inferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from shapelens.shape_check.check import MeasuredCall
from shapelens.shapes.formatting import JSON_ANY_AXES, JsonShape

CallStatus: TypeAlias = Literal["agreed", "differed", "filled", "not_run"]
UNKNOWN = "?"
# how many samples a check runs (`shapelens_agent.runs`)
CHECK_BATCH = 2


@dataclass(frozen=True, slots=True)
class StaticCall:
    """A call expression and every distinct output that was inferred for it (lines and columns from 1, in code points).

    `kind` is `layer`, `op`, `model`, `input` or `data`; `model` the name of the model that it belongs to, where known.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    layer: str
    shapes: tuple[JsonShape, ...]
    kind: str = "layer"
    model: str = ""


@dataclass(frozen=True, slots=True)
class CallResult:
    """One call expression, both ways. `models` are indices of the measured models that it belongs to."""

    line: int
    column: int
    end_line: int
    end_column: int
    layer: str
    static: tuple[JsonShape, ...]
    measured: tuple[JsonShape, ...]
    status: CallStatus
    symbolic: bool = False
    models: tuple[int, ...] = ()
    model: str = ""


def compare(static: Iterable[StaticCall], measured: Iterable[MeasuredCall]) -> tuple[CallResult, ...]:
    """Every static call with what was measured there, and every layer call that only the run knew; by position."""
    unmatched = {span(call): call for call in measured}
    pairs: list[tuple[StaticCall, MeasuredCall | None]] = []
    inferred_calls = list(static)
    named = {(span(inferred), inferred.layer) for inferred in inferred_calls}
    for inferred in inferred_calls:
        there = unmatched.get(span(inferred))
        # a model's call may stand for one of its layers as well: what was measured there is the model's
        is_other = there is not None and there.layer != inferred.layer and (span(inferred), there.layer) in named
        pairs.append((inferred, None if is_other else unmatched.pop(span(inferred), None)))
    by_start = group_by_start(unmatched.values())
    compared = []
    for inferred, call in pairs:
        if call is None:
            # the two readers of the source may see another end of a call, never another start
            same = by_start[start(inferred)]
            call = same[0] if len(same) == 1 else None
            if call is not None:
                unmatched.pop(span(call), None)
        compared.append(compare_call(inferred, call))
    compared += [only_measured(call) for call in unmatched.values() if call.layer and call.shapes]
    return tuple(sorted(compared, key=span))


def span(call: StaticCall | MeasuredCall | CallResult) -> tuple[int, int, int, int]:
    return call.line, call.column, call.end_line, call.end_column


def start(call: StaticCall | MeasuredCall) -> tuple[int, int, str]:
    return call.line, call.column, call.layer


def group_by_start(calls: Iterable[MeasuredCall]) -> dict[tuple[int, int, str], list[MeasuredCall]]:
    groups: dict[tuple[int, int, str], list[MeasuredCall]] = defaultdict(list)
    for call in calls:
        groups[start(call)].append(call)
    return groups


def compare_call(inferred: StaticCall, call: MeasuredCall | None) -> CallResult:
    shapes = () if call is None else call.shapes
    return CallResult(
        *span(inferred),
        layer=inferred.layer,
        static=inferred.shapes,
        measured=shapes,
        status=compare_shapes(inferred.shapes, shapes),
        symbolic=call is not None and call.symbolic,
        models=() if call is None else call.models,
        model=inferred.model,
    )


def only_measured(call: MeasuredCall) -> CallResult:
    return CallResult(*span(call), call.layer, (), call.shapes, "filled", call.symbolic, call.models)


def compare_shapes(static: Sequence[JsonShape], measured: Sequence[JsonShape]) -> CallStatus:
    """The verdict on one line: the worst of its measured shapes, each against the inferred shape that suits it best."""
    told = [
        shape for shape in measured if shape != UNKNOWN and not any(is_batch_of(shape, other) for other in measured)
    ]
    if not told:
        return "not_run"
    if not static:
        return "filled"
    order: tuple[CallStatus, ...] = ("agreed", "filled", "differed")
    best = [min((compare_shape(guess, shape) for guess in static), key=order.index) for shape in told]
    return max(best, key=order.index)


def is_batch_of(shape: JsonShape, other: JsonShape) -> bool:
    """Whether a shape is another one with the batch of the check: the program ran the model with a batch of its own."""
    if shape == other or not isinstance(shape, list) or not isinstance(other, list) or len(shape) != len(other):
        return False
    if is_shape(shape) and is_shape(other):
        return bool(shape) and shape[0] == CHECK_BATCH and shape[1:] == other[1:]
    return all(one == two or is_batch_of(one, two) for one, two in zip(shape, other, strict=True))


def compare_shape(static: JsonShape, measured: JsonShape) -> CallStatus:
    """One output, which may be several tensors."""
    static, measured = unwrap(static), unwrap(measured)
    if static == UNKNOWN:
        return "filled"
    if measured == UNKNOWN:
        return "agreed"
    if isinstance(static, dict) and isinstance(measured, dict):
        if static.keys() != measured.keys():
            return "differed"
        return worst(compare_shape(static[name], measured[name]) for name in static)
    if ends_with(static, measured):
        # how many axes there are, only the run says
        return "filled"
    if not isinstance(static, list) or not isinstance(measured, list) or len(static) != len(measured):
        return "differed"
    if is_shape(static) and is_shape(measured):
        return worst(compare_size(guess, size) for guess, size in zip(static, measured, strict=True))
    return worst(compare_shape(guess, shape) for guess, shape in zip(static, measured, strict=True))


def ends_with(static: JsonShape, measured: JsonShape) -> bool:
    """Whether a shape has the last axes that are known of one of unknown rank, `["...", 16]`."""
    if not isinstance(static, list) or not isinstance(measured, list) or static[:1] != [JSON_ANY_AXES]:
        return False
    last = static[1:]
    end = measured[max(len(measured) - len(last), 0) :]
    fits = len(end) == len(last) and is_shape(measured)
    return fits and all(compare_size(guess, size) != "differed" for guess, size in zip(last, end, strict=True))


def compare_size(static: JsonShape, measured: JsonShape) -> CallStatus:
    if static == UNKNOWN:
        return "filled"
    if isinstance(static, int) and isinstance(measured, int):
        return "agreed" if static == measured else "differed"
    return "agreed"


def worst(statuses: Iterable[CallStatus]) -> CallStatus:
    seen = set(statuses)
    return "differed" if "differed" in seen else "filled" if "filled" in seen else "agreed"


def is_shape(value: JsonShape) -> bool:
    """Whether a JSON value is one tensor's shape (a list of sizes) rather than a list of shapes."""
    return isinstance(value, list) and not any(isinstance(item, (list, dict)) for item in value)


def unwrap(value: JsonShape) -> JsonShape:
    """A list of one tensor is that tensor, as Keras gives it back."""
    return value[0] if isinstance(value, list) and len(value) == 1 and isinstance(value[0], (list, dict)) else value
