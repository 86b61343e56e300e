"""`x[key]`: integers take an axis away, slices shorten it, `None` adds one, `...` is the rest; arrays pick items.

A key is what Python hands to `__getitem__`: an int, a `slice`, None, `...`, a list, a tensor, or a tuple of these. A
bound of a slice may be a symbolic size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.framework.problems import InvalidArgument, RankMismatch, Reject
from shapelens.layers.operations.core.operators import slice_size
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import Operand, ShapeValue, Undetermined, as_operand, is_size
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.shapes.unknown import Unknown

MASKED = Unknown("it depends on which elements are true")


@dataclass(frozen=True, slots=True)
class _Picked:
    """The place in the result of what arrays pick: `shape` comes from all of them together."""

    shape: Dims


_BETWEEN = _Picked(())


@operation(
    "operator.getitem(a: x, b: key, /)",
    "keras.ops.get_item(x, key)",
    dtype=same("x"),
    examples=("keras.ops.get_item(float32[None, 8, 3], 0) -> float32[8, 3]",),
)
def getitem(arguments: Arguments) -> Shapes:
    """The part of a tensor that a key names."""
    key = arguments["key"]
    if isinstance(arguments["x"], ShapeValue):
        return Unknown("a shape is indexed")
    return index_shape(arguments.shape("x"), key if isinstance(key, tuple) else (key,))


def index_shape(shape: Dims, keys: Sequence[Any]) -> Dims:
    """The shape of `x[keys]`.

    Raises: `Undetermined` where a key is not known.
    Rejects: `RankMismatch` and `InvalidArgument` where the tensor has no such axis or item.
    """
    taken = sum(_axes_taken(key) for key in keys)
    if taken > len(shape):
        raise Reject(RankMismatch(len(shape), shape, at_least=taken))
    if not any(key is ... for key in keys):
        keys = (*keys, ...)
    arrays = any(_is_array(key) for key in keys)
    picked: Dims = ()
    output: list[Size | _Picked] = []
    axis = 0
    for key in keys:
        if key is None:
            output.append(1)
        elif key is ...:
            # even where it stands for nothing it stands between
            output += shape[axis : axis + len(shape) - taken] or (_BETWEEN,)
            axis += len(shape) - taken
        elif isinstance(key, slice):
            output.append(_sliced(shape[axis], key))
            axis += 1
        elif _is_array(key) or (arrays and (is_size(key) or isinstance(key, Tensor))):
            if isinstance(key, int):
                _check_item(key, shape, axis)
            part = _array_shape(key)
            picked = broadcast_shapes(picked, part)
            output.append(_Picked(part))
            axis += _axes_taken(key)
        else:
            _check_item(key, shape, axis)
            axis += 1
    return _place(output, picked) if arrays else _kept(output)


def _place(output: list[Size | _Picked], picked: Dims) -> Dims:
    """What arrays pick stands where the first of them stands, or in front where something stands between them."""
    places = [place for place, item in enumerate(output) if isinstance(item, _Picked) and item is not _BETWEEN]
    together = places == list(range(places[0], places[-1] + 1))
    before = _kept(output[: places[0]] if together else [])
    return (*before, *picked, *_kept(output)[len(before) :])


def _kept(output: Sequence[Size | _Picked]) -> Dims:
    return tuple(item for item in output if not isinstance(item, _Picked))


def _operand(key: Any) -> Operand:
    operand = as_operand(key)
    if isinstance(operand.shape, Unknown) or isinstance(operand.dtype, Unknown):
        raise Undetermined(Unknown("the index is not known"))
    return operand


def _is_array(key: Any) -> bool:
    if isinstance(key, (list, tuple, ShapeValue)):
        return True
    return isinstance(key, Tensor) and (_operand(key).shape != () or key.dtype == "bool")


def _axes_taken(key: Any) -> int:
    """How many axes of the tensor a key speaks of: a mask of as many as it has itself."""
    if key is None or key is ...:
        return 0
    if _is_array(key):
        operand = _operand(key)
        return len(operand.shape) if operand.dtype == "bool" and isinstance(operand.shape, tuple) else 1
    return 1


def _array_shape(key: Any) -> Dims:
    operand = _operand(key)
    if operand.dtype == "bool":
        return (MASKED,)
    return operand.shape if isinstance(operand.shape, tuple) else ()


def _check_item(key: Any, shape: Dims, axis: int) -> None:
    if isinstance(key, (Tensor, Polynomial)):
        return
    if isinstance(key, bool) or not isinstance(key, int):
        raise Undetermined(key if isinstance(key, Unknown) else Unknown("the index is not known"))
    size = shape[axis]
    if isinstance(size, int) and not -size <= key < size:
        raise Reject(InvalidArgument("key", str(key), f"an item of axis {axis}, which has {size}"))


def _sliced(size: Size, key: slice) -> Size:
    bounds = (key.start, key.stop, key.step)
    for bound in bounds:
        if bound is not None and not is_size(bound):
            return bound if isinstance(bound, Unknown) else Unknown("the bounds of the slice are not known")
    if isinstance(key.step, Polynomial) or key.step == 0:
        return Unknown("the step of the slice is not known")
    return slice_size(size, *bounds)


@operation(
    "tensorflow.strided_slice(input_: x, begin, end, strides=None, begin_mask=0, end_mask=0, ellipsis_mask=0, "
    "new_axis_mask=0, shrink_axis_mask=0, var=None, name=None)",
    dtype=same("x"),
    examples=("tensorflow.strided_slice(float32[4, 8, 3], [0, 1, 0], [2, 7, 3], [1, 2, 1]) -> float32[2, 3, 3]",),
)
def strided_slice(arguments: Arguments) -> Shapes:
    """`x[begin:end:strides]`, axis by axis; a bit of a mask says that a bound, an axis or all the rest is meant."""
    begin, end = arguments.sizes("begin"), arguments.sizes("end")
    steps = (1,) * len(begin) if arguments["strides"] is None else arguments.sizes("strides")
    if not len(begin) == len(end) == len(steps):
        arguments.reject("end", f"{len(begin)} numbers, as many as `begin`")
    masks = {name: arguments.number(f"{name}_mask") for name in ("begin", "end", "ellipsis", "new_axis", "shrink_axis")}
    keys: list[Any] = []
    for place, bounds in enumerate(zip(begin, end, steps, strict=True)):
        set_here = {name for name, mask in masks.items() if mask >> place & 1}
        if "ellipsis" in set_here:
            keys.append(...)
        elif "new_axis" in set_here:
            keys.append(None)
        elif "shrink_axis" in set_here:
            if isinstance(bounds[2], int) and bounds[2] < 1:
                arguments.reject("strides", "1 where a single item is taken")
            keys.append(bounds[0])
        else:
            first, last = (None if name in set_here else bounds[at] for at, name in enumerate(("begin", "end")))
            keys.append(slice(first, last, bounds[2]))
    return index_shape(arguments.shape("x"), keys)
