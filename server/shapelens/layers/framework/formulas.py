"""The shape formulas that layers share, under the names that Keras gives them in `keras.src.ops.operation_utils`.

Each takes and gives shapes with the batch axis first, sizes symbolic or not, and returns the steps that hover shows.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelens.layers.framework.problems import (
    ConcatenateMismatch,
    NotBroadcastable,
    Reject,
    ReshapeMismatch,
    SizeNotPositive,
)
from shapelens.layers.framework.result import Step
from shapelens.shapes.expressions import Polynomial, Size, ceil_divide, maximum, open_quotient, product
from shapelens.shapes.formatting import format_size
from shapelens.shapes.tensors import Dims, is_open, known_different
from shapelens.shapes.unknown import Unknown

# a longer expression helps nobody, and grows with every join
LONGEST_STRETCHED = 80
SPATIAL_AXES = {1: ("steps",), 2: ("height", "width"), 3: ("depth", "height", "width")}


def spatial_axes(rank: int) -> tuple[str, ...]:
    """The names of the spatial axes of a layer for `rank` spatial dimensions."""
    return SPATIAL_AXES[rank]


def axis_names(rank: int, data_format: str | Unknown) -> tuple[str, ...]:
    """The names of all axes: (batch, height, width, channels), or with the channels first."""
    if data_format == "channels_first":
        return ("batch", "channels", *spatial_axes(rank))
    return ("batch", *spatial_axes(rank), "channels")


def default_axes(rank: int) -> tuple[str, ...]:
    """The names of the axes of a tensor with `rank` axes, as most layers take it: the channels last."""
    if rank in (4, 5):
        return axis_names(rank - 2, "channels_last")
    return ("batch", *(("steps",) if rank == 3 else (f"axis {axis}" for axis in range(1, rank - 1))), "features")[:rank]


def split_spatial(shape: Dims, data_format: str | Unknown) -> tuple[Dims, Size]:
    """The spatial sizes and the channels of an input shape."""
    if isinstance(data_format, Unknown):
        return (data_format,) * (len(shape) - 2), data_format
    if data_format == "channels_first":
        return shape[2:], shape[1]
    return shape[1:-1], shape[-1]


def join_spatial(batch: Size, spatial: Sequence[Size], channels: Size, data_format: str | Unknown) -> Dims:
    """The shape with `spatial` sizes and `channels` in the order of `data_format`."""
    if isinstance(data_format, Unknown):
        return (batch, *(data_format for _ in spatial), data_format)
    if data_format == "channels_first":
        return (batch, channels, *spatial)
    return (batch, *spatial, channels)


def show(size: Size) -> str:
    """A size inside a formula: its number or expression."""
    return str(size)


def slide(
    axis: str, size: Size, extent: Size, stride: Size, padding: str | Unknown, input_shape: Dims, argument: str
) -> Step:
    """The number of positions of a window that slides over one axis.

    `valid`: ⌊(size − extent) / stride⌋ + 1; `same` and `causal`: ⌈size / stride⌉ (compute_conv_output_shape and
    compute_pooling_output_shape in keras.src.ops.operation_utils).

    Rejects: `SizeNotPositive` where no window fits.
    """
    if isinstance(padding, Unknown):
        return Step(axis, "?", padding)
    if padding == "valid":
        formula = f"⌊({show(size)} − {show(extent)}) / {show(stride)}⌋ + 1"
        positions = (size - extent) // stride + 1
        if isinstance(size, int) and isinstance(positions, int) and positions <= 0:
            raise Reject(SizeNotPositive(axis, size, extent, formula, positions, input_shape, argument))
        return Step(axis, formula, positions, positive=True)
    return Step(axis, f"⌈{show(size)} / {show(stride)}⌉", ceil_divide(size, stride))


def compute_conv_output_shape(
    input_shape: Dims,
    filters: Size,
    kernel_size: Sequence[Size],
    strides: Sequence[Size],
    padding: str | Unknown,
    data_format: str | Unknown,
    dilation_rate: Sequence[Size],
) -> tuple[Dims, tuple[Step, ...]]:
    """The output shape of a convolution: each kernel axis reaches over dilation · (kernel − 1) + 1 positions."""
    spatial, _ = split_spatial(input_shape, data_format)
    extents = [dilation * (kernel - 1) + 1 for kernel, dilation in zip(kernel_size, dilation_rate, strict=True)]
    steps = tuple(
        slide(axis, size, extent, stride, padding, input_shape, "kernel_size")
        for axis, size, extent, stride in zip(spatial_axes(len(spatial)), spatial, extents, strides, strict=True)
    )
    return join_spatial(input_shape[0], [step.size for step in steps], filters, data_format), steps


def compute_pooling_output_shape(
    input_shape: Dims,
    pool_size: Sequence[Size],
    strides: Sequence[Size],
    padding: str | Unknown,
    data_format: str | Unknown,
) -> tuple[Dims, tuple[Step, ...]]:
    """The output shape of a pool: the window is the pool, channels stay."""
    spatial, channels = split_spatial(input_shape, data_format)
    steps = tuple(
        slide(axis, size, pool, stride, padding, input_shape, "pool_size")
        for axis, size, pool, stride in zip(spatial_axes(len(spatial)), spatial, pool_size, strides, strict=True)
    )
    return join_spatial(input_shape[0], [step.size for step in steps], channels, data_format), steps


def compute_conv_transpose_output_shape(
    input_shape: Dims,
    extents: Sequence[Size],
    filters: Size,
    strides: Sequence[Size],
    padding: str | Unknown,
    output_padding: Sequence[Size | None],
    data_format: str | Unknown,
) -> tuple[Dims, tuple[Step, ...]]:
    """The output shape of a transposed convolution whose kernel, with dilation, covers `extents`.

    Rejects: `SizeNotPositive` where a size falls below zero.
    """
    spatial, _ = split_spatial(input_shape, data_format)
    steps = []
    for axis, size, extent, stride, extra in zip(
        spatial_axes(len(spatial)), spatial, extents, strides, output_padding, strict=True
    ):
        step = conv_transpose_step(axis, size, extent, stride, padding, extra)
        if isinstance(step.size, int) and step.size < 0:
            raise Reject(SizeNotPositive(axis, size, extent, step.formula, step.size, input_shape, "strides"))
        steps.append(step)
    return join_spatial(input_shape[0], [step.size for step in steps], filters, data_format), tuple(steps)


def conv_transpose_step(
    axis: str, size: Size, kernel: Size, stride: Size, padding: str | Unknown, output_padding: Size | None
) -> Step:
    """One axis of a transposed convolution (`_get_output_shape_given_tf_padding` in
    keras.src.backend.common.backend_utils); `kernel` is the extent with dilation."""
    if isinstance(padding, Unknown):
        return Step(axis, "?", padding)
    if padding == "same" and output_padding is None:
        return Step(axis, f"{show(size)} · {show(stride)}", size * stride)
    if padding == "same":
        assert output_padding is not None
        odd = kernel % 2
        formula = f"({show(size)} − 1) · {show(stride)} + {show(odd)} + {show(output_padding)}"
        return Step(axis, formula, (size - 1) * stride + odd + output_padding)
    if output_padding is None:
        output_padding = maximum([kernel, stride]) - kernel
    formula = f"({show(size)} − 1) · {show(stride)} + {show(kernel)}"
    if output_padding != 0:
        formula += f" + {show(output_padding)}"
    return Step(axis, formula, (size - 1) * stride + kernel + output_padding)


def broadcast_shapes(left: Dims, right: Dims) -> Dims:
    """The shape that two shapes broadcast to, aligned at their last axes.

    Rejects: `NotBroadcastable` where sizes differ and neither is 1.
    """
    longest = max(len(left), len(right))
    first: Dims = (1,) * (longest - len(left)) + left
    second: Dims = (1,) * (longest - len(right)) + right
    return tuple(_broadcast_size(a, b, left, right) for a, b in zip(first, second, strict=True))


def _broadcast_size(a: Size, b: Size, left: Dims, right: Dims) -> Size:
    if a == 1 or b == 1:
        return b if a == 1 else a
    if known_different(a, b):
        raise Reject(NotBroadcastable(left, right, a, b))
    # an open size takes the number it meets, as in Keras; an unknown one could still be 1
    if isinstance(a, int) or isinstance(b, int):
        return a if isinstance(a, int) else b
    return b if isinstance(a, Unknown) else _stretched(a, b)


def _stretched(a: Size, b: Size) -> Size:
    """Two open sizes as one: they are equal when it runs, or one is 1, so that it is the larger.

    That is one of the two where it can be told which; of long expressions it is the first.
    """
    if a == b or isinstance(b, Unknown):
        return a
    larger = maximum([a, b])
    return larger if len(str(larger)) <= LONGEST_STRETCHED else a


def compute_elemwise_op_output_shape(left: Dims, right: Dims) -> Dims:
    """The shape of an element-wise merge, both without the batch axis (`Merge._compute_elemwise_op_output_shape`).

    Unlike `broadcast_shapes`, an axis that is open in one input stays open.

    Rejects: `NotBroadcastable` where sizes differ and neither is 1.
    """
    longest = max(len(left), len(right))
    first: Dims = (1,) * (longest - len(left)) + left
    second: Dims = (1,) * (longest - len(right)) + right
    return tuple(_merge_size(a, b, left, right) for a, b in zip(first, second, strict=True))


def _merge_size(a: Size, b: Size, left: Dims, right: Dims) -> Size:
    if is_open(a) and is_open(b):
        return _stretched(a, b)
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        # if it is open, Keras lets the next input have any size here
        return a if isinstance(a, Unknown) else b
    if is_open(a) or is_open(b):
        # an open size beside 5 is 5 or 1 when it runs
        return maximum([a, b])
    return _broadcast_size(a, b, left, right)


def compute_concatenate_output_shape(shapes: Sequence[Dims], axis: int) -> Dims:
    """The shapes joined on `axis`; the other axes are those of the first (keras.src.layers.merging.concatenate).

    Rejects: `ConcatenateMismatch` where another axis differs.
    """
    output = list(shapes[0])
    position = axis % len(output)
    for shape in shapes[1:]:
        output[position] = output[position] + shape[position]
    for index in range(len(output)):
        sizes = [shape[index] for shape in shapes if isinstance(shape[index], int)]
        if index != position and len(set(sizes)) > 1:
            raise Reject(ConcatenateMismatch(axis, tuple(shapes), index))
    return tuple(output)


def element_count(sizes: Sequence[Size]) -> Size:
    """The product of sizes; open as soon as one of them is, even where another is zero (Keras multiplies no `None`)."""
    count = product(sizes)
    opened = next((size for size in sizes if is_open(size)), None)
    return opened if count == 0 and opened is not None else count


def compute_reshape_output_shape(input_shape: Dims, target_shape: Dims, argument: str = "target_shape") -> Dims:
    """`target_shape` with its -1 filled in; both without the batch axis.

    Rejects: `ReshapeMismatch` where the counts differ, or the -1 has no whole answer.
    """
    count = element_count(input_shape)
    known = element_count([size for size in target_shape if size != -1])
    if -1 not in target_shape:
        if known_different(count, known):
            raise Reject(ReshapeMismatch(input_shape, target_shape, count, known, argument))
        return target_shape
    if isinstance(count, int) and isinstance(known, int) and (known == 0 or count % known):
        raise Reject(ReshapeMismatch(input_shape, target_shape, count, known, argument))
    return tuple(_missing_size(count, known) if size == -1 else size for size in target_shape)


def _missing_size(count: Size, known: Size) -> Size:
    """What the -1 of a target shape stands for."""
    missing = count // known if known != 0 else count
    if isinstance(missing, int) and isinstance(count, Polynomial):
        return open_quotient(count, known) if isinstance(known, Polynomial) else count
    return missing


def formula_of_product(sizes: Sequence[Size]) -> str:
    """`15 · 15 · 64`, as hover shows a count."""
    return " · ".join(format_size(size) if isinstance(size, Unknown) else show(size) for size in sizes) or "1"
