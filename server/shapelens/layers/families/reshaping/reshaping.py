"""Layers that rearrange: Flatten, Reshape, Permute, RepeatVector (keras.src.layers.reshaping)."""

from __future__ import annotations

from typing import Any

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import (
    compute_reshape_output_shape,
    default_axes,
    element_count,
    formula_of_product,
)
from shapelens.layers.framework.inputs import cast_dtype, require_rank, single, unknown_result
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Step
from shapelens.layers.framework.values import is_opaque
from shapelens.shapes.expressions import Polynomial, Size, axis
from shapelens.shapes.tensors import Dims, Structure, Tensor
from shapelens.shapes.unknown import Unknown


@layer(
    "Flatten(data_format=None, **kwargs)",
    examples=(
        example("Flatten()", (None, 15, 15, 64), (None, 14400)),
        example("Flatten()", (None, None, 3), (None, None)),
        example("Flatten()", (5,), (5, 1)),
    ),
)
def flatten(inputs: Structure, arguments: Arguments) -> Result:
    """All axes but the batch become one."""
    arguments.data_format()
    tensor = single(inputs)
    dtype = cast_dtype(arguments, tensor.dtype)
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, at_least=1)
    count = element_count(tensor.shape[1:])
    step = Step("features", formula_of_product(tensor.shape[1:]), count)
    return Result(Tensor((tensor.shape[0], count), dtype), steps=(step,), axes=("batch", "features"))


@layer(
    "Reshape(target_shape, **kwargs)",
    examples=(
        example("Reshape((7, 7, 4))", (None, 196), (None, 7, 7, 4)),
        example("Reshape((-1, 4))", (None, 7, 7, 4), (None, 49, 4)),
        example("Reshape((-1, 3))", (None, None, None, 3), (None, None, 3)),
    ),
    traits=("rearranges",),
)
def reshape(inputs: Structure, arguments: Arguments) -> Result:
    """The same elements in `target_shape`; a -1 stands for whatever is left."""
    target = _target_shape(arguments)
    tensor = single(inputs)
    dtype = cast_dtype(arguments, tensor.dtype)
    if isinstance(target, Unknown):
        return unknown_result(target, dtype)
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, at_least=1)
    output = compute_reshape_output_shape(tensor.shape[1:], target)
    steps = []
    if -1 in target:
        place = target.index(-1)
        known = formula_of_product([size for size in target if size != -1])
        formula = f"{_grouped(formula_of_product(tensor.shape[1:]))} / {_grouped(known)}"
        steps.append(Step(default_axes(len(target) + 1)[place + 1], formula, output[place]))
    return Result(Tensor((tensor.shape[0], *output), dtype), steps=tuple(steps))


def _grouped(formula: str) -> str:
    return f"({formula})" if " " in formula else formula


def _target_shape(arguments: Arguments) -> Dims | Unknown:
    """`target_shape` as sizes; what is no integer there is an open size to Keras."""
    value = arguments["target_shape"]
    if isinstance(value, Unknown) or is_opaque(value):
        return arguments.undetermined("target_shape") or ()
    if not isinstance(value, (tuple, list, str, dict)):
        arguments.reject("target_shape", "a tuple of integers, without the batch axis")
    sizes = tuple(_target_size(item, index) for index, item in enumerate(value))
    if any(isinstance(size, int) and size < -1 for size in sizes) or sizes.count(-1) > 1:
        arguments.reject("target_shape", "a tuple of sizes, of which one may be -1")
    return sizes


def _target_size(item: Any, index: int) -> Size:
    if isinstance(item, (Unknown, Polynomial)):
        return item
    if is_opaque(item):
        return Unknown("a size of `target_shape` could not be determined")
    return int(item) if isinstance(item, int) else axis(f"target_{index}")


@layer(
    "Permute(dims, **kwargs)",
    examples=(
        example("Permute((2, 1))", (None, 10, 64), (None, 64, 10)),
        example("Permute((3, 1, 2))", (None, 8, 9, 3), (None, 3, 8, 9)),
    ),
)
def permute(inputs: Structure, arguments: Arguments) -> Result:
    """The axes in the order of `dims`; the batch axis (0) stays."""
    dims = _permutation(arguments)
    tensor = single(inputs)
    dtype = cast_dtype(arguments, tensor.dtype)
    if isinstance(dims, Unknown):
        return unknown_result(dims, dtype)
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, exactly=len(dims) + 1)
    axes = default_axes(len(tensor.shape))
    output = Tensor((tensor.shape[0], *(tensor.shape[dim] for dim in dims)), dtype)
    return Result(output, axes=(axes[0], *(axes[dim] for dim in dims)))


def _permutation(arguments: Arguments) -> tuple[int, ...] | Unknown:
    """`dims` as numbers of axes; Keras takes whatever has a length and gives them, and the keys of a dict."""
    value = arguments["dims"]
    requirement = "each of 1, 2, ... once"
    if isinstance(value, (Unknown, Polynomial)) or is_opaque(value):
        return arguments.undetermined("dims") or Unknown("`dims` is an open size")
    if not isinstance(value, (tuple, list, dict, str)):
        arguments.reject("dims", requirement)
    if any(isinstance(item, (Unknown, Polynomial)) or is_opaque(item) for item in value):
        return Unknown("`dims` could not be determined")
    if not all(isinstance(item, int) for item in value) or sorted(value) != list(range(1, len(value) + 1)):
        arguments.reject("dims", requirement)
    return tuple(int(item) for item in value)


@layer(
    "RepeatVector(n, **kwargs)",
    examples=(example("RepeatVector(3)", (None, 32), (None, 3, 32)),),
)
def repeat_vector(inputs: Structure, arguments: Arguments) -> Result:
    """The vector, `n` times: a new axis after the batch."""
    n = arguments.integer("n", minimum=1, boolean=False)
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, exactly=2)
    output = Tensor((tensor.shape[0], n, tensor.shape[1]), dtype)
    return Result(output, steps=(Step("steps", "n", n),), axes=("batch", "steps", "features"))
