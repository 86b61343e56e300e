"""What a layer demands of its input before its formula applies (`keras.src.layers.input_spec`).

Nothing here rejects what is not known: an unknown shape or size passes, and makes the output unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.identifiers import FLOAT_DTYPES
from shapelens.layers.framework.problems import AxisMismatch, RankMismatch, Reject, UndefinedAxis, WrongInputs
from shapelens.layers.framework.result import Result, Weight
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, NamedTensors, Structure, Tensor, is_open, leaves
from shapelens.shapes.unknown import Unknown


def single(inputs: Structure) -> Tensor:
    """The one tensor that the layer takes; unknown stays unknown.

    Rejects: `WrongInputs` for several tensors, and for a list of one.
    """
    if isinstance(inputs, Tensor):
        return inputs
    if isinstance(inputs, tuple) and len(inputs) == 1 and isinstance(inputs[0], Unknown):
        inputs = inputs[0]
    if isinstance(inputs, Unknown):
        return Tensor(inputs, inputs)
    count = sum(1 for _ in leaves(inputs))
    what = "dict" if isinstance(inputs, NamedTensors) else "list"
    raise Reject(WrongInputs("tensor", "one tensor", f"a {what} of {count} tensor{'' if count == 1 else 's'}"))


def only(inputs: Structure) -> Tensor:
    """The one tensor that the layer takes, be it in a list.

    Rejects: `WrongInputs` for several tensors.
    """
    alone = isinstance(inputs, tuple) and len(inputs) == 1
    return single(inputs[0] if alone else inputs)  # type: ignore[index]


def several(inputs: Structure, *, exactly: int | None = None) -> tuple[Tensor, ...] | Unknown:
    """The list of tensors that a merging layer takes, or why it is not known.

    Rejects: `WrongInputs` for one tensor, and for another number than `exactly`.
    """
    takes = "a list of tensors" if exactly is None else f"a list of {exactly} tensors"
    if isinstance(inputs, Unknown):
        return inputs
    if isinstance(inputs, Tensor):
        if isinstance(inputs.shape, Unknown) and isinstance(inputs.dtype, Unknown):
            return inputs.shape
        raise Reject(WrongInputs("list", takes, "one tensor"))
    if isinstance(inputs, NamedTensors):
        raise Reject(WrongInputs("list", takes, "a dict of tensors"))
    if not inputs or (exactly is not None and len(inputs) != exactly):
        raise Reject(WrongInputs("list", takes, f"a list of {len(inputs)}"))
    tensors: list[Tensor] = []
    for item in inputs:
        if isinstance(item, Unknown):
            tensors.append(Tensor(item, item))
        elif isinstance(item, Tensor):
            tensors.append(item)
        else:
            raise Reject(WrongInputs("list", takes, "a nested list"))
    return tuple(tensors)


def require_rank(shape: Dims, *, exactly: int | None = None, at_least: int | None = None) -> None:
    """Reject a shape of another rank (batch axis included)."""
    if exactly is not None and len(shape) != exactly:
        raise Reject(RankMismatch(len(shape), shape, (exactly,)))
    if at_least is not None and len(shape) < at_least:
        raise Reject(RankMismatch(len(shape), shape, at_least=at_least))


def require_defined(shape: Dims, axis: int, purpose: str) -> Size:
    """The size on `axis`, which must not be open because weights (`purpose`) are made from it."""
    size = shape[axis]
    if is_open(size):
        raise Reject(UndefinedAxis(axis, shape, purpose))
    return size


def require_axis(arguments: Arguments, name: str, axis: int, shape: Dims) -> int:
    """`axis`, the value of the argument `name`, which must be an axis of `shape`."""
    if not -len(shape) <= axis < len(shape):
        arguments.reject(name, f"from {-len(shape)} to {len(shape) - 1} for an input with {len(shape)} axes")
    return axis


def require_size(shape: Dims, axis: int, expected: Size, reason: str, argument: str | None = None) -> None:
    """Reject a shape whose size on `axis` is certainly not `expected`."""
    found = shape[axis]
    if isinstance(found, int) and isinstance(expected, int) and found != expected:
        raise Reject(AxisMismatch(axis, expected, found, shape, reason, argument))


def cast_dtype(arguments: Arguments, dtype: str | Unknown) -> str | Unknown:
    """The dtype of the input inside the layer: floats are cast to the compute dtype, the rest stays."""
    autocast = arguments.flag("autocast")
    if isinstance(dtype, Unknown) or isinstance(autocast, Unknown):
        return dtype if isinstance(dtype, Unknown) else Unknown("`autocast` could not be determined")
    return arguments.compute_dtype() if autocast and dtype in FLOAT_DTYPES else dtype


def unknown_result(reason: Unknown, dtype: str | Unknown = "float32") -> Result:
    """The result of a rule whose input rank is not known."""
    return Result(Tensor(reason, dtype))


def unchanged(
    inputs: Structure, arguments: Arguments, weights: Sequence[Weight] = (), axes: tuple[str, ...] = ()
) -> Result:
    """The result of a layer that keeps every shape, in the dtype in which it computes."""
    return Result(with_dtype(inputs, arguments.compute_dtype()), tuple(weights), axes=axes)


def with_dtype(inputs: Structure, dtype: str | Unknown) -> Structure:
    """The same shapes, each with `dtype`."""
    if isinstance(inputs, Tensor):
        return Tensor(inputs.shape, dtype, inputs.last)
    if isinstance(inputs, Unknown):
        return Tensor(inputs, dtype)
    if isinstance(inputs, NamedTensors):
        return NamedTensors(tuple((name, with_dtype(item, dtype)) for name, item in inputs.items))
    return tuple(with_dtype(item, dtype) for item in inputs)
