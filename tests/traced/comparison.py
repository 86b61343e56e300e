"""What the interpreter says of a call against what real Keras gave there.

A call is *right* where every shape that Keras gave is among those inferred and every inferred one occurred. An open
size equals `None`, and any number of a tensor that the program computed from data; a size that we know and Keras leaves
open (it reads no value out of `tf.shape`) is *sharper*: right, unless zeros that run through the model contradict. An
unknown size anywhere makes the call *unknown*, as does a shape not inferred beside one that was (*partial*).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeAlias

from tests.traced.truth import TracedCall

from shapelens.shape_check.compare import UNKNOWN, ends_with, is_shape, unwrap
from shapelens.shapes.formatting import JsonShape

Verdict: TypeAlias = Literal["right", "sharper", "partial", "unknown", "wrong"]
SizeTest: TypeAlias = Callable[[JsonShape, JsonShape, bool], Verdict]

ORDER: tuple[Verdict, ...] = ("right", "sharper", "partial", "unknown", "wrong")


def judge(inferred: Sequence[JsonShape], call: TracedCall) -> Verdict:
    """The verdict on one call, from every shape inferred for it."""
    real = [(shape, test) for shape, test in real_shapes(call) if shape != UNKNOWN]
    if not inferred:
        return "unknown"
    covered = worst(best(compare(guess, shape, test) for guess in inferred) for shape, test in real)
    occurring = [*real, *((shape, compare_zeros) for shape in call.zeros)]
    if not occurring:
        return "right"
    occurs = worst(best(compare(guess, shape, test) for shape, test in occurring) for guess in inferred)
    if occurs in ("unknown", "wrong"):
        return occurs
    if covered == "wrong":
        return "partial"
    if covered == "sharper" and contradicted(inferred, call):
        return "wrong"
    return covered


def real_shapes(call: TracedCall) -> list[tuple[JsonShape, SizeTest]]:
    """What must have been inferred; zeros of ours only where the program itself gave nothing."""
    pairs: list[tuple[JsonShape, SizeTest]] = [(shape, compare_symbolic) for shape in call.symbolic]
    pairs += [(shape, compare_concrete) for shape in call.concrete]
    return pairs or [(shape, compare_zeros) for shape in call.zeros]


def contradicted(inferred: Sequence[JsonShape], call: TracedCall) -> bool:
    """Whether zeros that ran through the model gave what nothing inferred allows."""
    return any(all(compare(guess, real, compare_zeros) == "wrong" for guess in inferred) for real in call.zeros)


def compare(guess: JsonShape, real: JsonShape, test: SizeTest) -> Verdict:
    """One inferred output against one real one; either may be several tensors."""
    guess, real = unwrap(guess), unwrap(real)
    if guess == UNKNOWN:
        return "unknown"
    if real == UNKNOWN:
        return "right"
    if isinstance(guess, dict) and isinstance(real, dict):
        same = guess.keys() == real.keys()
        return worst(compare(guess[name], real[name], test) for name in guess) if same else "wrong"
    if ends_with(guess, real):
        return "unknown"
    if not isinstance(guess, list) or not isinstance(real, list) or len(guess) != len(real):
        return "wrong"
    if is_shape(real):
        if not is_shape(guess):
            return "wrong"
        return worst(test(size, other, axis == 0) for axis, (size, other) in enumerate(zip(guess, real, strict=True)))
    return worst(compare(item, other, test) for item, other in zip(guess, real, strict=True))


def compare_symbolic(guess: JsonShape, real: JsonShape, is_batch: bool) -> Verdict:
    if guess == UNKNOWN:
        return "unknown"
    if isinstance(guess, int):
        return "right" if guess == real else "sharper" if real is None else "wrong"
    return "right" if real is None else "wrong"


def compare_concrete(guess: JsonShape, real: JsonShape, is_batch: bool) -> Verdict:
    if guess == UNKNOWN:
        return "unknown"
    return "right" if not isinstance(guess, int) or guess == real else "wrong"


def compare_zeros(guess: JsonShape, real: JsonShape, is_batch: bool) -> Verdict:
    """The batch of two is the tracer's own."""
    return "right" if is_batch and guess != UNKNOWN else compare_concrete(guess, real, is_batch)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    return max(verdicts, key=ORDER.index, default="right")


def best(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts, key=ORDER.index, default="wrong")
