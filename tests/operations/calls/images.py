"""Calls of image functions."""

from __future__ import annotations

import os
from typing import Any

import tensorflow
from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given

OPTIONS = {
    "delta": 0.1, "contrast_factor": 0.5, "saturation_factor": 0.5, "max_delta": 0.1, "lower": 0.5, "upper": 1.5,
    "seed": None, "max_val": 1.0,
}  # fmt: skip

PLAIN = (
    "adjust_brightness adjust_contrast adjust_gamma random_brightness random_contrast stateless_random_brightness "
    "stateless_random_contrast"
)
JPEG = "adjust_jpeg_quality random_jpeg_quality stateless_random_jpeg_quality"


def image(draw: Draw, channels: int = 3, low: int = 3) -> Given:
    rank = draw.pick(3, 4)
    shape = (*draw.sizes(rank - 3, 1, 3), *draw.sizes(2, low, 9), channels)
    if draw.odd and draw.chance.random() < 0.4:
        shape = draw.sizes(draw.pick(5, 3), 3, 4)
    return Given(shape, draw.pick("float32", "float32", "uint8") if draw.library == "tensorflow" else "float32")


def _compressed(draw: Draw) -> dict[str, Any]:
    qualities = {"jpeg_quality": 50, "min_jpeg_quality": 50, "max_jpeg_quality": 90, "seed": [1, 2]}
    if "stateless" not in draw.path:
        qualities["seed"] = None
    return {"x": Given((*draw.sizes(2, 3, 9), 3), "uint8"), **qualities}


def _same(draw: Draw) -> dict[str, Any]:
    seed = {"seed": [1, 2]} if ".stateless_" in draw.path else {}
    given = image(draw)
    transform = Given((given.shape[0], 8)) if len(given.shape) == 4 else Given((8,))
    return {"x": Given(given.shape), **OPTIONS, "transform": transform, **seed}


def _size(draw: Draw) -> Any:
    return draw.pick((5, 7), [4, 4], (0, 3) if draw.odd else (2, 9), (3,) if draw.odd else (1, 1))


def _resize(draw: Draw) -> dict[str, Any]:
    method = draw.pick("bilinear", "nearest", "bicubic", "area")
    return {"x": image(draw), "size": _size(draw), "method": method}


def _targets(draw: Draw) -> dict[str, Any]:
    return {"x": image(draw), "target_height": draw.whole(1, 9), "target_width": draw.whole(1, 9)}


def _box(draw: Draw) -> dict[str, Any]:
    given = image(draw, low=4)
    height, width = given.shape[-3:-1] if len(given.shape) > 2 else (3, 3)
    more = 4 if "pad_to" in draw.path else 0
    target = (height + more - 2, width + more - 2) if not draw.odd else draw.sizes(2, 0, 8)
    return {
        "x": given,
        "offset_height": draw.whole(0, 2),
        "offset_width": draw.whole(0, 2),
        "target_height": max(target[0], 0 if draw.odd else 1),
        "target_width": max(target[1], 0 if draw.odd else 1),
    }


def _random_crop(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 4), 2, 6)
    size = tuple(draw.whole(1, whole + draw.odd) for whole in shape)
    seed = [1, 2] if "stateless" in draw.path else None
    return {"x": Given(shape), "size": size, "seed": seed}


def _pair_of_images(draw: Draw) -> dict[str, Any]:
    shape = (*draw.sizes(draw.whole(0, 1), 1, 3), 12, 13, draw.whole(1, 3))
    other = (*shape[:-1], shape[-1] + 1) if draw.odd and draw.pick(True, False) else shape
    return {"x1": Given(shape), "x2": Given(other), "max_val": 1.0}


def _boxes(draw: Draw) -> dict[str, Any]:
    count = draw.whole(1, 4)
    return {
        "x": Given((2, *draw.sizes(2, 3, 6), 3)),
        "boxes": Given((count, 4)),
        "box_indices": Given((count,), "int32"),
        "crop_size": _size(draw),
    }


def _crop_images(draw: Draw) -> dict[str, Any]:
    sides = {"top_cropping": 1, "left_cropping": 1, "bottom_cropping": 1, "right_cropping": draw.pick(1, 0, None)}
    return {"x": image(draw, low=4), **sides, "target_width": draw.pick(None, 2)}


def _pad_images(draw: Draw) -> dict[str, Any]:
    sides = {"top_padding": 1, "left_padding": 1, "bottom_padding": 1, "right_padding": draw.pick(1, 2, None)}
    return {"x": image(draw, low=4), **sides, "target_width": draw.pick(None, 20)}


def _colour(draw: Draw) -> dict[str, Any]:
    return {"x": image(draw, channels=draw.pick(1, 3, 3, 2 if draw.odd else 3))}


def _resize_images(draw: Draw) -> dict[str, Any]:
    formats = draw.pick("channels_last", "channels_first")
    return {"x": Given(draw.sizes(4)), "height_factor": 2, "width_factor": 3, "data_format": formats}


