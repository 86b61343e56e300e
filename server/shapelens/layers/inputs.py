"""What a layer demands of its input before its formula applies (`keras.src.layers.input_spec`).

Nothing here rejects what is not known: an unknown shape or size passes, and makes the output unknown.
"""

from __future__ import annotations

from shapelens.layers.problems import RankMismatch, Reject, UndefinedAxis, WrongInputs
from shapelens.layers.result import Result
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Structure, Tensor, is_open
from shapelens.shapes.unknown import Unknown


def single(inputs: Structure) -> Tensor:
    """The one tensor that the layer takes; unknown stays unknown.

    Rejects: `WrongInputs` for several tensors.
    """
    if isinstance(inputs, Tensor):
        return inputs
    if isinstance(inputs, Unknown):
        return Tensor(inputs, inputs)
    if isinstance(inputs, tuple) and len(inputs) == 1:
        return single(inputs[0])
    raise Reject(WrongInputs("one tensor", "several tensors"))


def require_rank(shape: Dims, *, exactly: int | None = None, at_least: int | None = None) -> None:
    """Reject a shape of another rank (batch axis included)."""
    if exactly is not None and len(shape) != exactly:
        raise Reject(RankMismatch(str(exactly), len(shape), shape))
    if at_least is not None and len(shape) < at_least:
        raise Reject(RankMismatch(f"at least {at_least}", len(shape), shape))


def require_defined(shape: Dims, axis: int, purpose: str) -> Size:
    """The size on `axis`, which must not be open because weights (`purpose`) are made from it."""
    size = shape[axis]
    if is_open(size):
        raise Reject(UndefinedAxis(axis, shape, purpose))
    return size


def unknown_result(reason: Unknown, dtype: str | Unknown = "float32") -> Result:
    """The result of a rule whose input rank is not known."""
    return Result(Tensor(reason, dtype))
