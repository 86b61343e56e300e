"""Operations that pick elements: gather, take, slice, masks, sorting, top_k, scatter and segments."""

from __future__ import annotations

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import fixed, promoted_list, requested, same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import SOME, Undetermined
from shapelens.layers.operations.numpy.elementwise import shape_of_x, table
from shapelens.shapes.tensors import known_different
from shapelens.shapes.unknown import Unknown


@operation(
    "keras.ops.take(x, indices, axis=None)",
    "numpy.take(a: x, indices, axis=None, out=None, mode='raise')",
    "tensor.take(x, indices, axis=None, out=None, mode='raise')",
    dtype=same("x"),
    examples=("keras.ops.take(float32[100, 8], int32[None, 5], axis=0) -> float32[None, 5, 8]",),
)
def take(arguments: Arguments) -> Shapes:
    """The items at `indices` on one axis; of the flat elements where no axis is given."""
    indices = arguments.shape("indices")
    if arguments["axis"] is None:
        return indices
    shape = arguments.shape("x")
    axis = arguments.axis("axis", len(shape))
    return (*shape[:axis], *indices, *shape[axis + 1 :])


@operation(
    "tensorflow.gather(params: x, indices, validate_indices=None, axis=None, batch_dims=0, name=None)",
    "keras.backend.gather(reference: x, indices)",
    "tensorflow.nn.embedding_lookup(params: x, ids: indices, max_norm=None, name=None)",
    dtype=same("x"),
    examples=("tensorflow.gather(float32[2, 9, 8], int32[2, 5], batch_dims=1) -> float32[2, 5, 8]",),
)
def gather(arguments: Arguments) -> Shapes:
    """The items at `indices` on one axis; the first `batch_dims` axes belong together."""
    shape, indices = arguments.shape("x"), arguments.shape("indices")
    arguments.require_rank(shape, at_least=1)
    batch = 0 if arguments["batch_dims"] is None else arguments.number("batch_dims")
    batch += len(indices) if batch < 0 else 0
    if not 0 <= batch <= len(indices):
        arguments.reject("batch_dims", f"a number of axes that both have, up to {len(indices)}")
    if batch >= len(shape):
        raise Undetermined(Unknown("all the axes belong together"))
    axis = batch if arguments["axis"] is None else arguments.axis("axis", len(shape))
    if axis < batch:
        raise Undetermined(Unknown("an axis of the batch is gathered on"))
    if any(known_different(left, right) for left, right in zip(shape[:batch], indices[:batch], strict=True)):
        arguments.reject("batch_dims", "a number of leading axes on which both agree")
    return (*shape[:axis], *indices[batch:], *shape[axis + 1 :])


@operation(
    "tensorflow.gather_nd(params: x, indices, batch_dims=0, name=None, bad_indices_policy='')",
    dtype=same("x"),
    examples=("tensorflow.gather_nd(float32[9, 8, 3], int32[5, 2]) -> float32[5, 3]",),
)
def gather_nd(arguments: Arguments) -> Shapes:
    """The slices at places of several axes; the last axis of `indices` holds one place."""
    shape, indices = arguments.shape("x"), arguments.shape("indices")
    arguments.require_rank(shape, at_least=1)
    arguments.require_rank(indices, at_least=1)
    depth, batch = indices[-1], arguments.number("batch_dims")
    if batch >= len(shape):
        arguments.reject("batch_dims", f"less than the number of axes, {len(shape)}")
    if not isinstance(depth, int):
        raise Undetermined(Unknown("how many axes an index has is open"))
    if depth + batch > len(shape):
        arguments.reject("indices", f"places of at most {len(shape) - batch} axes")
    return (*indices[:-1], *shape[batch + depth :])


@operation(
    "keras.ops.take_along_axis(x, indices, axis=None)",
    "numpy.take_along_axis(arr: x, indices, axis=-1)",
    dtype=same("x"),
    examples=("keras.ops.take_along_axis(float32[4, 9], int32[4, 3], axis=1) -> float32[4, 3]",),
)
def take_along_axis(arguments: Arguments) -> Shapes:
    """One item for each index, along one axis; the other axes broadcast."""
    shape, indices = arguments.shape("x"), arguments.shape("indices")
    if arguments["axis"] is None:
        arguments.require_rank(indices, exactly=1)
        return indices
    axis = arguments.axis("axis", len(shape))
    arguments.require_rank(indices, exactly=len(shape))
    others = broadcast_shapes((*shape[:axis], 1, *shape[axis + 1 :]), (*indices[:axis], 1, *indices[axis + 1 :]))
    return (*others[:axis], indices[axis], *others[axis + 1 :])


