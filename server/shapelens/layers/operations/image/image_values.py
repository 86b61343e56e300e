"""Operations on the values of images: colours, edges, similarity, and images read from files."""

from __future__ import annotations

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.framework.problems import AxisMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import fixed, requested, same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.image.images import image_shape
from shapelens.layers.operations.nn.windows import spatial_format
from shapelens.layers.operations.numpy.elementwise import shape_of_x, table
from shapelens.shapes.tensors import known_different
from shapelens.shapes.unknown import Unknown

READ = Unknown("it is read from a file")


FLIPS = "flip_left_right flip_up_down"

table(
    {
        "tensorflow.image.{}(image: x)": FLIPS,
        "tensorflow.image.random_{}(image: x, seed=None)": FLIPS,
        "tensorflow.image.stateless_random_{}(image: x, seed)": FLIPS,
        "keras.ops.image.gaussian_blur(images: x, kernel_size=(3, 3), sigma=(1.0, 1.0), data_format=None)": "blur",
        "keras.ops.image.affine_transform(images: x, transform, interpolation='bilinear', fill_mode='constant', "
        "fill_value=0, data_format=None)": "affine_transform",
        "keras.ops.image.elastic_transform(images: x, alpha=20.0, sigma=5.0, interpolation='bilinear', "
        "fill_mode='reflect', fill_value=0.0, seed=None, data_format=None)": "elastic_transform",
        "keras.ops.image.perspective_transform(images: x, start_points, end_points, interpolation='bilinear', "
        "fill_value=0, data_format=None)": "perspective_transform",
    },
    image_shape,
    same("x"),
    "Images of the same shape.",
    "image_values",
)
table(
    {
        "tensorflow.image.adjust_brightness(image: x, delta)": "adjust_brightness",
        "tensorflow.image.adjust_contrast(images: x, contrast_factor)": "adjust_contrast",
        "tensorflow.image.adjust_gamma(image: x, gamma=1, gain=1)": "adjust_gamma",
        "tensorflow.image.random_brightness(image: x, max_delta, seed=None)": "random_brightness",
        "tensorflow.image.random_contrast(image: x, lower, upper, seed=None)": "random_contrast",
        "tensorflow.image.stateless_random_brightness(image: x, max_delta, seed)": "random_brightness",
        "tensorflow.image.stateless_random_contrast(image: x, lower, upper, seed)": "random_contrast",
    },
    shape_of_x,
    same("x"),
    "Images of the same shape.",
    "image_values",
)


def coloured(arguments: Arguments) -> Shapes:
    """The shape of `x`, whose channels are three colours."""
    shape = arguments.shape("x")
    axis = len(shape) - 1
    if arguments.library == "keras":
        image_shape(arguments)
        axis = len(shape) - (3 if spatial_format(arguments) == "channels_first" else 1)
    arguments.require_rank(shape, at_least=1)
    if known_different(shape[axis], 3):
        raise Reject(AxisMismatch(axis, 3, shape[axis], shape, "it has three channels, one for each colour"))
    return shape


table(
    {
        "tensorflow.image.adjust_hue(image: x, delta, name=None)": "adjust_hue",
        "tensorflow.image.adjust_saturation(image: x, saturation_factor, name=None)": "adjust_saturation",
        "tensorflow.image.random_saturation(image: x, lower, upper, seed=None)": "random_saturation",
        "tensorflow.image.random_hue(image: x, max_delta, seed=None)": "random_hue",
        "tensorflow.image.stateless_random_hue(image: x, max_delta, seed)": "random_hue",
        "tensorflow.image.stateless_random_saturation(image: x, lower, upper, seed=None)": "random_saturation",
        "tensorflow.image.adjust_jpeg_quality(image: x, jpeg_quality, dct_method='', name=None)": "jpeg_quality",
        "tensorflow.image.random_jpeg_quality(image: x, min_jpeg_quality, max_jpeg_quality, seed=None)": "jpeg_quality",
        "tensorflow.image.stateless_random_jpeg_quality(image: x, min_jpeg_quality, max_jpeg_quality, "
        "seed)": "jpeg_quality",
        "tensorflow.image.{}(images: x)": "rgb_to_yiq rgb_to_yuv yiq_to_rgb yuv_to_rgb",
        "tensorflow.image.{}(images: x, name=None)": "hsv_to_rgb rgb_to_hsv",
        "keras.ops.image.{}(images: x, data_format=None)": "hsv_to_rgb rgb_to_hsv",
    },
    coloured,
    same("x"),
    "Colours computed from colours.",
    "image_values",
)


