"""What a call comes to, in one form for our rules and for the libraries, and how the two compare."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.operations.tensors import Given, our_tensor, replace_tensors

from shapelens.layers.operations import Operation, ShapeValue, apply_operation, is_problem
from shapelens.shapes.expressions import Polynomial, substitute
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown


@dataclass(frozen=True)
class Outcome:
    """Accepted with a result (a `Given`, a list, a number), or why it was rejected."""

    result: Any = None
    rejected: str | None = None

    def __str__(self) -> str:
        return f"rejected ({self.rejected})" if self.rejected is not None else str(self.result)


class Verdict(enum.Enum):
    """How our outcome stands to the real one."""

    AGREED = "agreed"
    UNKNOWN = "unknown"  # the shape, wholly or in part
    NO_DTYPE = "no dtype"
    DIFFERENT = "different"
    FALSE_ERROR = "false error"
    MISSED = "missed"  # accepted by us, rejected by the library
    EXCUSED = "excused"  # a difference of the kinds in `differences`
    DTYPE_REFUSED = "dtype refused"  # rejected by the library, and accepted with tensors of another dtype


def our_outcome(entry: Operation, positional: Any, keywords: Any, values: Mapping[str, int] | None = None) -> Outcome:
    """What our rule says; with `values`, open axes are replaced by numbers in the result."""
    given = replace_tensors(tuple(positional), our_tensor)
    outcome: Any = apply_operation(entry, given, replace_tensors(keywords, our_tensor))
    if is_problem(outcome):
        return Outcome(rejected=str(outcome))
    return Outcome(_plain(outcome, values or {}))


def _plain(outcome: Any, values: Mapping[str, int]) -> Any:
    if isinstance(outcome, Tensor):
        dtype = "?" if isinstance(outcome.dtype, Unknown) else outcome.dtype
        return "?" if isinstance(outcome.shape, Unknown) else Given(_sizes(outcome.shape, values), dtype)
    if isinstance(outcome, ShapeValue):
        sizes = _sizes(outcome.sizes, values)
        return Given((len(sizes),), "?") if outcome.is_tensor else list(sizes)
    if isinstance(outcome, tuple):
        return [_plain(item, values) for item in outcome]
    if isinstance(outcome, Polynomial):
        return _sizes((outcome,), values)[0]
    return "?" if isinstance(outcome, Unknown) else outcome


def _sizes(sizes: Any, values: Mapping[str, int]) -> tuple[Any, ...]:
    found = [substitute(size, values) for size in sizes]
    return tuple(None if isinstance(size, Polynomial) else "?" if isinstance(size, Unknown) else size for size in found)


def judge(ours: Outcome, real: Outcome) -> Verdict:
    """Compare; a dtype that we do not know, beside a rejection, is no opinion."""
    if ours.rejected is not None:
        return Verdict.AGREED if real.rejected is not None else Verdict.FALSE_ERROR
    if real.rejected is not None:
        return Verdict.AGREED if _has_unknown(ours.result) else Verdict.MISSED
    return _judge_result(ours.result, real.result)


def judge_symbolic(ours: Outcome, symbolic: Outcome, eager: Outcome) -> Verdict:
    """Compare with what Keras infers, which is laxer than what it runs: a run may refuse more, know more and differ
    in dtype. What the run says is compared elsewhere; it excuses us here."""
    if ours.rejected is not None and eager.rejected is not None:
        return Verdict.AGREED
    if symbolic.rejected is not None and eager.rejected is None:
        return Verdict.AGREED
    return judge(ours, Outcome(_refined(symbolic.result, ours.result, eager.result), symbolic.rejected))


def _refined(symbolic: Any, ours: Any, eager: Any) -> Any:
    """The inferred result, with our number where Keras has none, and our dtype where the run has it."""
    if isinstance(symbolic, list) and isinstance(ours, list) and len(symbolic) == len(ours):
        others = eager if isinstance(eager, list) and len(eager) == len(ours) else [None] * len(ours)
        return [_refined(*items) for items in zip(symbolic, ours, others, strict=True)]
    if not isinstance(symbolic, Given) or not isinstance(ours, Given) or len(symbolic.shape) != len(ours.shape):
        return symbolic
    sizes = tuple(b if a is None else a for a, b in zip(symbolic.shape, ours.shape, strict=True))
    excused = isinstance(eager, Given) and ours.dtype == eager.dtype
    return Given(sizes, ours.dtype if excused else symbolic.dtype)


def _judge_result(ours: Any, real: Any) -> Verdict:
    if isinstance(ours, str) and ours == "?":
        return Verdict.UNKNOWN
    if isinstance(ours, list) and isinstance(real, list):
        if len(ours) != len(real):
            return Verdict.DIFFERENT
        return _worst([_judge_result(left, right) for left, right in zip(ours, real, strict=True)])
    if isinstance(ours, Given) and ours.shape == () and isinstance(real, (int, float)):
        return Verdict.AGREED
    if (ours is None or isinstance(ours, (int, float))) and isinstance(real, Given) and real.shape == ():
        return Verdict.AGREED
    if not isinstance(ours, Given) or not isinstance(real, Given):
        return Verdict.AGREED if ours == real else Verdict.DIFFERENT
    if len(ours.shape) != len(real.shape):
        return Verdict.DIFFERENT
    sizes = list(zip(ours.shape, real.shape, strict=True))
    if any(left not in ("?", right) for left, right in sizes) or ours.dtype not in ("?", real.dtype):
        return Verdict.DIFFERENT
    if any(left == "?" for left, _ in sizes):
        return Verdict.UNKNOWN
    return Verdict.NO_DTYPE if ours.dtype == "?" else Verdict.AGREED


def _worst(verdicts: list[Verdict]) -> Verdict:
    order = [Verdict.DIFFERENT, Verdict.UNKNOWN, Verdict.NO_DTYPE]
    return next((verdict for verdict in order if verdict in verdicts), Verdict.AGREED)


def _has_unknown(result: Any) -> bool:
    if isinstance(result, list):
        return any(_has_unknown(item) for item in result)
    if isinstance(result, Given):
        return result.dtype == "?" or "?" in result.shape
    return isinstance(result, str) and result == "?"
