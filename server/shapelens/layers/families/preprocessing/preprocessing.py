"""Preprocessing that keeps the shape: Rescaling, Normalization.

Weights: keras.src.layers.preprocessing.
"""

from __future__ import annotations

from typing import Any

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import require_axis, require_defined, single, unchanged
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Weight
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.tensors import Dims, Structure, Tensor
from shapelens.shapes.unknown import Unknown


@layer(
    "Rescaling(scale, offset=0.0, **kwargs)",
    examples=(
        example("Rescaling(1 / 255)", (None, 64, 64, 3), (None, 64, 64, 3)),
        example("Rescaling(1 / 127.5, offset=-1)", (None, None, None, 3), (None, None, None, 3), dtype="uint8"),
    ),
    traits=("pointwise",),
)
def rescaling(inputs: Structure, arguments: Arguments) -> Result:
    """scale · x + offset; the shape stays."""
    if isinstance(inputs, Tensor) and isinstance(inputs.shape, tuple):
        for name in ("scale", "offset"):
            if arguments[name] is None:
                arguments.reject(name, "a number")
    return unchanged(inputs, arguments)


@layer(
    "Normalization(axis=-1, mean=None, variance=None, invert=False, **kwargs)",
    examples=(
        example("Normalization()", (None, 8), (None, 8), params=17),
        example("Normalization(mean=0.5, variance=2.0)", (None, 8), (None, 8)),
    ),
    traits=("pointwise",),
)
def normalization(inputs: Structure, arguments: Arguments) -> Result:
    """Brings each feature along `axis` to mean 0 and variance 1, learned by `adapt`; the shape stays."""
    axes = _axes(arguments)
    given = [arguments[name] is not None for name in ("mean", "variance")]
    undetermined = next((reason for name in ("mean", "variance") if (reason := arguments.undetermined(name))), None)
    if undetermined is not None:
        # arrays whose numbers are not known are given all the same; an unknown value may also be None
        arrays = all(given) and not any(isinstance(arguments[name], Unknown) for name in ("mean", "variance"))
        return unchanged(inputs, arguments, [] if arrays else [Weight("mean", (undetermined,), False)])
    if any(given) and not all(given):
        arguments.reject("mean" if given[0] else "variance", "given together with the other of the two")
    for name in ("mean", "variance"):
        if isinstance(arguments[name], (list, tuple)) and None in arguments[name]:
            arguments.reject(name, "numbers")
    sizes = _same_sizes(arguments, axes) if all(given) else ()
    shape = single(inputs).shape
    if isinstance(shape, Unknown) or isinstance(axes, Unknown):
        return unchanged(inputs, arguments)
    for axis in axes:
        require_axis(arguments, "axis", axis, shape)
    kept: Dims = tuple(
        require_defined(shape, axis, "mean and variance") for axis in sorted({axis % len(shape) for axis in axes})
    )
    places = [axis % len(shape) for axis in axes]
    if any(places.count(place) > 1 and shape[place] != 1 for place in places):
        arguments.reject("axis", "each axis once")
    if all(given):
        for size, found in zip(reversed(sizes), reversed(kept), strict=False):
            if isinstance(found, int) and size not in (1, found):
                arguments.reject("mean", f"{found} numbers, as axis {axes[-1]} of the input has, or one")
        return unchanged(inputs, arguments)
    weights = [Weight("mean", kept, False), Weight("variance", kept, False), Weight("count", (), False)]
    return unchanged(inputs, arguments, weights)


def _axes(arguments: Arguments) -> tuple[int, ...] | Unknown:
    value: Any = arguments["axis"]
    if value in (None, "", {}):
        return ()
    if isinstance(value, (Unknown, Polynomial)) or is_opaque(value):
        return arguments.undetermined("axis") or Unknown("`axis` is an open size")
    if isinstance(value, int):
        return (int(value),)
    if not isinstance(value, (tuple, list)):
        arguments.reject("axis", "an integer, several, or None")
    if any(is_symbolic(item) or is_opaque(item) for item in value):
        return Unknown("`axis` could not be determined")
    if not all(isinstance(item, int) for item in value):
        arguments.reject("axis", "an integer, several, or None")
    return tuple(int(item) for item in value)


def _same_sizes(arguments: Arguments, axes: tuple[int, ...] | Unknown) -> tuple[int, ...]:
    """The sizes of `mean`, which must be those of `variance`, and no more than there are axes."""
    for name in ("mean", "variance"):
        if isinstance(arguments[name], (str, dict)):
            arguments.reject(name, "a number or a list of numbers")
    mean, variance = (sizes_of(arguments[name]) for name in ("mean", "variance"))
    if mean is None or variance is None:
        return ()
    if mean != variance:
        arguments.reject("variance", "of the same shape as `mean`")
    if not isinstance(axes, Unknown) and len(mean) > len(axes):
        arguments.reject("mean", f"with {len(axes)} axes, as many as `axis` names")
    return mean


def sizes_of(value: Any) -> tuple[int, ...] | None:
    """The shape of a number or of nested lists; None where it is not known."""
    if isinstance(value, (int, float, str)):
        return ()
    if not isinstance(value, (list, tuple)):
        return None
    inner = {sizes_of(item) for item in value}
    if len(inner) != 1:
        return (0,) if not value else None
    sizes = inner.pop()
    return None if sizes is None else (len(value), *sizes)
