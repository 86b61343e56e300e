"""Layers that merge several tensors, and their lower-case functions (keras.src.layers.merging)."""

from __future__ import annotations

from collections.abc import Sequence

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import (
    compute_concatenate_output_shape,
    compute_elemwise_op_output_shape,
    default_axes,
    show,
)
from shapelens.layers.framework.inputs import require_axis, several, unknown_result
from shapelens.layers.framework.problems import AxisMismatch, NotBroadcastable, RankMismatch, Reject
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Step
from shapelens.layers.framework.values import is_opaque
from shapelens.shapes.expressions import Polynomial, Size, product
from shapelens.shapes.tensors import Dims, Structure, Tensor, is_open
from shapelens.shapes.unknown import Unknown


def _known_shapes(tensors: Sequence[Tensor]) -> list[Dims] | Unknown:
    """The shapes, or why one of them is unknown."""
    shapes: list[Dims] = []
    for tensor in tensors:
        if isinstance(tensor.shape, Unknown):
            return tensor.shape
        shapes.append(tensor.shape)
    return shapes


def merge(inputs: Structure, arguments: Arguments, exactly: int | None = None) -> Result:
    """Element by element, where sizes are equal or 1; (batch, *any) several times -> (batch, *any)."""
    dtype = arguments.compute_dtype()
    tensors = several(inputs, exactly=exactly)
    shapes = tensors if isinstance(tensors, Unknown) else _known_shapes(tensors)
    if isinstance(shapes, Unknown):
        return unknown_result(shapes, dtype)
    if () in shapes and any(shapes):
        # to align the axes Keras moves the batch of each, and a scalar has none
        raise Reject(RankMismatch(0, (), at_least=1))
    output = shapes[0][1:]
    for shape in shapes[1:]:
        output = compute_elemwise_op_output_shape(output, shape[1:])
    batch = (_merge_batch(shapes),) if any(shapes) else ()
    return Result(Tensor((*batch, *output), dtype))


def _merge_batch(shapes: Sequence[Dims]) -> Size:
    """The one batch size that is a number, else the first open one; unknown where one that is may be a number."""
    sizes = [shape[0] for shape in shapes if shape]
    numbers = [size for size in sizes if isinstance(size, int)]
    for shape in shapes:
        if shape and isinstance(shape[0], int) and shape[0] != numbers[0]:
            raise Reject(NotBroadcastable(shapes[0], shape, numbers[0], shape[0]))
    unknown = next((size for size in sizes if isinstance(size, Unknown)), None)
    return numbers[0] if numbers else sizes[0] if unknown is None else unknown


@layer(
    "Add(**kwargs)",
    function="add(**kwargs)",
    takes_list=True,
    examples=(
        example("Add()", [(None, 32, 32, 8), (None, 32, 32, 8)], (None, 32, 32, 8)),
        example("Add()", [(None, 32, 8), (None, 1, 8), (None, 8)], (None, 32, 8)),
    ),
    traits=(
        "joins",
        "pointwise",
    ),
)
def add(inputs: Structure, arguments: Arguments) -> Result:
    """The sum, element by element."""
    return merge(inputs, arguments)


@layer(
    "Subtract(**kwargs)",
    function="subtract(**kwargs)",
    takes_list=True,
    examples=(example("Subtract()", [(None, 8), (None, 8)], (None, 8)),),
    traits=(
        "joins",
        "pointwise",
    ),
)
def subtract(inputs: Structure, arguments: Arguments) -> Result:
    """The difference of two tensors, element by element."""
    return merge(inputs, arguments, exactly=2)


@layer(
    "Multiply(**kwargs)",
    function="multiply(**kwargs)",
    takes_list=True,
    examples=(example("Multiply()", [(None, 16, 16, 8), (None, 1, 1, 8)], (None, 16, 16, 8)),),
    traits=(
        "joins",
        "pointwise",
    ),
)
def multiply(inputs: Structure, arguments: Arguments) -> Result:
    """The product, element by element."""
    return merge(inputs, arguments)


@layer(
    "Average(**kwargs)",
    function="average(**kwargs)",
    takes_list=True,
    examples=(example("Average()", [(None, 8), (None, 8), (None, 8)], (None, 8)),),
    traits=(
        "joins",
        "pointwise",
    ),
)
def average(inputs: Structure, arguments: Arguments) -> Result:
    """The average, element by element."""
    return merge(inputs, arguments)


@layer(
    "Maximum(**kwargs)",
    function="maximum(**kwargs)",
    takes_list=True,
    examples=(example("Maximum()", [(None, 8), (None, 1)], (None, 8)),),
    traits=(
        "joins",
        "pointwise",
    ),
)
def maximum(inputs: Structure, arguments: Arguments) -> Result:
    """The maximum, element by element."""
    return merge(inputs, arguments)


