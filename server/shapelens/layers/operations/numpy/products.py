"""Products of matrices and tensors: matmul, dot, tensordot, inner, outer, batch_dot, matvec."""

from __future__ import annotations

from typing import Any

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.framework.problems import AxisMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import floating, matrix_product, promoted
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import Undetermined
from shapelens.layers.operations.numpy.reductions import reduce_axes
from shapelens.shapes.expressions import product
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown


def contract(left: Dims, left_axis: int, right: Dims, right_axis: int) -> None:
    """Reject two axes that are summed over together and differ."""
    if known_different(left[left_axis], right[right_axis]):
        reason = f"it is summed over together with axis {left_axis} of {_shown(left)}"
        raise Reject(AxisMismatch(right_axis, left[left_axis], right[right_axis], right, reason))


def _shown(shape: Dims) -> str:
    sizes = [str(size) if isinstance(size, int) else "?" if isinstance(size, Unknown) else "None" for size in shape]
    return f"({', '.join(sizes)}{',' if len(sizes) == 1 else ''})"


def transposed(shape: Dims) -> Dims:
    """The last two axes change places."""
    return (*shape[:-2], shape[-1], shape[-2])


def _oriented(arguments: Arguments, name: str, letter: str) -> Dims:
    """The shape of a matrix, transposed where the call asks for it."""
    shape = arguments.shape(name)
    arguments.require_rank(shape, at_least=2)
    asked = [arguments.flag(f"{how}_{letter}") for how in ("transpose", "adjoint")]
    return transposed(shape) if any(asked) else shape


def matrix_multiply(left: Dims, right: Dims) -> Dims:
    """The shape of a product of stacks of matrices; a vector is a row on the left, a column on the right."""
    first = (1, *left) if len(left) == 1 else left
    second = (*right, 1) if len(right) == 1 else right
    contract(left, len(left) - 1, right, max(len(right) - 2, 0))
    output = (*broadcast_shapes(first[:-2], second[:-2]), first[-2], second[-1])
    if len(right) == 1:
        output = output[:-1]
    if len(left) == 1:
        output = (*output[: len(output) - (1 if len(right) == 1 else 2)], *output[len(output) - 1 :][: len(right) > 1])
    return output


@operation(
    "keras.ops.matmul(x1, x2)",
    "numpy.linalg.matmul(x1, x2, /)",
    "numpy.matmul(x1, x2, /, out=None, *, casting='same_kind', order='K', dtype=None, subok=True, **kwargs)",
    "operator.matmul(a: x1, b: x2, /)",
    dtype=matrix_product("x1", "x2"),
    examples=("keras.ops.matmul(float32[None, 4, 3], float32[3, 5]) -> float32[None, 4, 5]",),
)
def matmul(arguments: Arguments) -> Shapes:
    """The matrix product over the last two axes; the axes before them broadcast."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    arguments.require_rank(left, at_least=1)
    arguments.require_rank(right, at_least=1)
    return matrix_multiply(left, right)


@operation(
    "tensorflow.[linalg.]matmul(a: x1, b: x2, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, "
    "a_is_sparse=False, b_is_sparse=False, output_type=None, grad_a=False, grad_b=False, name=None)",
    dtype=promoted("x1", "x2"),
    examples=("tensorflow.matmul(float32[2, 4, 3], float32[2, 5, 3], transpose_b=True) -> float32[2, 4, 5]",),
)
def matmul_transposing(arguments: Arguments) -> Shapes:
    """The matrix product over the last two axes, either side transposed first if asked."""
    return matrix_multiply(_oriented(arguments, "x1", "a"), _oriented(arguments, "x2", "b"))


@operation(
    "tensorflow.linalg.matvec(a: x1, b: x2, transpose_a=False, adjoint_a=False, a_is_sparse=False, b_is_sparse=False, "
    "name=None)",
    dtype=promoted("x1", "x2"),
    examples=("tensorflow.linalg.matvec(float32[2, 4, 3], float32[2, 3]) -> float32[2, 4]",),
)
def matvec(arguments: Arguments) -> Shapes:
    """Matrices times vectors."""
    left, right = _oriented(arguments, "x1", "a"), arguments.shape("x2")
    arguments.require_rank(right, at_least=1)
    return matrix_multiply(left, (*right, 1))[:-1]


@operation(
    "keras.ops.dot(x1, x2)",
    "keras.backend.dot(x: x1, y: x2)",
    "numpy.dot(a: x1, b: x2, out=None)",
    "tensor.dot(x1, b: x2, out=None)",
    dtype=matrix_product("x1", "x2"),
    examples=("keras.ops.dot(float32[None, 4, 3], float32[3, 5]) -> float32[None, 4, 5]",),
)
def dot(arguments: Arguments) -> Shapes:
    """The sum over the last axis of one and the last but one of the other."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    if arguments.library == "backend":
        arguments.require_rank(left, at_least=2 if len(right) <= 2 else 1)
        arguments.require_rank(right, at_least=2)
    if not left or not right:
        return left or right
    place = max(len(right) - 2, 0)
    contract(left, len(left) - 1, right, place)
    return (*left[:-1], *right[:place], *right[place + 1 :])


