"""Calls of convolutions, pools and patches: kernels that take the channels there are, mostly."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given

FORMATS = {1: "NWC", 2: "NHWC", 3: "NDHWC"}


def _rank(draw: Draw) -> int:
    path = draw.path.removesuffix("_transpose")
    named = next((int(digit) for digit in "123" if path.endswith((f"{digit}d", f"{digit}D"))), None)
    return named if named is not None else draw.whole(1, 3)


def _image(draw: Draw, rank: int, channels: int) -> Given:
    # TensorFlow dies of a 3D window that does not fit, and of any in a pool
    spatial = draw.sizes(rank, 1 if draw.odd and rank < 3 and "pool" not in draw.path else 4, 8)
    # and of an input of another rank
    wrong = draw.odd and draw.library == "keras" and draw.chance.random() < 0.2
    return Given((draw.whole(1, 3), *spatial, channels) if not wrong else spatial)


def _per_axis(draw: Draw, rank: int, low: int, high: int) -> Any:
    one = draw.whole(low, high)
    many = draw.sizes(rank, low, high)
    if draw.library == "tensorflow":
        return draw.pick(one, [one] * rank, [1, *([one] * rank), 1])
    return draw.pick(one, many, list(many))


def _options(draw: Draw, rank: int) -> dict[str, Any]:
    mode = draw.pick("valid", "same")
    padding = mode.upper() if draw.library == "tensorflow" else mode
    strided = draw.chance.random() < 0.5
    options: dict[str, Any] = {"padding": padding, "strides": _per_axis(draw, rank, 1, 3) if strided else 1}
    if draw.library == "backend":
        options["strides"] = options["strides"] if strided or rank == 1 else (1,) * rank
        if rank == 1:
            options["strides"] = 1
    if draw.path.endswith("conv3d") and draw.library == "tensorflow":
        stride = 1 if strided else 2
        options["strides"] = draw.pick([1, stride, stride, stride, 1], stride if draw.odd else [1] * 5)
    if draw.library == "tensorflow" and draw.path.endswith("convolution"):
        options["strides"] = draw.sizes(rank, 1, 2)
    return options


def _conv(draw: Draw) -> dict[str, Any]:
    rank = _rank(draw)
    channels = draw.whole(1, 4)
    taken = channels + 1 if draw.odd and draw.chance.random() < 0.3 else channels
    kernel = Given((*draw.sizes(rank, 1, 4), taken, draw.whole(1, 5)))
    return {"x": _image(draw, rank, channels), "kernel": kernel, **_options(draw, rank)}


def _depthwise(draw: Draw) -> dict[str, Any]:
    rank = draw.whole(1, 2) if draw.library == "keras" else 2
    channels = draw.whole(1, 4)
    taken = channels + 1 if draw.odd and draw.chance.random() < 0.3 else channels
    kernel = Given((*draw.sizes(rank, 1, 4), taken, draw.whole(1, 3)))
    return {"x": _image(draw, rank, channels), "kernel": kernel, **_even_options(draw, rank)}


def _even_options(draw: Draw, rank: int) -> dict[str, Any]:
    """TensorFlow takes one stride for all axes here, written four times."""
    options = _options(draw, rank)
    stride = draw.whole(1, 2)
    options["strides"] = [1, stride, stride, 1] if draw.library == "tensorflow" else (stride,) * rank
    return options


def _separable(draw: Draw) -> dict[str, Any]:
    call = _depthwise(draw)
    depth = call["kernel"].shape[-1] * call["kernel"].shape[-2] + (1 if draw.odd and draw.pick(True, False) else 0)
    ones = (1,) * (len(call["kernel"].shape) - 2)
    return {**call, "pointwise_kernel": Given((*ones, depth, draw.whole(1, 5)))}


def _transpose(draw: Draw) -> dict[str, Any]:
    rank = draw.whole(1, 3)
    channels = draw.whole(1, 4)
    kernel = Given((*draw.sizes(rank, 1, 4), draw.whole(1, 4), channels))
    return {"x": _image(draw, rank, channels), "kernel": kernel, **_options(draw, rank)}


def _transpose_to(draw: Draw) -> dict[str, Any]:
    rank = _rank(draw)
    image = Given((2, *draw.sizes(rank, 2, 5), 3))
    stride = draw.whole(1, 2)
    output = [2, *(size * stride for size in image.shape[1:-1]), 4]
    window = draw.sizes(rank, stride, 3)
    same = "SAME" if draw.library == "tensorflow" else "same"
    strides: Any = stride if draw.library == "tensorflow" else (stride,) * rank
    return {"x": image, "kernel": Given((*window, 4, 3)), "output_shape": output, "strides": strides, "padding": same}


def _pool(draw: Draw) -> dict[str, Any]:
    rank = _rank(draw)
    options = _options(draw, rank)
    window = draw.sizes(rank, 1, 3)
    if draw.library == "backend":
        options["strides"] = draw.sizes(rank, 1, 3)
    elif draw.library == "keras":
        options["strides"] = draw.pick(None, options["strides"])
    if draw.path.endswith("nn.pool"):
        options["strides"] = draw.pick(None, list(draw.sizes(rank, 1, 2)))
        return {"x": _image(draw, rank, 3), "pool_size": list(window), "pooling_type": "MAX", **options}
    sizes = window if draw.library == "backend" else _per_axis(draw, rank, 1, 3)
    return {"x": _image(draw, rank, 3), "pool_size": sizes, **options}


def _blocks(draw: Draw) -> dict[str, Any]:
    block = draw.whole(1 if draw.odd else 2, 3)
    height, width = (draw.whole(1, 3) * (1 if draw.odd else block) for _ in range(2))
    depth = draw.whole(1, 3) * (1 if draw.odd else block * block)
    return {"x": Given((draw.whole(1, 3), height, width, depth)), "block_size": block}


def _bias(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(2, 5), 1, 4)
    return {"x": Given(shape), "bias": Given((shape[-1] + (draw.whole(0, 1) if draw.odd else 0),))}


def _patches(draw: Draw) -> dict[str, Any]:
    sizes, strides, rates = ([1, *draw.sizes(2, 1, 3), 1] for _ in range(3))
    mode = draw.pick("VALID", "SAME")
    image = _image(draw, 2, draw.whole(1, 3))
    return {"x": image, "sizes": sizes, "strides": strides, "rates": rates, "padding": mode}


def _patches_in_keras(draw: Draw) -> dict[str, Any]:
    if draw.pick(True, False, False):
        return {**_volumes_in_keras(draw), "size": draw.sizes(3, 1, 3)}
    size = draw.pick(2, draw.sizes(2, 1, 3))
    strides = draw.pick(None, 1, 2)
    return {
        "x": _image(draw, 2, draw.whole(1, 3)),
        "size": size,
        "strides": strides,
        "padding": draw.pick("valid", "same"),
    }


def _adaptive(draw: Draw) -> dict[str, Any]:
    rank = draw.whole(1, 3)
    # Keras dies of one window over all the steps
    return {"x": _image(draw, rank, 2), "output_size": draw.pick(2, draw.sizes(rank, 2, 3))}


def _volumes(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(4 if draw.odd else 5, 2, 6)
    ones = [1, draw.whole(1, 2), draw.whole(1, 2), 1, 1]
    return {"x": Given(shape), "sizes": [1, 2, 2, 2, 1], "strides": ones, "padding": draw.pick("SAME", "VALID")}


def _volumes_in_keras(draw: Draw) -> dict[str, Any]:
    given = {"x": Given(draw.sizes(draw.pick(4, 5), 3, 6)), "size": draw.pick(1, 2, (2, 2, 3))}
    return {**given, "strides": draw.pick(None, 1, 2), "padding": draw.pick("same", "valid")}


def _atrous(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(4, 3, 9)
    kernel = (*draw.sizes(2, 1, 3), shape[-1] + (1 if draw.odd else 0), draw.whole(1, 4))
    return {"x": Given(shape), "kernel": Given(kernel), "rate": draw.whole(1, 3), "padding": draw.pick("SAME", "VALID")}


def _backwards(draw: Draw) -> dict[str, Any]:
    """The gradient of a depthwise convolution, for its input or for its filter."""
    channels, size, window = draw.whole(1, 3), draw.whole(4, 6), draw.whole(1, 3)
    image, kernel = (2, size, size, channels), (window, window, channels, 2)
    given = (2, size, size, 2 * channels)
    call: dict[str, Any] = {"strides": [1, 1, 1, 1], "padding": "SAME", "data_format": None, "dilations": None}
    if draw.path.endswith("_input"):
        return {**call, "output_shape": list(image), "kernel": Given(kernel), "x": Given(given)}
    return {**call, "x": Given(image), "output_shape": list(kernel), "kernel": Given(given)}


def _atrous_to(draw: Draw) -> dict[str, Any]:
    size = draw.whole(4, 7)
    call = {"x": Given((2, size, size, 3)), "kernel": Given((2, 2, 4, 3)), "output_shape": [2, size, size, 4]}
    return {**call, "rate": draw.whole(1, 2), "padding": "SAME"}


CALLS: dict[str, Call] = {
    "tensorflow.nn.atrous_conv2d_transpose": _atrous_to,
    "tensorflow.nn.depthwise_conv2d_backprop_filter": _backwards,
    "tensorflow.nn.depthwise_conv2d_backprop_input": _backwards,
    "atrous_conv2d": _atrous,
    "conv_transpose_of_any_rank": lambda _: {
        "x": Given((2, 4, 4, 3)),
        "kernel": Given((3, 3, 5, 3)),
        "output_shape": [2, 8, 8, 5],
        "strides": 2,
    },
    "extract_patches_of_volumes": _volumes_in_keras,
    "extract_volume_patches": _volumes,
    "max_pool_with_argmax": lambda d: {
        "x": Given(d.sizes(3 if d.odd else 4, 3, 8)),
        "pool_size": 2,
        "strides": d.whole(1, 2),
        "padding": d.pick("SAME", "VALID"),
        "dtype": None,
    },
    "adaptive_pool": _adaptive,
    "bias_add": _bias,
    "conv": _conv,
    "conv_transpose": _transpose,
    "conv_transpose_to": _transpose_to,
    "depth_to_space": _blocks,
    "depthwise_conv": _depthwise,
    "extract_patches": _patches,
    "extract_patches_in_keras": _patches_in_keras,
    "pool": _pool,
    "separable_conv": _separable,
    "space_to_depth": _blocks,
}