@layer(
    "Minimum(**kwargs)",
    function="minimum(**kwargs)",
    takes_list=True,
    examples=(example("Minimum()", [(None, None, 4), (None, 7, 4)], (None, None, 4)),),
    traits=(
        "joins",
        "pointwise",
    ),
)
def minimum(inputs: Structure, arguments: Arguments) -> Result:
    """The minimum, element by element."""
    return merge(inputs, arguments)


@layer(
    "Concatenate(axis=-1, **kwargs)",
    function="concatenate(axis=-1, **kwargs)",
    takes_list=True,
    examples=(
        example("Concatenate()", [(None, 32, 32, 8), (None, 32, 32, 16)], (None, 32, 32, 24)),
        example("Concatenate(axis=1)", [(None, 5, 8), (None, None, 8)], (None, None, 8)),
    ),
    traits=("joins",),
)
def concatenate(inputs: Structure, arguments: Arguments) -> Result:
    """The tensors one after the other on `axis`; every other axis must agree."""
    axis = arguments.integer("axis")
    dtype = arguments.compute_dtype()
    tensors = several(inputs)
    shapes = tensors if isinstance(tensors, Unknown) else _known_shapes(tensors)
    if isinstance(shapes, Unknown):
        return unknown_result(shapes, dtype)
    for shape in shapes:
        if len(shape) != len(shapes[0]):
            raise Reject(RankMismatch(len(shape), shape, (len(shapes[0]),), because="as the first input has"))
    if not isinstance(axis, int):
        reason = axis if isinstance(axis, Unknown) else Unknown("`axis` is an open size")
        return Result(Tensor((reason,) * len(shapes[0]), dtype))
    # Keras looks at a positive axis only when there is something to join
    if axis < 0 or len(shapes) > 1:
        require_axis(arguments, "axis", axis, shapes[0])
    output = compute_concatenate_output_shape(shapes, axis)
    position = axis % len(output)
    formula = " + ".join(show(shape[position]) for shape in shapes)
    return Result(Tensor(output, dtype), steps=(Step(default_axes(len(output))[position], formula, output[position]),))


@layer(
    "Dot(axes, normalize=False, **kwargs)",
    function="dot(axes=-1, **kwargs)",
    takes_list=True,
    examples=(
        example("Dot(axes=1)", [(None, 8), (None, 8)], (None, 1)),
        example("Dot(axes=(2, 1))", [(None, 5, 8), (None, 8, 7)], (None, 5, 7)),
    ),
)
def dot(inputs: Structure, arguments: Arguments) -> Result:
    """The products summed over `axes`, sample by sample; those axes must have the same size."""
    axes = _dot_axes(arguments)
    dtype = arguments.compute_dtype()
    tensors = several(inputs, exactly=2)
    shapes = tensors if isinstance(tensors, Unknown) else _known_shapes(tensors)
    if isinstance(shapes, Unknown) or isinstance(axes, Unknown):
        return unknown_result(axes if isinstance(axes, Unknown) else Unknown("an input is unknown"), dtype)
    left, right = shapes
    for axis, shape in zip(axes, shapes, strict=True):
        require_axis(arguments, "axes", axis, shape)
    size, other = left[axes[0]], right[axes[1]]
    # Keras compares here with `!=`, so an open axis does not match a number
    known = not isinstance(size, Unknown) and not isinstance(other, Unknown)
    if known and size != other and not (is_open(size) and is_open(other)):
        raise Reject(AxisMismatch(axes[1], size, other, right, f"axis {axes[0]} of the first input", "axes"))
    first, second = list(left), list(right)
    first.pop(axes[0])
    second.pop(axes[1])
    if not second:
        arguments.reject("axes", "axes other than the batch")
    output = (*first, *second[1:])
    output = (*output, 1) if len(output) == 1 else output
    return Result(Tensor(output, dtype), macs=product(output[1:]) * size)


def _dot_axes(arguments: Arguments) -> tuple[int, int] | Unknown:
    value = arguments["axes"]
    requirement = "an integer or two integers"
    if isinstance(value, (Unknown, Polynomial)) or is_opaque(value):
        return arguments.undetermined("axes") or Unknown("`axes` is an open size")
    if isinstance(value, int):
        return int(value), int(value)
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        arguments.reject("axes", requirement)
    if any(isinstance(axis, (Unknown, Polynomial)) or is_opaque(axis) for axis in value):
        return Unknown("`axes` could not be determined")
    if not all(isinstance(axis, int) for axis in value):
        arguments.reject("axes", requirement)
    return int(value[0]), int(value[1])
