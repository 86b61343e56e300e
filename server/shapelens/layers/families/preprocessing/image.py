"""Images brought to a size: Resizing, CenterCrop, RandomCrop, and what every image layer shares.

Shapes: keras.src.layers.preprocessing.image_preprocessing. An image layer takes a batch of images or one image.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import axis_names
from shapelens.layers.framework.inputs import require_rank, single, unchanged, unknown_result, with_dtype
from shapelens.layers.framework.problems import RankMismatch, Reject, WrongInputs
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.expressions import Polynomial, Size, axis
from shapelens.shapes.tensors import Dims, NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown

# what BaseImagePreprocessingLayer takes out of **kwargs; the first for the layers that read a `factor` there
WITH_FACTOR = {"bounding_box_format": None, "data_format": None, "factor": None}
WITHOUT_FACTOR = {"bounding_box_format": None, "data_format": None}


@dataclass(frozen=True, slots=True)
class Factor:
    """An argument that is a number, or two, between `low` and `high`.

    Of two, Keras looks at each (`each`), or only that they overlap with the bounds. `optional`: None is 0.
    """

    name: str
    low: float = 0
    high: float = 1
    each: bool = False
    optional: bool = False
    open_low: bool = False


BASE_FACTOR = Factor("factor", -1, 1, optional=True)


def check_factor(arguments: Arguments, factor: Factor) -> None:
    """Reject a factor outside its bounds."""
    value: Any = arguments[factor.name]
    if is_symbolic(value) or is_opaque(value) or (factor.optional and not value):
        return
    requirement = f"a number, or two, from {factor.low:g} to {factor.high:g}"
    if isinstance(value, (tuple, list)):
        if len(value) != 2:
            arguments.reject(factor.name, requirement)
        if any(is_symbolic(item) or is_opaque(item) for item in value):
            return
        if not all(isinstance(item, (int, float)) for item in value):
            arguments.reject(factor.name, requirement)
        fits = all(_within(item, factor) for item in value) if factor.each else _overlaps(value, factor)
    else:
        fits = isinstance(value, (int, float)) and _within(value, factor)
    if not fits:
        arguments.reject(factor.name, requirement)


def _within(number: float, factor: Factor) -> bool:
    return (factor.low < number if factor.open_low else factor.low <= number) and number <= factor.high


def _overlaps(pair: Sequence[float], factor: Factor) -> bool:
    return pair[0] <= factor.high and pair[1] >= factor.low


def target_size(arguments: Arguments, name: str) -> Size:
    """A height or width to be reached; None leaves it open."""
    value: Any = arguments[name]
    if value is None:
        return axis(name)
    if isinstance(value, (Unknown, Polynomial)) or is_opaque(value):
        return arguments.undetermined(name) or value
    return arguments.integer(name, minimum=0)


def _resized(shape: Dims, height: int, size: tuple[Size, Size]) -> Dims:
    """The shape with `size` on the axis `height` and the one after it."""
    sizes = list(shape)
    if height < 0:
        height += len(sizes)
    sizes[height], sizes[height + 1] = size
    return tuple(sizes)


def _height_axis(rank: int, data_format: str) -> int:
    """Where Keras puts the height: 4 axes are a batch, all else counts as one image."""
    first = 1 if data_format == "channels_first" else 0
    return first + 1 if rank == 4 else first


def _of_each(inputs: NamedTensors, arguments: Arguments, rule: Callable[[Structure, Arguments], Result]) -> Result:
    """A dict of images with their labels, masks and boxes: images and masks as the rule has them, the rest stays."""
    dtype = arguments.compute_dtype()
    items: list[tuple[str, Structure]] = []
    for name, value in inputs.items:
        if name in ("images", "segmentation_masks"):
            items.append((name, rule(value, arguments).output))
        elif name == "bounding_boxes":
            items.append((name, Unknown("the shapes of bounding boxes are not followed")))
        else:
            items.append((name, with_dtype(value, dtype)))
    return Result(NamedTensors(tuple(items)))


def _to_size(tensor: Tensor, arguments: Arguments) -> Result:
    size = (target_size(arguments, "height"), target_size(arguments, "width"))
    data_format, dtype = arguments.data_format(), arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    if isinstance(data_format, Unknown):
        return unknown_result(data_format, dtype)
    height = _height_axis(len(tensor.shape), data_format)
    require_rank(tensor.shape, at_least=height + 2)
    axes = axis_names(2, data_format)[-len(tensor.shape) :] if len(tensor.shape) in (3, 4) else ()
    return Result(Tensor(_resized(tensor.shape, height, size), dtype), axes=axes)


@layer(
    """Resizing(height, width, interpolation="bilinear", crop_to_aspect_ratio=False, pad_to_aspect_ratio=False,
    fill_mode="constant", fill_value=0.0, antialias=False, data_format=None, **kwargs)""",
    hidden={"bounding_box_format": None},
    examples=(
        example("Resizing(64, 48)", (None, 100, 120, 3), (None, 64, 48, 3)),
        example("Resizing(64, 64)", (None, None, None, 3), (None, 64, 64, 3), dtype="uint8"),
        example("Resizing(8, 9, data_format='channels_first')", (3, 20, 30), (3, 8, 9)),
    ),
    added={
        "fill_mode": (3, 3),
        "fill_value": (3, 3),
        "pad_to_aspect_ratio": (3, 3),
        "bounding_box_format": (3, 6),
        "antialias": (3, 9),
    },
)
def resizing(inputs: Structure, arguments: Arguments) -> Result:
    """Images of `height` × `width`, whatever they were."""
    if isinstance(inputs, NamedTensors):
        return _of_each(inputs, arguments, resizing)
    if isinstance(inputs, tuple) and len(inputs) == 2 and inputs[0] == inputs[1]:
        image = single(inputs[0])
        if isinstance(image.shape, tuple) and len(image.shape) == 3:
            _check_resize(arguments)
            # a run makes a batch of the list, and finds nothing to resize in images without rows or columns
            if 0 in (image.shape[1:] if arguments.data_format() == "channels_first" else image.shape[:2]):
                raise Reject(WrongInputs("other", "images with rows and columns", "images without"))
            return _to_size(Tensor((2, *image.shape), image.dtype), arguments)
    tensor = single(inputs)
    if isinstance(tensor.shape, tuple):
        _check_resize(arguments)
    return _to_size(tensor, arguments)


def _check_resize(arguments: Arguments) -> None:
    """Reject what the constructor takes, and no run does."""
    if arguments.flag("pad_to_aspect_ratio") is True and arguments.flag("crop_to_aspect_ratio") is True:
        arguments.reject("pad_to_aspect_ratio", "False where `crop_to_aspect_ratio` is True")
    arguments.choice("fill_mode", ("constant",), fold_case=False)
    ways = ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5", "area")
    arguments.choice("interpolation", ways, fold_case=False)


@layer(
    "CenterCrop(height, width, data_format=None, **kwargs)",
    hidden={"bounding_box_format": None},
    examples=(example("CenterCrop(24, 32)", (None, 100, 120, 3), (None, 24, 32, 3)),),
    added={"bounding_box_format": (3, 6)},
)
def center_crop(inputs: Structure, arguments: Arguments) -> Result:
    """The middle `height` × `width` of each image; a smaller image is resized."""
    if isinstance(inputs, NamedTensors):
        return _of_each(inputs, arguments, center_crop)
    tensor = single(inputs)
    if isinstance(tensor.shape, tuple) and len(tensor.shape) not in (3, 4):
        raise Reject(RankMismatch(len(tensor.shape), tensor.shape, (3, 4)))
    return _to_size(tensor, arguments)


@layer(
    "RandomCrop(height, width, seed=None, data_format=None, name=None, **kwargs)",
    hidden={"bounding_box_format": None, "factor": None},
    examples=(example("RandomCrop(24, 32)", (None, 100, 120, 3), (None, 24, 32, 3)),),
    added={"bounding_box_format": (3, 6), "factor": (3, 6)},
)
def random_crop(inputs: Structure, arguments: Arguments) -> Result:
    """Some `height` × `width` of each image, another at each training step."""
    if isinstance(inputs, NamedTensors):
        return _of_each(inputs, arguments, random_crop)
    arguments.seed()
    check_factor(arguments, BASE_FACTOR)
    size = (target_size(arguments, "height"), target_size(arguments, "width"))
    data_format, dtype = arguments.data_format(), arguments.compute_dtype()
    tensor = single(inputs)
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    if isinstance(data_format, Unknown):
        return unknown_result(data_format, dtype)
    height = -2 if data_format == "channels_first" else -3
    require_rank(tensor.shape, at_least=-height)
    axes = axis_names(2, data_format)[-len(tensor.shape) :] if len(tensor.shape) in (3, 4) else ()
    return Result(Tensor(_resized(tensor.shape, height, size), dtype), axes=axes)


@layer(
    "MaxNumBoundingBoxes(max_number, fill_value=-1, **kwargs)",
    hidden=WITH_FACTOR,
    examples=(example("MaxNumBoundingBoxes(10)", (None, 8, 8, 3), (None, 8, 8, 3)),),
    since=(3, 7),
)
def max_num_bounding_boxes(inputs: Structure, arguments: Arguments) -> Result:
    """Cuts or fills the bounding boxes to `max_number` for each image; images stay."""
    for name in ("max_number", "fill_value"):
        value = arguments[name]
        if not isinstance(value, (int, float, str)) and not is_symbolic(value) and not is_opaque(value):
            arguments.reject(name, "a number")
        if isinstance(value, str) and not value.strip().lstrip("+-").isdigit():
            arguments.reject(name, "a number")
    arguments.data_format()
    check_factor(arguments, BASE_FACTOR)
    if isinstance(inputs, NamedTensors):
        return Result(Unknown("the shapes of bounding boxes are not followed"))
    return unchanged(inputs, arguments)
