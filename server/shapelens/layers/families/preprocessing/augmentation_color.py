"""Random changes of color and sharpness: the shape stays."""

from __future__ import annotations

import functools

from shapelens.layers.families.preprocessing.augmentation import BOX, BOX_AND_FACTOR, IMAGES, checked
from shapelens.layers.families.preprocessing.image import BASE_FACTOR, WITHOUT_FACTOR, Factor
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import cast_dtype, require_size, single, unchanged, with_dtype
from shapelens.layers.framework.plain import same_shape as declare_same_shape
from shapelens.layers.framework.problems import RankMismatch, Reject
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

same_shape = functools.partial(declare_same_shape, family=__name__)
same_shape(
    "AutoContrast(value_range=(0, 255), **kwargs)",
    "Stretches the values of each image over the whole range; the shape stays.",
    "AutoContrast()", IMAGES, checked(value_range=True, seeded=False), hidden=WITHOUT_FACTOR,
    traits=("pointwise",),
    since=(3, 6),
)  # fmt: skip
same_shape(
    """ContrastLimitedAdaptiveHistogramEqualization(value_range=(0, 255), clip_limit=4.0, tile_grid_size=(8, 8),
    data_format=None, **kwargs)""",
    "Evens out the histogram tile by tile; the shape stays.",
    "ContrastLimitedAdaptiveHistogramEqualization()", IMAGES, checked(BASE_FACTOR, seeded=False), hidden=BOX_AND_FACTOR,
    since=(3, 14),
)  # fmt: skip


@layer(
    "Equalization(value_range=(0, 255), bins=256, data_format=None, **kwargs)",
    hidden=BOX_AND_FACTOR,
    examples=(example("Equalization()", IMAGES, IMAGES),),
    since=(3, 8),
)
def equalization(inputs: Structure, arguments: Arguments) -> Result:
    """Evens out the histogram of each image; the shape and the dtype stay."""
    checked(BASE_FACTOR, value_range=True, seeded=False)(arguments)
    return Result(_same_dtype(inputs, arguments, unchanged(inputs, arguments).output))


def _same_dtype(inputs: Structure, arguments: Arguments, output: Structure) -> Structure:
    """`output` in the dtype of the input, for the layers that give back what they are given."""
    if isinstance(inputs, Tensor):
        return with_dtype(inputs, cast_dtype(arguments, inputs.dtype))
    if isinstance(inputs, tuple):
        return tuple(_same_dtype(item, arguments, item) for item in inputs)
    return inputs if isinstance(inputs, Unknown) else output


same_shape(
    "RandomBrightness(factor, value_range=(0, 255), seed=None, **kwargs)",
    "Lighter or darker; the shape stays.",
    "RandomBrightness(0.2)", IMAGES, checked(BASE_FACTOR, value_range=True), hidden=WITHOUT_FACTOR,
    added={"bounding_box_format": (3, 6), "data_format": (3, 6)},
)  # fmt: skip


@layer(
    "RandomColorDegeneration(factor, value_range=(0, 255), data_format=None, seed=None, **kwargs)",
    hidden=BOX,
    examples=(example("RandomColorDegeneration(0.5)", IMAGES, IMAGES),),
    since=(3, 8),
)
def random_color_degeneration(inputs: Structure, arguments: Arguments) -> Result:
    """Between the image and its gray, which takes 3 channels; the shape stays."""
    shape, data_format = single(inputs).shape, arguments.data_format()
    if isinstance(shape, tuple):
        if len(shape) not in (3, 4):
            raise Reject(RankMismatch(len(shape), shape, (3, 4)))
        if not isinstance(data_format, Unknown):
            require_size(shape, -1 if data_format == "channels_last" else -3, 3, "the image has 3 channels")
    checked(Factor("factor", -1, 1), value_range=True)(arguments)
    return unchanged(inputs, arguments)


