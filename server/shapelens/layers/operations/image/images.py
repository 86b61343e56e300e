"""Operations that give images another height and width: `tf.image`, `keras.ops.image`, `keras.backend`.

An image is (height, width, channels), a batch of them has one more axis in front.
"""

from __future__ import annotations

from fractions import Fraction

from shapelens.layers.framework.formulas import join_spatial, split_spatial
from shapelens.layers.framework.values import is_undetermined
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import by_library, fixed, same, unverified
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import DType
from shapelens.layers.operations.nn.windows import spatial_format
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims
from shapelens.shapes.unknown import Unknown

# the largest denominator of a fraction that is a short sum of powers of 2
EXACT_FRACTION = 1024
READ = Unknown("it is read from a file")


def image_shape(arguments: Arguments, name: str = "x") -> Dims:
    """The shape of an image or of a batch of them."""
    shape = arguments.shape(name)
    arguments.require_rank(shape, exactly=(3, 4))
    return shape


def _resized(shape: Dims, height: Size, width: Size, data_format: str = "channels_last") -> Dims:
    batched: Dims = shape if len(shape) == 4 else (1, *shape)
    _, channels = split_spatial(batched, data_format)
    output = join_spatial(batched[0], (height, width), channels, data_format)
    return output if len(shape) == 4 else output[1:]


def _pair(arguments: Arguments, name: str) -> tuple[Size, Size]:
    sizes = arguments.sizes(name)
    if len(sizes) != 2:
        arguments.reject(name, "a height and a width")
    if any(isinstance(size, int) and size < 1 for size in sizes):
        arguments.reject(name, "a positive height and width")
    return sizes[0], sizes[1]


def _resize_dtype(arguments: Arguments) -> DType:
    if arguments["method"] == "nearest":
        return same("x")(arguments)
    return "float32" if isinstance(arguments["method"], str) else Unknown("`method` is not known")


@operation(
    "tensorflow.image.resize(images: x, size, method='bilinear', preserve_aspect_ratio=False, antialias=False, "
    "name=None)",
    dtype=_resize_dtype,
    examples=("tensorflow.image.resize(uint8[100, 80, 3], (64, 64)) -> float32[64, 64, 3]",),
)
def resize(arguments: Arguments) -> Shapes:
    """Images of another height and width."""
    shape = image_shape(arguments)
    height, width = _pair(arguments, "size")
    if arguments.flag("preserve_aspect_ratio"):
        ratio = Unknown("the ratio of the sides is kept")
        return _resized(shape, ratio, ratio)
    return _resized(shape, height, width)


@operation(
    "keras.ops.image.resize(images: x, size, interpolation='bilinear', antialias=False, crop_to_aspect_ratio=False, "
    "pad_to_aspect_ratio=False, fill_mode='constant', fill_value=0.0, data_format=None)",
    dtype=same("x"),
    examples=("keras.ops.image.resize(float32[None, 100, 80, 3], (64, 64)) -> float32[None, 64, 64, 3]",),
)
def resize_in_keras(arguments: Arguments) -> Shapes:
    """Images of another height and width."""
    shape, size = image_shape(arguments), _pair(arguments, "size")
    return _resized(shape, *size, spatial_format(arguments))


@operation(
    "tensorflow.image.resize_with_crop_or_pad(image: x, target_height, target_width)",
    dtype=same("x"),
    examples=("tensorflow.image.resize_with_crop_or_pad(uint8[100, 80, 3], 64, 96) -> uint8[64, 96, 3]",),
)
def resize_with_crop_or_pad(arguments: Arguments) -> Shapes:
    """Cut or filled up to a height and width."""
    return _resized(
        image_shape(arguments),
        arguments.integer("target_height", minimum=1),
        arguments.integer("target_width", minimum=1),
    )


@operation(
    "tensorflow.image.resize_with_pad(image: x, target_height, target_width, method='bilinear', antialias=False)",
    dtype=_resize_dtype,
    examples=("tensorflow.image.resize_with_pad(uint8[100, 80, 3], 64, 96) -> float32[64, 96, 3]",),
)
def resize_with_pad(arguments: Arguments) -> Shapes:
    """Resized with the ratio of its sides kept, then filled up."""
    return resize_with_crop_or_pad(arguments)