@operation(
    "keras.ops.inner(x1, x2)",
    "numpy.inner(a: x1, b: x2, /)",
    dtype=matrix_product("x1", "x2"),
    examples=("keras.ops.inner(float32[4, 3], float32[5, 3]) -> float32[4, 5]",),
)
def inner(arguments: Arguments) -> Shapes:
    """The sum over the last axis of both."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    if not left or not right:
        return left or right
    contract(left, len(left) - 1, right, len(right) - 1)
    return (*left[:-1], *right[:-1])


@operation(
    "keras.ops.outer(x1, x2)",
    "numpy.outer(a: x1, b: x2, out=None)",
    "numpy.linalg.outer(x1, x2, /)",
    dtype=promoted("x1", "x2"),
    examples=("keras.ops.outer(float32[4], float32[3]) -> float32[4, 3]",),
)
def outer(arguments: Arguments) -> Shapes:
    """Every element of one times every element of the other."""
    return (product(arguments.shape("x1")), product(arguments.shape("x2")))


@operation(
    "keras.ops.vdot(x1, x2)",
    "numpy.vdot(a: x1, b: x2, /)",
    dtype=matrix_product("x1", "x2"),
    examples=("keras.ops.vdot(float32[4], float32[4]) -> float32[()]",),
)
def vdot(arguments: Arguments) -> Shapes:
    """The sum of the products of all the elements."""
    left, right = (product(arguments.shape("x1")),), (product(arguments.shape("x2")),)
    contract(left, 0, right, 0)
    return ()


@operation(
    "keras.ops.tensordot(x1, x2, axes=2)",
    "tensorflow.[linalg.]tensordot(a: x1, b: x2, axes, name=None)",
    "numpy.tensordot(a: x1, b: x2, axes=2)",
    "numpy.linalg.tensordot(x1, x2, /, *, axes=2)",
    dtype=matrix_product("x1", "x2"),
    examples=("tensorflow.tensordot(float32[2, 4, 3], float32[3, 5], axes=1) -> float32[2, 4, 5]",),
)
def tensordot(arguments: Arguments) -> Shapes:
    """The sum over axes of both: so many from the end and the front, or those named for each."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    first, second = _tensordot_axes(arguments, len(left), len(right))
    if len(first) != len(second):
        arguments.reject("axes", "as many axes of the one as of the other")
    for one, other in zip(first, second, strict=True):
        contract(left, one, right, other)
    return (*reduce_axes(left, first, keepdims=False), *reduce_axes(right, second, keepdims=False))