@operation(
    "tensorflow.boolean_mask(tensor: x, mask, axis=None, name='boolean_mask')",
    dtype=same("x"),
)
def boolean_mask(arguments: Arguments) -> Shapes:
    """The slices where the mask is true: how many is not known."""
    shape, mask = arguments.shape("x"), arguments.shape("mask")
    axis = 0 if arguments["axis"] is None else arguments.axis("axis", len(shape))
    return (*shape[:axis], SOME, *shape[axis + len(mask) :])


@operation(
    "keras.ops.slice(inputs: x, start_indices: begin, shape: size)",
    "tensorflow.slice(input_: x, begin, size, name=None)",
    dtype=same("x"),
    examples=("tensorflow.slice(float32[9, 8], [1, 0], [-1, 4]) -> float32[8, 4]",),
)
def cut(arguments: Arguments) -> Shapes:
    """So many items of each axis from a place on; -1 stands for all that are left."""
    shape, begin, sizes = arguments.operand("x").shape, arguments.sizes("begin"), arguments.sizes("size")
    if isinstance(shape, Unknown):
        return tuple(shape if size == -1 else size for size in sizes)
    if not shape:
        raise Undetermined(Unknown("a scalar is cut"))
    for name, given in (("begin", begin), ("size", sizes)):
        if len(given) != len(shape):
            arguments.reject(name, f"one number for each of the {len(shape)} axes")
    result = []
    for whole, start, size in zip(shape, begin, sizes, strict=True):
        left = whole - start
        if isinstance(left, int) and isinstance(size, int) and (size > left or left < 0 or size < -1):
            arguments.reject("size", "sizes that the input has from there on")
        result.append(left if size == -1 else size)
    return tuple(result)


table(
    {
        "tensorflow.{}(input: x, seq_lengths, seq_axis=None, batch_axis=None, name=None)": "reverse_sequence",
        "keras.ops.slice_update(inputs: x, start_indices, updates)": "slice_update",
        "keras.ops.scatter_update(inputs: x, indices, updates, reduction=None)": "scatter_update",
        "tensorflow.tensor_scatter_nd_{}(tensor: x, indices, updates, bad_indices_policy='', name=None)": """add max
            min sub""",
        "tensorflow.tensor_scatter_nd_update(tensor: x, indices, updates, name=None)": "update",
    },
    shape_of_x,
    same("x"),
    "The same tensor with some elements replaced.",
    "gathering",
)


@operation(
    "keras.ops.scatter(indices, values, shape)",
    "tensorflow.scatter_nd(indices, updates: values, shape, bad_indices_policy='', name=None)",
    dtype=same("values"),
    examples=("tensorflow.scatter_nd(int32[4, 1], float32[4, 3], [8, 3]) -> float32[8, 3]",),
)
def scatter(arguments: Arguments) -> Shapes:
    """Values at their places in a new tensor of zeros."""
    return arguments.new_shape("shape")


def segments(arguments: Arguments) -> Shapes:
    """The rows of each segment put together."""
    data, ids = arguments.shape("data"), arguments.shape("segment_ids")
    count = SOME if arguments["num_segments"] is None else arguments.integer("num_segments", minimum=0)
    if any(known_different(left, right) for left, right in zip(data, ids, strict=False)) or len(ids) > len(data):
        arguments.reject("segment_ids", "one segment for each row")
    return (count, *data[len(ids) :])


table(
    {
        "keras.ops.segment_{}(data, segment_ids, num_segments=None, sorted=False)": "max min prod sum",
        "tensorflow.math.segment_{}(data, segment_ids, name=None)": "max mean min prod sum",
        "tensorflow.math.unsorted_segment_{}(data, segment_ids, num_segments, name=None)": """max mean min prod sqrt_n
            sum""",
    },
    segments,
    same("data"),
    "The rows of each segment put together.",
    "gathering",
)


@operation(
    "tensorflow.sequence_mask(lengths, maxlen=None, dtype='bool', name=None)",
    dtype=requested(fixed("bool")),
    examples=("tensorflow.sequence_mask(int32[4], 9) -> bool[4, 9]",),
)
def sequence_mask(arguments: Arguments) -> Shapes:
    """True up to each length."""
    longest = SOME if arguments["maxlen"] is None else arguments.integer("maxlen")
    return (*arguments.shape("lengths"), longest)


@operation(
    "tensorflow.dynamic_stitch(indices, data, name=None)",
    dtype=promoted_list("data"),
)
def dynamic_stitch(arguments: Arguments) -> Shapes:
    """Items of several tensors, each at the place that its index says: how many depends on these."""
    places, items = arguments.shapes("indices"), arguments.shapes("data")
    if len(places) != len(items) or not places:
        arguments.reject("data", "as many tensors as `indices`")
    return (SOME, *items[0][len(places[0]) :])