@operation(
    "tensorflow.image.crop_to_bounding_box(image: x, offset_height, offset_width, target_height, target_width)",
    "tensorflow.image.pad_to_bounding_box(image: x, offset_height, offset_width, target_height, target_width)",
    dtype=same("x"),
    examples=("tensorflow.image.crop_to_bounding_box(uint8[100, 80, 3], 4, 4, 64, 32) -> uint8[64, 32, 3]",),
)
def bounding_box(arguments: Arguments) -> Shapes:
    """Cut out at a place, or put into a larger image at a place."""
    shape = image_shape(arguments)
    crops = arguments.declaration.paths[0].endswith("crop_to_bounding_box")
    for side, size in zip(("height", "width"), shape[-3:-1], strict=True):
        offset, target = arguments.integer(f"offset_{side}", minimum=0), arguments.integer(f"target_{side}")
        fits = size - target - offset if crops else target - size - offset
        if isinstance(fits, int) and (fits < 0 or (isinstance(target, int) and target < 1)):
            limit = "within the image" if crops else "around the image"
            arguments.reject(f"target_{side}", f"{limit} from that offset on")
    return _resized(shape, arguments.integer("target_height"), arguments.integer("target_width"))


@operation("tensorflow.image.central_crop(image: x, central_fraction)", dtype=same("x"))
def central_crop(arguments: Arguments) -> Shapes:
    """The middle of the image: a fraction of each side."""
    shape, fraction = arguments.shape("x"), arguments.known("central_fraction")
    if fraction == 1:
        return shape
    image_shape(arguments)
    if not isinstance(fraction, (int, float)):
        return _resized(shape, Unknown("the fraction is not known"), Unknown("the fraction is not known"))
    if not 0 < fraction <= 1:
        arguments.reject("central_fraction", "a number above 0 and up to 1")
    sides = [_central_part(size, fraction) for size in shape[-3:-1]]
    return _resized(shape, sides[0], sides[1])


