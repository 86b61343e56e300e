"""Random changes of color and sharpness: the shape stays."""

from __future__ import annotations

from shapelens.layers.arguments import Arguments
from shapelens.layers.augmentation import augment
from shapelens.layers.image import BASE_FACTOR, WITHOUT_FACTOR, Factor
from shapelens.layers.inputs import cast_dtype, require_size, single, with_dtype
from shapelens.layers.problems import RankMismatch, Reject
from shapelens.layers.registry import example, layer
from shapelens.layers.result import Result
from shapelens.layers.values import is_opaque, is_symbolic
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

IMAGES = (None, 32, 32, 3)
BOX = {"bounding_box_format": None}
BOX_AND_FACTOR = {"bounding_box_format": None, "factor": None}


@layer(
    "AutoContrast(value_range=(0, 255), **kwargs)",
    hidden=WITHOUT_FACTOR,
    examples=(example("AutoContrast()", IMAGES, IMAGES),),
)
def auto_contrast(inputs: Structure, arguments: Arguments) -> Result:
    """Stretches the values of each image over the whole range; the shape stays."""
    return augment(inputs, arguments, value_range=True, seeded=False)


@layer(
    """ContrastLimitedAdaptiveHistogramEqualization(value_range=(0, 255), clip_limit=4.0, tile_grid_size=(8, 8),
    data_format=None, **kwargs)""",
    hidden=BOX_AND_FACTOR,
    examples=(example("ContrastLimitedAdaptiveHistogramEqualization()", IMAGES, IMAGES),),
)
def contrast_limited_adaptive_histogram_equalization(inputs: Structure, arguments: Arguments) -> Result:
    """Evens out the histogram tile by tile; the shape stays."""
    return augment(inputs, arguments, BASE_FACTOR, seeded=False)


@layer(
    "Equalization(value_range=(0, 255), bins=256, data_format=None, **kwargs)",
    hidden=BOX_AND_FACTOR,
    examples=(example("Equalization()", IMAGES, IMAGES),),
)
def equalization(inputs: Structure, arguments: Arguments) -> Result:
    """Evens out the histogram of each image; the shape and the dtype stay."""
    result = augment(inputs, arguments, BASE_FACTOR, value_range=True, seeded=False)
    return Result(_same_dtype(inputs, arguments, result.output))


def _same_dtype(inputs: Structure, arguments: Arguments, output: Structure) -> Structure:
    """`output` in the dtype of the input, for the layers that give back what they are given."""
    if isinstance(inputs, Tensor):
        return with_dtype(inputs, cast_dtype(arguments, inputs.dtype))
    if isinstance(inputs, tuple):
        return tuple(_same_dtype(item, arguments, item) for item in inputs)
    return output


@layer(
    "RandomBrightness(factor, value_range=(0, 255), seed=None, **kwargs)",
    hidden=WITHOUT_FACTOR,
    examples=(example("RandomBrightness(0.2)", IMAGES, IMAGES),),
)
def random_brightness(inputs: Structure, arguments: Arguments) -> Result:
    """Lighter or darker; the shape stays."""
    return augment(inputs, arguments, BASE_FACTOR, value_range=True)


@layer(
    "RandomColorDegeneration(factor, value_range=(0, 255), data_format=None, seed=None, **kwargs)",
    hidden=BOX,
    examples=(example("RandomColorDegeneration(0.5)", IMAGES, IMAGES),),
)
def random_color_degeneration(inputs: Structure, arguments: Arguments) -> Result:
    """Between the image and its gray, which takes 3 channels; the shape stays."""
    shape, data_format = single(inputs).shape, arguments.data_format()
    if isinstance(shape, tuple):
        if len(shape) not in (3, 4):
            raise Reject(RankMismatch("3 or 4", len(shape), shape))
        if not isinstance(data_format, Unknown):
            require_size(shape, -1 if data_format == "channels_last" else -3, 3, "the image has 3 channels")
    return augment(inputs, arguments, Factor("factor", -1, 1), value_range=True)


@layer(
    "RandomContrast(factor, value_range=(0, 255), seed=None, **kwargs)",
    hidden=WITHOUT_FACTOR,
    examples=(example("RandomContrast(0.2)", IMAGES, IMAGES),),
)
def random_contrast(inputs: Structure, arguments: Arguments) -> Result:
    """More or less contrast; the shape stays."""
    return augment(inputs, arguments, Factor("factor"))


