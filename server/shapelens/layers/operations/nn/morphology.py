"""Windows that are no convolutions: dilation and erosion, and pools of a ratio that is no whole number (`tf.nn`)."""

from __future__ import annotations

import math
from fractions import Fraction

from shapelens.layers.framework.formulas import compute_pooling_output_shape
from shapelens.layers.framework.problems import AxisMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import fixed, promoted, same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.nn.windows import padding_mode, per_axis, require_fit
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import known_different
from shapelens.shapes.unknown import Unknown


@operation(
    "tensorflow.nn.dilation2d(input: x, filters, strides, padding, data_format, dilations: dilation_rate, name=None)",
    "tensorflow.nn.erosion2d(value: x, filters, strides, padding, data_format, dilations: dilation_rate, name=None)",
    dtype=promoted("x", "filters"),
    examples=(
        (
            "tensorflow.nn.dilation2d(float32[2, 9, 9, 3], float32[3, 3, 3], [1, 2, 2, 1], 'VALID', 'NHWC', "
            "[1, 1, 1, 1]) -> float32[2, 4, 4, 3]"
        ),
    ),
)
def dilation(arguments: Arguments) -> Shapes:
    """The largest or smallest in a window with a number added for each place; channel by channel."""
    arguments.text("data_format", ("NHWC",))
    shape, window = arguments.shape("x"), arguments.shape("filters")
    arguments.require_rank(shape, exactly=4)
    arguments.require_rank(window, exactly=3)
    if known_different(shape[-1], window[-1]):
        raise Reject(AxisMismatch(2, shape[-1], window[-1], window, "as the input has channels"))
    strides, rates = (per_axis(arguments, name, 2, "channels_last") for name in ("strides", "dilation_rate"))
    extents = [rate * (size - 1) + 1 for size, rate in zip(window[:2], rates, strict=True)]
    mode = padding_mode(arguments)
    require_fit(arguments, shape[1:3], extents, mode)
    output, _ = compute_pooling_output_shape(shape, tuple(extents), strides, mode, "channels_last")
    return output


@operation(
    "tensorflow.nn.fractional_avg_pool(value: x, pooling_ratio, pseudo_random=False, overlapping=False, seed=0, "
    "name=None)",
    "tensorflow.nn.fractional_max_pool(value: x, pooling_ratio, pseudo_random=False, overlapping=False, seed=0, "
    "name=None)",
    dtype=(same("x"), fixed("int64"), fixed("int64")),
    examples=(
        "tensorflow.nn.fractional_max_pool(float32[2, 9, 10, 3], 1.5) -> [float32[2, 6, 6, 3], int64[7], int64[7]]",
    ),
)
def fractional_pool(arguments: Arguments) -> Shapes:
    """Each spatial axis divided by a ratio, rounded down, and where its windows begin and end."""
    shape, ratio = arguments.shape("x"), arguments.known("pooling_ratio")
    arguments.require_rank(shape, exactly=4)
    if isinstance(ratio, (int, float)) and arguments.declaration.name == "fractional_max_pool":
        ratio = [1.0, ratio, ratio, 1.0]
    if not isinstance(ratio, (list, tuple)) or not all(isinstance(each, (int, float)) for each in ratio):
        return Unknown("the ratio is not known")
    if len(ratio) < 4 or ratio[0] != 1 or ratio[3] != 1 or min(ratio) < 1:
        arguments.reject("pooling_ratio", "four numbers of at least 1, of which the first and the last are 1")
    rows, columns = ratio[1:3]
    height, width = _divided(shape[1], rows), _divided(shape[2], columns)
    return [(shape[0], height, width, shape[3]), (height + 1,), (width + 1,)]


def _divided(size: Size, ratio: float) -> Size:
    if isinstance(size, int):
        return math.floor(size / ratio)
    # as it is written: 1.1 is 11/10
    fraction = Fraction(ratio).limit_denominator(10**6)
    return size * fraction.denominator // fraction.numerator