def _central_part(size: Size, fraction: float) -> Size:
    """What is left of a side when as much is cut away at both ends."""
    if isinstance(size, int):
        return size - 2 * int((size - size * fraction) / 2)
    cut = (1 - Fraction(fraction)) / 2
    if cut.denominator > EXACT_FRACTION:
        # TensorFlow rounds: what it gives for 0.7 depends on the bits of each product
        return Unknown("a fraction of an open size that is no sum of powers of 2")
    return size - 2 * (size * cut.numerator // cut.denominator)


@operation(
    "tensorflow.image.random_crop(value: x, size, seed=None, name=None)",
    "tensorflow.image.stateless_random_crop(value: x, size, seed, name=None)",
    dtype=same("x"),
    examples=("tensorflow.image.random_crop(float32[100, 80, 3], (64, 64, 3)) -> float32[64, 64, 3]",),
)
def random_crop(arguments: Arguments) -> Shapes:
    """A piece of the shape `size`, from anywhere."""
    shape, sizes = arguments.shape("x"), arguments.new_shape("size")
    if len(sizes) != len(shape):
        arguments.reject("size", f"one number for each of the {len(shape)} axes")
    for whole, size in zip(shape, sizes, strict=True):
        if isinstance(whole, int) and isinstance(size, int) and size > whole:
            arguments.reject("size", f"within the input, of shape {shape}")
    return sizes


@operation(
    "tensorflow.image.rot90(image: x, k=1, name=None)",
    dtype=same("x"),
    examples=("tensorflow.image.rot90(uint8[64, 48, 3]) -> uint8[48, 64, 3]",),
)
def rot90(arguments: Arguments) -> Shapes:
    """Turned by quarter turns."""
    shape = image_shape(arguments)
    height, width = shape[-3], shape[-2]
    return shape if arguments.number("k") % 2 == 0 else _resized(shape, width, height)


@operation(
    "tensorflow.image.transpose(image: x, name=None)",
    dtype=same("x"),
    examples=("tensorflow.image.transpose(uint8[64, 48, 3]) -> uint8[48, 64, 3]",),
)
def transpose(arguments: Arguments) -> Shapes:
    """Height and width change places."""
    shape = image_shape(arguments)
    return _resized(shape, shape[-2], shape[-3])


@operation(
    "tensorflow.image.crop_and_resize(image: x, boxes, box_indices, crop_size, method='bilinear', "
    "extrapolation_value=0.0, name=None)",
    dtype=fixed("float32"),
    examples=(
        "tensorflow.image.crop_and_resize(float32[2, 8, 8, 3], float32[5, 4], int32[5], (7, 9)) -> float32[5, 7, 9, 3]",
    ),
)
def crop_and_resize(arguments: Arguments) -> Shapes:
    """One piece of `crop_size` for each box."""
    shape, boxes = arguments.shape("x"), arguments.shape("boxes")
    arguments.require_rank(shape, exactly=4)
    arguments.require_rank(boxes, exactly=2)
    return (boxes[0], *_pair(arguments, "crop_size"), shape[3])


@operation(
    "keras.backend.resize_images(x, height_factor, width_factor, data_format, interpolation='nearest')",
    dtype=by_library(backend=unverified("resize")),
)
def resize_images(arguments: Arguments) -> Shapes:
    """Height and width, several times."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=4)
    data_format = spatial_format(arguments)
    (height, width), channels = split_spatial(shape, data_format)
    factors = arguments.integer("height_factor"), arguments.integer("width_factor")
    return join_spatial(shape[0], (height * factors[0], width * factors[1]), channels, data_format)


@operation(
    "keras.ops.image.crop_images(images: x, top_cropping=None, left_cropping=None, bottom_cropping=None, "
    "right_cropping=None, target_height=None, target_width=None, data_format=None)",
    dtype=same("x"),
    examples=("keras.ops.image.crop_images(float32[2, 64, 48, 3], 4, 4, 4, 4) -> float32[2, 56, 40, 3]",),
)
def crop_images(arguments: Arguments) -> Shapes:
    """Borders cut away: two of begin, end and target size for each side."""
    return _bordered(arguments, "cropping", -1)


@operation(
    "keras.ops.image.pad_images(images: x, top_padding=None, left_padding=None, bottom_padding=None, "
    "right_padding=None, target_height=None, target_width=None, data_format=None)",
    dtype=same("x"),
    examples=("keras.ops.image.pad_images(float32[2, 64, 48, 3], 4, 4, 4, 4) -> float32[2, 72, 56, 3]",),
)
def pad_images(arguments: Arguments) -> Shapes:
    """Borders put around: two of begin, end and target size for each side."""
    return _bordered(arguments, "padding", 1)


def _bordered(arguments: Arguments, kind: str, sign: int) -> Dims:
    shape = image_shape(arguments)
    data_format = spatial_format(arguments)
    spatial, _ = split_spatial(shape if len(shape) == 4 else (1, *shape), data_format)
    sizes: list[Size] = []
    for size, begin, end, target in zip(
        spatial, ("top", "left"), ("bottom", "right"), ("target_height", "target_width"), strict=True
    ):
        if any(is_undetermined(arguments[name]) for name in (f"{begin}_{kind}", f"{end}_{kind}", target)):
            # it may be None, and the others then say the size
            sizes.append(Unknown("which of the borders and sizes are given is not known"))
            continue
        borders = [name for name in (f"{begin}_{kind}", f"{end}_{kind}") if arguments[name] is not None]
        if len(borders) + (arguments[target] is not None) != 2:
            arguments.reject(target, f"given with one of {begin}_{kind} and {end}_{kind}, or left out with both given")
        if arguments[target] is not None:
            sizes.append(arguments.integer(target))
        else:
            sizes.append(size + sign * (arguments.integer(borders[0]) + arguments.integer(borders[1])))
    for size, target in zip(sizes, ("target_height", "target_width"), strict=True):
        if isinstance(size, int) and size <= 0:
            arguments.reject(target, "such that something is left")
    return _resized(shape, sizes[0], sizes[1], data_format)


@operation(
    "keras.backend.resize_volumes(x, depth_factor, height_factor, width_factor, data_format)",
    dtype=same("x"),
    examples=(
        "keras.backend.resize_volumes(float32[2, 3, 4, 5, 6], 2, 2, 2, 'channels_last') -> float32[2, 6, 8, 10, 6]",
    ),
)
def resize_volumes(arguments: Arguments) -> Shapes:
    """Depth, height and width, several times."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=5)
    data_format = spatial_format(arguments)
    spatial, channels = split_spatial(shape, data_format)
    factors = [arguments.integer(f"{side}_factor") for side in ("depth", "height", "width")]
    sizes = [size * factor for size, factor in zip(spatial, factors, strict=True)]
    return join_spatial(shape[0], sizes, channels, data_format)