def _tensordot_axes(arguments: Arguments, left: int, right: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    axes = arguments.known("axes")
    if isinstance(axes, int):
        if not 0 <= axes <= min(left, right):
            arguments.reject("axes", f"a number of axes from 0 to {min(left, right)}")
        return tuple(range(left - axes, left)), tuple(range(axes))
    if not isinstance(axes, (tuple, list)) or len(axes) != 2:
        arguments.reject("axes", "a number, or the axes of each tensor")
    first, second = (_items(arguments, item) for item in axes)
    for items, rank in ((first, left), (second, right)):
        if any(not -rank <= item < rank for item in items):
            arguments.reject("axes", "axes that the tensors have")
    return tuple(item % left for item in first), tuple(item % right for item in second)


def _items(arguments: Arguments, value: Any) -> tuple[int, ...]:
    items = tuple(value) if isinstance(value, (tuple, list)) else (value,)
    if not all(isinstance(item, int) for item in items):
        raise Undetermined(Unknown("the axes are not known"))
    return items


@operation(
    "keras.backend.batch_dot(x: x1, y: x2, axes=None)",
    dtype=promoted("x1", "x2"),
    examples=("keras.backend.batch_dot(float32[8, 4, 3], float32[8, 3, 5]) -> float32[8, 4, 5]",),
)
def batch_dot(arguments: Arguments) -> Shapes:
    """The sum over one axis of each, sample by sample."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    arguments.require_rank(left, at_least=2)
    arguments.require_rank(right, at_least=2)
    axes = arguments.known("axes")
    if axes is None:
        axes = (len(left) - 1, len(right) - 1 if len(right) == 2 else len(right) - 2)
    items = (axes, axes) if isinstance(axes, int) else _items(arguments, axes)
    if len(items) != 2:
        arguments.reject("axes", "an axis of each tensor")
    first, second = items
    first, second = first % len(left), second % len(right)
    if first == 0 or second == 0:
        arguments.reject("axes", "axes other than that of the batch")
    contract(left, 0, right, 0)
    contract(left, first, right, second)
    batch = left[0] if isinstance(left[0], int) else right[0]
    kept = (reduce_axes(left, (0, first), keepdims=False), reduce_axes(right, (0, second), keepdims=False))
    output = (batch, *kept[0], *kept[1])
    return output if len(output) > 1 else (batch, 1)


@operation(
    "keras.ops.cdist(x, y)",
    dtype=floating("x", "y"),
    examples=("keras.ops.cdist(float32[None, 4, 3], float32[5, 3]) -> float32[None, 4, 5]",),
)
def cdist(arguments: Arguments) -> Shapes:
    """The distance of every vector of one collection to every one of another."""
    left, right = arguments.shape("x"), arguments.shape("y")
    for shape in (left, right):
        arguments.require_rank(shape, at_least=2)
    contract(left, len(left) - 1, right, len(right) - 1)
    return (*broadcast_shapes(left[:-2], right[:-2]), left[-2], right[-2])


@operation(
    "keras.ops.dot_product_attention(query, key, value, bias=None, mask=None, scale=None, is_causal=False, "
    "flash_attention=None, attn_logits_soft_cap=None)",
    dtype=promoted("query", "key", "value"),
    examples=(
        (
            "keras.ops.dot_product_attention(float32[2, 7, 4, 8], float32[2, 9, 4, 8], float32[2, 9, 4, 8])"
            " -> float32[2, 7, 4, 8]"
        ),
    ),
)
def dot_product_attention(arguments: Arguments) -> Shapes:
    """Attention of (batch, length, heads, size) tensors."""
    query, key, value = (arguments.shape(name) for name in ("query", "key", "value"))
    for shape in (query, key, value):
        arguments.require_rank(shape, exactly=4)
    contract(query, 3, key, 3)
    contract(key, 1, value, 1)
    for axis in (0, 2):
        if known_different(query[axis], key[axis]) or known_different(key[axis], value[axis]):
            raise Undetermined(Unknown("the batches or heads are stretched"))
    return (*query[:3], value[3])