@operation(
    "tensorflow.image.per_image_standardization(image: x)",
    dtype=fixed("float32"),
    examples=("tensorflow.image.per_image_standardization(uint8[64, 64, 3]) -> float32[64, 64, 3]",),
)
def per_image_standardization(arguments: Arguments) -> Shapes:
    """Images of mean 0 and variance 1."""
    return arguments.operand("x").shape


@operation(
    "tensorflow.image.convert_image_dtype(image: x, dtype, saturate=False, name=None)",
    dtype=requested(same("x")),
    examples=("tensorflow.image.convert_image_dtype(uint8[64, 64, 3], 'float32') -> float32[64, 64, 3]",),
)
def convert_image_dtype(arguments: Arguments) -> Shapes:
    """The same images with another dtype, scaled."""
    return arguments.operand("x").shape


@operation(
    "tensorflow.image.rgb_to_grayscale(images: x, name=None)",
    "keras.ops.image.rgb_to_grayscale(images: x, data_format=None)",
    dtype=same("x"),
    examples=("tensorflow.image.rgb_to_grayscale(uint8[64, 64, 3]) -> uint8[64, 64, 1]",),
)
def rgb_to_grayscale(arguments: Arguments) -> Shapes:
    """One channel for three."""
    shape = arguments.shape("x")
    if arguments.library == "keras":
        arguments.require_rank(shape, exactly=(3, 4))
        axis = len(shape) - 3 if spatial_format(arguments) == "channels_first" else len(shape) - 1
        allowed: tuple[int, ...] = (1, 3)
    else:
        arguments.require_rank(shape, at_least=1)
        axis, allowed = len(shape) - 1, (3,)
    if isinstance(shape[axis], int) and shape[axis] not in allowed:
        raise Reject(AxisMismatch(axis, 3, shape[axis], shape, "it has the channels red, green and blue"))
    return (*shape[:axis], 1, *shape[axis + 1 :])


@operation(
    "tensorflow.image.grayscale_to_rgb(images: x, name=None)",
    dtype=same("x"),
    examples=("tensorflow.image.grayscale_to_rgb(uint8[64, 64, 1]) -> uint8[64, 64, 3]",),
)
def grayscale_to_rgb(arguments: Arguments) -> Shapes:
    """Three channels for one."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    if known_different(shape[-1], 1):
        raise Reject(AxisMismatch(len(shape) - 1, 1, shape[-1], shape, "it has one channel"))
    return (*shape[:-1], 3)


@operation(
    "tensorflow.image.sobel_edges(image: x)",
    dtype=same("x"),
    examples=("tensorflow.image.sobel_edges(float32[2, 64, 48, 3]) -> float32[2, 64, 48, 3, 2]",),
)
def sobel_edges(arguments: Arguments) -> Shapes:
    """The edges in two directions."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=4)
    return (*shape, 2)


