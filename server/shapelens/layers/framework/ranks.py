"""What a rule says of an input whose rank is not known: what it says of every rank that it takes.

No rule needs to know of this. A rule is asked once for each number of axes, all sizes unknown; ranks that it rejects
cannot be, for Keras rejects them; what the other answers have in common holds.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import reduce

from shapelens.layers.framework.result import Result, Step, Weight
from shapelens.shapes.expressions import Size
from shapelens.shapes.formatting import is_wholly_unknown
from shapelens.shapes.tensors import Dims, NamedTensors, Structure, Tensor, last_sizes, leaves
from shapelens.shapes.unknown import Unknown

# beyond this rank no rule tells ranks apart
MOST_AXES = 7
# the same where two inputs are of unknown rank; more are not tried
MOST_AXES_OF_TWO = 5


def has_unknown_rank(structure: Structure) -> bool:
    """Whether a structure has a tensor of which not even the rank is known."""
    return any(isinstance(leaf, Unknown) or isinstance(leaf.shape, Unknown) for leaf in leaves(structure))


def reason_of_rank(structure: Structure) -> Unknown | None:
    """Why the first rank that is not known is not."""
    shapes = (leaf if isinstance(leaf, Unknown) else leaf.shape for leaf in leaves(structure))
    return next((shape for shape in shapes if isinstance(shape, Unknown)), None)


def of_every_rank(structures: tuple[Structure, ...]) -> list[tuple[Structure, ...]]:
    """The structures once for each rank that their tensors may have, all sizes but the known last ones unknown.

    None of them where there are too many, or where they would have come of what fails.
    """
    reason = reason_of_rank(structures)
    if reason is not None and reason.follows_a_fault:
        return []
    choices = [_of_leaf(leaf) for leaf in leaves(structures)]
    open_ended = sum(len(ranks) > 1 for ranks in choices)
    if open_ended > 2:
        return []
    if open_ended == 2:
        choices = [ranks[: MOST_AXES_OF_TWO + 1] for ranks in choices]
    return [tuple(_rebuilt(each, chosen) for each in structures) for chosen in map(iter, itertools.product(*choices))]


def _of_leaf(leaf: Tensor | Unknown) -> list[Tensor]:
    tensor = Tensor(leaf, leaf) if isinstance(leaf, Unknown) else leaf
    reason, last = tensor.shape, tensor.last
    if not isinstance(reason, Unknown):
        return [tensor]
    most = max(MOST_AXES - len(last), 1)
    return [Tensor((reason,) * more + last, tensor.dtype) for more in range(most + 1)]


def _rebuilt(structure: Structure, chosen: Iterator[Tensor]) -> Structure:
    if isinstance(structure, (Tensor, Unknown)):
        return next(chosen)
    if isinstance(structure, NamedTensors):
        return NamedTensors(tuple((name, _rebuilt(item, chosen)) for name, item in structure.items))
    return tuple(_rebuilt(item, chosen) for item in structure)


def refined(result: Result, answers: Sequence[Result], reason: Unknown) -> Result:
    """What a rule says of an unknown rank (`result`), with what its answers for every rank have in common."""
    if not answers:
        return result
    joined = reduce(lambda left, right: _join_results(left, right, reason), answers)
    return result if is_wholly_unknown(joined.output) and not joined.weights else joined


def _join_results(left: Result, right: Result, reason: Unknown) -> Result:
    steps: tuple[Step, ...] = left.steps if left.steps == right.steps else ()
    return Result(
        join_structures(left.output, right.output, reason),
        _join_weights(left.weights, right.weights, reason),
        steps,
        left.axes if left.axes == right.axes else (),
        join_sizes(left.macs, right.macs, reason),
        left.window if left.window == right.window else None,
    )


def _join_weights(left: Sequence[Weight], right: Sequence[Weight], reason: Unknown) -> tuple[Weight, ...]:
    """The same weights with the sizes that they have in common; else it is not known which there are."""
    if [(each.name, each.trainable) for each in left] != [(each.name, each.trainable) for each in right]:
        return (Weight("weights", (reason,)),)
    return tuple(
        Weight(one.name, _join_dims(one.shape, other.shape, reason) or (reason,), one.trainable)
        if one.shape != other.shape
        else one
        for one, other in zip(left, right, strict=True)
    )


def _join_dims(left: Dims, right: Dims, reason: Unknown) -> Dims | None:
    if len(left) != len(right):
        return None
    return tuple(join_sizes(a, b, reason) for a, b in zip(left, right, strict=True))


def join_sizes(left: Size, right: Size, reason: Unknown) -> Size:
    """The size that two answers have in common."""
    return left if left == right else reason


def join_structures(left: Structure, right: Structure, reason: Unknown) -> Structure:
    """What two outputs have in common: their sizes, or where their ranks differ those of the last axes."""
    if isinstance(left, Tensor) and isinstance(right, Tensor):
        return join_tensors(left, right, reason, join_sizes)
    if isinstance(left, tuple) and isinstance(right, tuple) and len(left) == len(right):
        return tuple(join_structures(a, b, reason) for a, b in zip(left, right, strict=True))
    if isinstance(left, NamedTensors) and isinstance(right, NamedTensors):
        names = [name for name, _ in left.items]
        if names == [name for name, _ in right.items]:
            parts = zip(left.items, right.items, strict=True)
            return NamedTensors(tuple((name, join_structures(a, b, reason)) for (name, a), (_, b) in parts))
    return reason


def join_tensors(left: Tensor, right: Tensor, reason: Unknown, join: Callable[[Size, Size, Unknown], Size]) -> Tensor:
    """The sizes and the dtype that two tensors have in common, found by `join`."""
    dtype = left.dtype if left.dtype == right.dtype else reason
    mine, theirs = last_sizes(left), last_sizes(right)
    same_rank = isinstance(left.shape, tuple) and isinstance(right.shape, tuple) and len(mine) == len(theirs)
    shared = min(len(mine), len(theirs))
    sizes = tuple(
        join(a, b, reason) for a, b in zip(mine[len(mine) - shared :], theirs[len(theirs) - shared :], strict=True)
    )
    return Tensor(sizes, dtype) if same_rank else Tensor(reason, dtype, sizes)