@layer(
    """RandomGaussianBlur(factor=1.0, kernel_size=3, sigma=1.0, value_range=(0, 255), data_format=None, seed=None,
    **kwargs)""",
    hidden=BOX,
    examples=(example("RandomGaussianBlur()", IMAGES, IMAGES),),
)
def random_gaussian_blur(inputs: Structure, arguments: Arguments) -> Result:
    """Blurs some images with an odd `kernel_size`; the shape stays."""
    value = arguments["kernel_size"]
    sizes = value if isinstance(value, (tuple, list)) else (value, value)
    known = not any(is_symbolic(size) or is_opaque(size) for size in sizes)
    if known and (len(sizes) != 2 or any(not isinstance(size, (int, float)) or size % 2 == 0 for size in sizes)):
        arguments.reject("kernel_size", "an odd number, or two")
    return augment(inputs, arguments, Factor("factor"), Factor("sigma"))


@layer(
    "RandomGrayscale(factor=0.5, data_format=None, seed=None, **kwargs)",
    hidden=BOX,
    examples=(example("RandomGrayscale(0.3)", IMAGES, IMAGES),),
)
def random_grayscale(inputs: Structure, arguments: Arguments) -> Result:
    """Makes some images gray, in as many channels; the shape and the dtype stay."""
    arguments.number("factor", minimum=0, maximum=1)
    result = augment(single(inputs), arguments)
    return Result(_same_dtype(inputs, arguments, result.output))


@layer(
    "RandomHue(factor, value_range=(0, 255), data_format=None, seed=None, **kwargs)",
    hidden=BOX,
    examples=(example("RandomHue(0.2)", IMAGES, IMAGES),),
)
def random_hue(inputs: Structure, arguments: Arguments) -> Result:
    """Turns the colors; the shape stays."""
    return augment(inputs, arguments, Factor("factor"))


@layer(
    "RandomInvert(factor=1.0, value_range=(0, 255), seed=None, data_format=None, **kwargs)",
    hidden=BOX,
    examples=(example("RandomInvert()", IMAGES, IMAGES),),
)
def random_invert(inputs: Structure, arguments: Arguments) -> Result:
    """Makes negatives of some images; the shape stays."""
    return augment(inputs, arguments, Factor("factor"))


@layer(
    "RandomPosterization(factor, value_range=(0, 255), data_format=None, seed=None, **kwargs)",
    hidden=BOX,
    examples=(example("RandomPosterization(4)", IMAGES, IMAGES),),
)
def random_posterization(inputs: Structure, arguments: Arguments) -> Result:
    """Keeps 1 to 8 bits of each value; the shape stays."""
    return augment(inputs, arguments, Factor("factor", 1, 8), value_range=True)


@layer(
    "RandomSaturation(factor, value_range=(0, 255), data_format=None, seed=None, **kwargs)",
    hidden=BOX,
    examples=(example("RandomSaturation(0.5)", IMAGES, IMAGES),),
)
def random_saturation(inputs: Structure, arguments: Arguments) -> Result:
    """Paler or stronger colors; the shape stays."""
    return augment(inputs, arguments, Factor("factor", -1, 1), value_range=True)


@layer(
    "RandomSharpness(factor, value_range=(0, 255), data_format=None, seed=None, **kwargs)",
    hidden=BOX,
    examples=(example("RandomSharpness(0.5)", IMAGES, IMAGES),),
)
def random_sharpness(inputs: Structure, arguments: Arguments) -> Result:
    """Sharper or softer; the shape stays."""
    return augment(inputs, arguments, Factor("factor"), value_range=True)


@layer(
    "Solarization(addition_factor=0.0, threshold_factor=0.0, value_range=(0, 255), seed=None, **kwargs)",
    hidden=WITHOUT_FACTOR,
    examples=(example("Solarization(0.1, 0.5)", IMAGES, IMAGES),),
)
def solarization(inputs: Structure, arguments: Arguments) -> Result:
    """Inverts the values above a threshold; the shape stays."""
    factors = (Factor("addition_factor", each=True), Factor("threshold_factor", each=True))
    return augment(inputs, arguments, *factors, value_range=True)
