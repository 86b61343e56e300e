"""Operations that put borders around a tensor: `pad` in every library, and the paddings of `keras.backend`."""

from __future__ import annotations

from typing import Any

from shapelens.layers.framework.formulas import join_spatial, split_spatial
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import ShapeValue, Undetermined, is_size
from shapelens.layers.operations.nn.windows import spatial_format
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.shapes.unknown import Unknown

Pair = tuple[Size, Size]


@operation(
    "keras.ops.pad(x, pad_width, mode='constant', constant_values=None)",
    "tensorflow.pad(tensor: x, paddings: pad_width, mode='CONSTANT', constant_values=0, name=None)",
    "numpy.pad(array: x, pad_width, mode='constant', **kwargs)",
    dtype=same("x"),
    examples=(
        "tensorflow.pad(float32[2, 8, 8, 3], [[0, 0], [1, 1], [1, 1], [0, 0]]) -> float32[2, 10, 10, 3]",
        "keras.ops.pad(float32[None, 4], ((0, 0), (2, 1))) -> float32[None, 7]",
    ),
)
def pad(arguments: Arguments) -> Shapes:
    """More elements before and behind each axis."""
    shape = arguments.shape("x")
    if not shape:
        return Unknown("a scalar is padded")
    pairs = _pairs(arguments, len(shape))
    limit = {"reflect": -1, "symmetric": 0}.get(str(arguments["mode"]).lower())
    if limit is not None and arguments.library != "numpy":
        for size, count in ((size, count) for size, pair in zip(shape, pairs, strict=True) for count in pair):
            if isinstance(size, int) and isinstance(count, int) and count > size + limit:
                arguments.reject("pad_width", f"borders of at most {size + limit} on an axis of {size} in this mode")
    return tuple(before + size + behind for size, (before, behind) in zip(shape, pairs, strict=True))


def _pairs(arguments: Arguments, rank: int) -> list[Pair]:
    """What is put before and behind each axis: one number for all, one pair for all, or a pair for each."""
    value = arguments.known("pad_width", computed=True)
    if arguments.library == "keras" and isinstance(value, (int, tuple, list)) and not _is_pair_for_each(value, rank):
        raise Undetermined(Unknown("Keras takes other than a pair for each axis on some backends only"))
    if isinstance(value, (Tensor, ShapeValue)):
        return [(Unknown("the borders are computed"),) * 2] * rank
    if is_size(value):
        value = ((value, value),) * rank if arguments.library != "tensorflow" else value
    elif isinstance(value, (tuple, list)) and len(value) == 2 and all(is_size(item) for item in value):
        value = (tuple(value),) * rank if arguments.library != "tensorflow" else value
    elif isinstance(value, (tuple, list)) and len(value) == 1 and arguments.library != "tensorflow":
        value = tuple(value) * rank
    if not isinstance(value, (tuple, list)) or len(value) != rank:
        arguments.reject("pad_width", f"a pair of numbers for each of the {rank} axes")
    return [_pair(arguments, "pad_width", item) for item in value]


def _is_pair_for_each(value: Any, rank: int) -> bool:
    pairs = isinstance(value, (tuple, list)) and len(value) == rank
    return pairs and all(isinstance(item, (tuple, list)) and len(item) == 2 for item in value)


def _pair(arguments: Arguments, name: str, item: Any) -> Pair:
    if isinstance(item, Unknown):
        return (item, item)
    if isinstance(item, Tensor):
        raise Undetermined(Unknown("the borders are computed"))
    if isinstance(item, (tuple, list)) and len(item) == 1 and arguments.library == "numpy":
        item = (item[0], item[0])
    if not isinstance(item, (tuple, list)) or len(item) != 2:
        arguments.reject(name, "pairs of numbers")
    sizes = tuple(size if is_size(size) else Unknown("a border is computed") for size in item)
    if any(isinstance(size, int) and size < 0 for size in sizes):
        arguments.reject(name, "numbers of at least 0")
    return (sizes[0], sizes[1])


@operation(
    "keras.backend.temporal_padding(x, padding=(1, 1))",
    "keras.backend.spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None)",
    "keras.backend.spatial_3d_padding(x, padding=((1, 1), (1, 1), (1, 1)), data_format=None)",
    dtype=same("x"),
    examples=("keras.backend.spatial_2d_padding(float32[2, 8, 8, 3]) -> float32[2, 10, 10, 3]",),
)
def spatial_padding(arguments: Arguments) -> Shapes:
    """More steps, rows and columns at both ends of the spatial axes."""
    shape = arguments.shape("x")
    padding = arguments.known("padding")
    if arguments["data_format"] is None and arguments.declaration.paths[0].endswith("temporal_padding"):
        padding = (padding,)
    if not isinstance(padding, (tuple, list)):
        arguments.reject("padding", "a pair of numbers for each spatial axis")
    arguments.require_rank(shape, exactly=len(padding) + 2)
    data_format = spatial_format(arguments)
    pairs = [_pair(arguments, "padding", item) for item in padding]
    spatial, channels = split_spatial(shape, data_format)
    padded: Dims = tuple(before + size + behind for size, (before, behind) in zip(spatial, pairs, strict=True))
    return join_spatial(shape[0], padded, channels, data_format)
