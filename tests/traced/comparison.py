"""What the interpreter says of a call against what real Keras gave there.

A call is *right* where every shape that Keras gave is among those inferred and every inferred one occurred. An open
size matches any number; a size that we know and Keras leaves open (it reads no value out of `tf.shape`) is *sharper*:
right, unless zeros that run through the model contradict. An unknown size anywhere makes the call *unknown*, as does a
shape not inferred beside one that was (*partial*).

Two stricter and looser questions beside it: `is_exact` asks for the very numbers, `is_ranked` for no more than the rank
and one size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeAlias

from tests.traced.truth import TracedCall

from shapelens.shape_check.compare import UNKNOWN, is_shape, unwrap
from shapelens.shapes.formatting import JsonShape

Verdict: TypeAlias = Literal["right", "sharper", "partial", "unknown", "wrong"]
SizeTest: TypeAlias = Callable[[JsonShape, JsonShape, bool], Verdict]

# before the last sizes of a tensor whose rank is not known
ANY_RANK = "..."
ORDER: tuple[Verdict, ...] = ("right", "sharper", "partial", "unknown", "wrong")


def judge(inferred: Sequence[JsonShape], call: TracedCall, *, exactly: bool = False) -> Verdict:
    """The verdict on one call, from every shape inferred for it."""
    real = [(shape, test) for shape, test in real_shapes(call, exactly) if shape != UNKNOWN]
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


def is_exact(inferred: Sequence[JsonShape], call: TracedCall) -> bool:
    """Whether every size is the very number, and open only where Keras leaves it open."""
    return judge(inferred, call, exactly=True) in ("right", "sharper")


def is_ranked(inferred: Sequence[JsonShape]) -> bool:
    """Whether of every tensor the rank is said, and of its sizes at least one."""
    return bool(inferred) and all(map(is_ranked_shape, inferred))


def is_ranked_shape(shape: JsonShape) -> bool:
    if isinstance(shape, dict):
        return all(map(is_ranked_shape, shape.values()))
    if not isinstance(shape, list):
        return False
    if not is_shape(shape):
        return all(map(is_ranked_shape, shape))
    return ANY_RANK not in shape and (not shape or any(size != UNKNOWN for size in shape))


def real_shapes(call: TracedCall, exactly: bool) -> list[tuple[JsonShape, SizeTest]]:
    """What must have been inferred; zeros of ours only where the program itself gave nothing."""
    test = compare_exactly if exactly else compare_sizes
    pairs: list[tuple[JsonShape, SizeTest]] = [(shape, test) for shape in (*call.symbolic, *call.concrete)]
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
    if isinstance(guess, list) and guess[:1] == [ANY_RANK]:
        return compare_end(guess[1:], real, test)
    if not isinstance(guess, list) or not isinstance(real, list) or len(guess) != len(real):
        return "wrong"
    if is_shape(real):
        if not is_shape(guess):
            return "wrong"
        return worst(test(size, other, axis == 0) for axis, (size, other) in enumerate(zip(guess, real, strict=True)))
    return worst(compare(item, other, test) for item, other in zip(guess, real, strict=True))


def compare_end(sizes: list[JsonShape], real: JsonShape, test: SizeTest) -> Verdict:
    """The last sizes of a tensor whose rank is not known: never known, but they can be wrong."""
    if not isinstance(real, list) or not is_shape(real) or len(real) < len(sizes):
        return "wrong"
    last = zip(sizes, real[len(real) - len(sizes) :], strict=True)
    return worst(["unknown", *(test(size, other, False) for size, other in last)])


def compare_sizes(guess: JsonShape, real: JsonShape, is_batch: bool) -> Verdict:
    """An open size of either side matches any number of the other."""
    if guess == UNKNOWN:
        return "unknown"
    if isinstance(guess, int) and guess != real:
        return "sharper" if real is None else "wrong"
    return "right"


def compare_exactly(guess: JsonShape, real: JsonShape, is_batch: bool) -> Verdict:
    return "wrong" if isinstance(real, int) and guess not in (real, UNKNOWN) else compare_sizes(guess, real, is_batch)


def compare_zeros(guess: JsonShape, real: JsonShape, is_batch: bool) -> Verdict:
    """The batch of two is the tracer's own."""
    return "right" if is_batch and guess != UNKNOWN else compare_sizes(guess, real, is_batch)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    return max(verdicts, key=ORDER.index, default="right")


def best(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts, key=ORDER.index, default="wrong")