@operation(
    "tensorflow.image.image_gradients(image: x)",
    dtype=(same("x"), same("x")),
    examples=("tensorflow.image.image_gradients(float32[2, 8, 8, 3]) -> [float32[2, 8, 8, 3], float32[2, 8, 8, 3]]",),
)
def image_gradients(arguments: Arguments) -> Shapes:
    """How it changes downwards and to the right."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=4)
    return [shape, shape]


@operation(
    "tensorflow.image.total_variation(images: x, name=None)",
    dtype=same("x"),
    examples=("tensorflow.image.total_variation(float32[2, 64, 48, 3]) -> float32[2]",),
)
def total_variation(arguments: Arguments) -> Shapes:
    """One number for each image."""
    return image_shape(arguments)[:-3]


@operation(
    "tensorflow.image.psnr(a: x1, b: x2, max_val, name=None)",
    "tensorflow.image.ssim(img1: x1, img2: x2, max_val, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03, "
    "return_index_map=False)",
    "tensorflow.image.ssim_multiscale(img1: x1, img2: x2, max_val, power_factors=(0.0448, 0.2856, 0.3001, 0.2363, "
    "0.1333), filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03)",
    "keras.ops.image.ssim(image1: x1, image2: x2, max_val=1.0, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03, "
    "data_format=None)",
    dtype=fixed("float32"),
    examples=("tensorflow.image.psnr(float32[2, 64, 48, 3], float32[2, 64, 48, 3], 1.0) -> float32[2]",),
)
def similarity(arguments: Arguments) -> Shapes:
    """How alike two images are: one number for each pair."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    for shape in (left, right):
        arguments.require_rank(shape, at_least=3)
    if arguments["return_index_map"]:
        return Unknown("a map is asked for")
    for place in (-3, -2, -1):
        if known_different(left[place], right[place]):
            axis = len(right) + place
            raise Reject(AxisMismatch(axis, left[place], right[place], right, "both images must have one shape"))
    return broadcast_shapes(left[:-3], right[:-3])


@operation(
    "tensorflow.io.decode_jpeg(contents, channels=0, ratio=1, fancy_upscaling=True, try_recover_truncated=False, "
    "acceptable_fraction=1, dct_method='', name=None)",
    "tensorflow.image.decode_jpeg(contents, channels=0, ratio=1, fancy_upscaling=True, try_recover_truncated=False, "
    "acceptable_fraction=1, dct_method='', name=None)",
    "tensorflow.io.decode_png(contents, channels=0, dtype='uint8', name=None)",
    "tensorflow.image.decode_png(contents, channels=0, dtype='uint8', name=None)",
    "tensorflow.io.decode_bmp(contents, channels=0, name=None)",
    "tensorflow.image.decode_bmp(contents, channels=0, name=None)",
    "tensorflow.image.decode_jxl(contents, channels=0, dtype='uint8', name=None)",
    dtype=requested(fixed("uint8")),
)
def decode(arguments: Arguments) -> Shapes:
    """An image from a file: its height and width are not known, its channels only if asked for."""
    channels = 0 if arguments["channels"] is None else arguments.integer("channels", minimum=0)
    return (READ, READ, READ if channels == 0 else channels)


@operation(
    "tensorflow.io.decode_image(contents, channels=None, dtype='uint8', name=None, expand_animations=True)",
    "tensorflow.image.decode_image(contents, channels=None, dtype='uint8', name=None, expand_animations=True)",
    dtype=requested(fixed("uint8")),
)
def decode_image(arguments: Arguments) -> Shapes:
    """An image from a file of any kind; an animation has one more axis unless that is turned off."""
    if arguments.flag("expand_animations"):
        return READ
    return decode(arguments)


@operation("tensorflow.io.read_file(filename, name=None)", dtype=fixed("string"))
def read_file(_: Arguments) -> Shapes:
    """The content of a file."""
    return ()


@operation(
    "keras.ops.image.sobel_edges(images: x, data_format=None)",
    dtype=same("x"),
    examples=("keras.ops.image.sobel_edges(float32[2, 8, 9, 3]) -> float32[2, 8, 9, 3, 2]",),
)
def sobel_edges_in_keras(arguments: Arguments) -> Shapes:
    """The edges in two directions."""
    arguments.require_rank(arguments.shape("x"), exactly=4)
    return (*image_shape(arguments), 2)