same_shape(
    "RandomContrast(factor, value_range=(0, 255), seed=None, **kwargs)",
    "More or less contrast; the shape stays.",
    "RandomContrast(0.2)", IMAGES, checked(Factor("factor")), hidden=WITHOUT_FACTOR,
    added={"bounding_box_format": (3, 6), "data_format": (3, 6), "value_range": (3, 8)},
)  # fmt: skip


@layer(
    """RandomGaussianBlur(factor=1.0, kernel_size=3, sigma=1.0, value_range=(0, 255), data_format=None, seed=None,
    **kwargs)""",
    hidden=BOX,
    examples=(example("RandomGaussianBlur()", IMAGES, IMAGES),),
    since=(3, 9),
)
def random_gaussian_blur(inputs: Structure, arguments: Arguments) -> Result:
    """Blurs some images with an odd `kernel_size`; the shape stays."""
    value = arguments["kernel_size"]
    sizes = value if isinstance(value, (tuple, list)) else (value, value)
    known = not any(is_symbolic(size) or is_opaque(size) for size in sizes)
    if known and (len(sizes) != 2 or any(not isinstance(size, (int, float)) or size % 2 == 0 for size in sizes)):
        arguments.reject("kernel_size", "an odd number, or two")
    checked(Factor("factor"), Factor("sigma"))(arguments)
    return unchanged(inputs, arguments)


@layer(
    "RandomGrayscale(factor=0.5, data_format=None, seed=None, **kwargs)",
    hidden=BOX,
    examples=(example("RandomGrayscale(0.3)", IMAGES, IMAGES),),
    since=(3, 8),
)
def random_grayscale(inputs: Structure, arguments: Arguments) -> Result:
    """Makes some images gray, in as many channels; the shape and the dtype stay."""
    arguments.number("factor", minimum=0, maximum=1)
    checked()(arguments)
    return Result(_same_dtype(inputs, arguments, unchanged(single(inputs), arguments).output))


same_shape(
    "RandomHue(factor, value_range=(0, 255), data_format=None, seed=None, **kwargs)",
    "Turns the colors; the shape stays.",
    "RandomHue(0.2)", IMAGES, checked(Factor("factor")), hidden=BOX,
    since=(3, 8),
)  # fmt: skip
same_shape(
    "RandomInvert(factor=1.0, value_range=(0, 255), seed=None, data_format=None, **kwargs)",
    "Makes negatives of some images; the shape stays.",
    "RandomInvert()", IMAGES, checked(Factor("factor")), hidden=BOX,
    since=(3, 9),
)  # fmt: skip
same_shape(
    "RandomPosterization(factor, value_range=(0, 255), data_format=None, seed=None, **kwargs)",
    "Keeps 1 to 8 bits of each value; the shape stays.",
    "RandomPosterization(4)", IMAGES, checked(Factor("factor", 1, 8), value_range=True), hidden=BOX,
    since=(3, 8),
)  # fmt: skip
same_shape(
    "RandomSaturation(factor, value_range=(0, 255), data_format=None, seed=None, **kwargs)",
    "Paler or stronger colors; the shape stays.",
    "RandomSaturation(0.5)", IMAGES, checked(Factor("factor", -1, 1), value_range=True), hidden=BOX,
    since=(3, 8),
)  # fmt: skip
same_shape(
    "RandomSharpness(factor, value_range=(0, 255), data_format=None, seed=None, **kwargs)",
    "Sharper or softer; the shape stays.",
    "RandomSharpness(0.5)", IMAGES, checked(Factor("factor"), value_range=True), hidden=BOX,
    since=(3, 8),
)  # fmt: skip
same_shape(
    "Solarization(addition_factor=0.0, threshold_factor=0.0, value_range=(0, 255), seed=None, **kwargs)",
    "Inverts the values above a threshold; the shape stays.",
    "Solarization(0.1, 0.5)", IMAGES,
    checked(Factor("addition_factor", each=True), Factor("threshold_factor", each=True), value_range=True),
    hidden=WITHOUT_FACTOR,
    since=(3, 6),
)  # fmt: skip