def _perspective(draw: Draw) -> dict[str, Any]:
    given = Given(image(draw).shape)
    corners = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
    points = [corners] * given.shape[0] if len(given.shape) == 4 else corners
    return {"x": given, "start_points": points, "end_points": points}


def _coordinates(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3))
    rows = len(shape) + (1 if draw.odd else 0)
    return {"x": Given(shape), "coordinates": Given((rows, *draw.sizes(draw.whole(1, 2)))), "order": 1}


def _scaled(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(3, 2, 6)
    output = (4, 5, shape[-1])
    pair = [1.0, 1.0]
    return {
        "x": Given(shape), "output_shape": output[1:] if draw.odd else output, "scale": pair, "translation": pair,
        "spatial_dims": (0, 1), "method": "linear",
    }  # fmt: skip


A_JPEG = tensorflow.io.encode_jpeg(tensorflow.zeros((6, 6, 3), "uint8")).numpy()


def _encoded(draw: Draw) -> dict[str, Any]:
    channels = draw.pick(1, 3)
    shape = (*draw.sizes(2, 1, 9), channels) if not draw.odd else draw.pick((2, 3), (2, 4, 5, channels))
    return {"x": Given(shape, "uint8"), **dict.fromkeys(_OF_FILES)}


_OF_FILES = ("compression", "format", "quality", "progressive", "optimize_size", "chroma_downsampling", "density_unit",
             "x_density", "y_density", "xmp_metadata")  # fmt: skip


def _alike_at_scales(draw: Draw) -> dict[str, Any]:
    """TensorFlow dies of images that are too small for the last scale; with a short filter they may be small."""
    shape = (draw.whole(1, 2), 32, 32, 1)
    options = {"max_val": 1.0, "filter_size": 2, "power_factors": None, "filter_sigma": None, "k1": None, "k2": None}
    return {"x1": Given(shape), "x2": Given(shape[1:] if draw.odd else shape), **options}


CALLS: dict[str, Call] = {
    "keras.ops.image.perspective_transform": _perspective,
    "map_coordinates": _coordinates,
    "resize_volumes": lambda d: {
        "x": Given(d.sizes(5)),
        "depth_factor": 2,
        "height_factor": 2,
        "width_factor": 3,
        "data_format": "channels_last",
    },
    "scale_and_translate": _scaled,
    "sobel_edges_in_keras": lambda d: {"x": Given(image(d).shape)},
    **{f"tensorflow.image.{name}": _compressed for name in JPEG.split()},
    "bounding_box": _box,
    "central_crop": lambda d: {"x": image(d), "central_fraction": d.pick(0.5, 0.7, 1.0, 0.3)},
    "crop_and_resize": _boxes,
    "crop_images": _crop_images,
    "decode": lambda d: {"contents": d.pick("")},
    "decode_gif": lambda d: {"contents": d.pick("")},
    "decode_part": lambda d: {
        "contents": A_JPEG,
        "crop_window": [0, 1, *d.sizes(2, 1, 4)],
        "channels": d.pick(0, 1, 3),
    },
    "decode_webp": lambda d: {"contents": d.pick("")},
    "encode": _encoded,
    "extract_jpeg_shape": lambda d: {"contents": A_JPEG, "dtype": d.pick("int32", "int64")},
    "is_jpeg": lambda d: {"contents": d.pick(A_JPEG, "", Given(d.shape, "string"))},
    "tensorflow.image.ssim_multiscale": _alike_at_scales,
    "decode_image": lambda d: {"contents": d.pick("")},
    "grayscale_to_rgb": lambda d: {"x": image(d, channels=1)},
    "image_gradients": lambda d: {"x": image(d)},
    "image_shape": _same,
    "coloured": _same,
    **{f"tensorflow.image.{name}": _same for name in PLAIN.split()},
    "pad_images": _pad_images,
    "per_image_standardization": lambda d: {"x": image(d)},
    "random_crop": _random_crop,
    "read_file": lambda d: {"filename": d.pick(os.devnull)},
    "resize": _resize,
    "resize_images": lambda d: {
        "x": Given(d.sizes(4)),
        "height_factor": 2,
        "width_factor": 3,
        "data_format": "channels_last",
    },
    "resize_in_keras": lambda d: {"x": Given(image(d).shape), "size": _size(d)},
    "resize_with_crop_or_pad": _targets,
    "resize_with_pad": lambda d: {"x": image(d, low=4), "target_height": d.whole(4, 9), "target_width": d.whole(4, 9)},
    "rgb_to_grayscale": _colour,
    "similarity": _pair_of_images,
    "sobel_edges": lambda d: {"x": Given(image(d).shape)},
    "tensorflow.image.rot90": lambda d: {"x": image(d), "k": d.whole(-1, 3)},
    "tensorflow.image.transpose": lambda d: {"x": image(d)},
    "total_variation": lambda d: {"x": Given(image(d).shape)},
}