@operation(
    "keras.ops.image.map_coordinates(inputs: x, coordinates, order, fill_mode='constant', fill_value=0)",
    dtype=same("x"),
    examples=("keras.ops.image.map_coordinates(float32[8, 9], float32[2, 5], 1) -> float32[5]",),
)
def map_coordinates(arguments: Arguments) -> Shapes:
    """What is found at places, which need not be whole: one row of `coordinates` for each axis."""
    shape, places = arguments.shape("x"), arguments.shape("coordinates")
    arguments.require_rank(places, at_least=2)
    if known_different(places[0], len(shape)):
        raise Reject(AxisMismatch(0, len(shape), places[0], places, "the input has as many axes"))
    return places[1:]


@operation(
    "keras.ops.image.scale_and_translate(images: x, output_shape, scale, translation, spatial_dims, method, "
    "antialias=True)",
    dtype=same("x"),
)
def scale_and_translate(arguments: Arguments) -> Shapes:
    """Images scaled and moved, in the shape asked for."""
    shape, output = arguments.shape("x"), arguments.new_shape("output_shape")
    return output if len(output) == len(shape) else Unknown("`output_shape` is not for every axis")


@operation("tensorflow.image.decode_gif(contents, name=None)", dtype=fixed("uint8"))
def decode_gif(_: Arguments) -> Shapes:
    """An animation from a file: its colours are three."""
    return (READ, READ, READ, 3)


@operation(
    "tensorflow.image.decode_webp(contents, channels=0, dtype='uint8', name=None)", dtype=requested(fixed("uint8"))
)
def decode_webp(arguments: Arguments) -> Shapes:
    """An animation from a file."""
    channels = arguments.integer("channels", minimum=0)
    return (READ, READ, READ, READ if channels == 0 else channels)


@operation(
    "tensorflow.image.decode_and_crop_jpeg(contents, crop_window, channels=0, ratio=1, fancy_upscaling=True, "
    "try_recover_truncated=False, acceptable_fraction=1, dct_method='', name=None)",
    dtype=fixed("uint8"),
)
def decode_part(arguments: Arguments) -> Shapes:
    """A part of an image from a file: `crop_window` is its first row and column, its height and its width."""
    window, channels = arguments.sizes("crop_window"), arguments.integer("channels", minimum=0)
    if len(window) != 4:
        arguments.reject("crop_window", "four numbers")
    return (*window[2:], READ if channels == 0 else channels)


@operation(
    "tensorflow.image.encode_png(image: x, compression=-1, name=None)",
    "tensorflow.image.encode_jpeg(image: x, format='', quality=95, progressive=False, optimize_size=False, "
    "chroma_downsampling=True, density_unit='in', x_density=300, y_density=300, xmp_metadata='', name=None)",
    "tensorflow.io.encode_png(image: x, compression=-1, name=None)",
    "tensorflow.io.encode_jpeg(image: x, format='', quality=95, progressive=False, optimize_size=False, "
    "chroma_downsampling=True, density_unit='in', x_density=300, y_density=300, xmp_metadata='', name=None)",
    dtype=fixed("string"),
    examples=("tensorflow.image.encode_png(uint8[8, 9, 3]) -> string[()]",),
)
def encode(arguments: Arguments) -> Shapes:
    """The content of a file for each image."""
    shape = arguments.shape("x")
    if arguments.declaration.name == "encode_jpeg":
        arguments.require_rank(shape, exactly=3)
    arguments.require_rank(shape, at_least=3)
    return shape[:-3]


@operation(
    "tensorflow.image.is_jpeg(contents, name=None)",
    "tensorflow.io.is_jpeg(contents, name=None)",
    dtype=fixed("bool"),
)
def is_jpeg(arguments: Arguments) -> Shapes:
    """Whether the content of a file is that of a JPEG."""
    return arguments.operand("contents").shape


@operation(
    "tensorflow.image.extract_jpeg_shape(contents, output_type: dtype='int32', name=None)",
    "tensorflow.io.extract_jpeg_shape(contents, output_type: dtype='int32', name=None)",
    dtype=requested(fixed("int32")),
)
def extract_jpeg_shape(_: Arguments) -> Shapes:
    """Height, width and channels of an image in a file."""
    return (3,)
