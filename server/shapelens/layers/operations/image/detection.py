"""Boxes in images, and which of them are kept: `tf.image`."""

from __future__ import annotations

from shapelens.layers.framework.problems import AxisMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import fixed, same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import SOME
from shapelens.layers.operations.numpy.elementwise import table
from shapelens.shapes.expressions import Size, minimum
from shapelens.shapes.tensors import Dims

FLOAT, INT = fixed("float32"), fixed("int32")


def _boxes(arguments: Arguments) -> Dims:
    shape = arguments.shape("boxes")
    arguments.require_rank(shape, exactly=2)
    return shape


def kept(arguments: Arguments) -> Shapes:
    """The numbers of the boxes that are kept: how many is not known."""
    _boxes(arguments)
    return (SOME,)


table(
    {
        "tensorflow.image.non_max_suppression(boxes, scores, max_output_size, iou_threshold=0.5, "
        "score_threshold=-1e999, name=None)": "non_max_suppression",
        "tensorflow.image.non_max_suppression_overlaps(overlaps: boxes, scores, max_output_size, "
        "overlap_threshold=0.5, score_threshold=-1e999, name=None)": "non_max_suppression_overlaps",
    },
    kept,
    INT,
    "The numbers of the boxes that are kept: how many is not known.",
    "detection",
)


@operation(
    "tensorflow.image.non_max_suppression_with_scores(boxes, scores, max_output_size, iou_threshold=0.5, "
    "score_threshold=-1e999, soft_nms_sigma=0.0, name=None)",
    dtype=(INT, FLOAT),
)
def kept_with_scores(arguments: Arguments) -> Shapes:
    """The numbers of the boxes that are kept, and their scores: how many is not known."""
    _boxes(arguments)
    return [(SOME,), (SOME,)]


@operation(
    "tensorflow.image.non_max_suppression_padded(boxes, scores, max_output_size, iou_threshold=0.5, "
    "score_threshold=-1e999, pad_to_max_output_size=False, name=None, sorted_input=False, "
    "canonicalized_coordinates=False, tile_size=512)",
    dtype=INT,
)
def kept_and_padded(arguments: Arguments) -> Shapes:
    """The numbers of the boxes that are kept, filled up to as many as asked for, and how many they are."""
    shape = arguments.shape("boxes")
    arguments.require_rank(shape, at_least=2)
    padded = arguments.flag("pad_to_max_output_size")
    return [(*shape[:-2], arguments.integer("max_output_size") if padded else SOME), shape[:-2]]


@operation(
    "tensorflow.image.combined_non_max_suppression(boxes, scores, max_output_size_per_class, max_total_size, "
    "iou_threshold=0.5, score_threshold=-1e999, pad_per_class=False, clip_boxes=True, name=None)",
    dtype=(FLOAT, FLOAT, FLOAT, INT),
    examples=(
        (
            "tensorflow.image.combined_non_max_suppression(float32[2, 9, 1, 4], float32[2, 9, 3], 5, 6)"
            " -> [float32[2, 6, 4], float32[2, 6], float32[2, 6], int32[2]]"
        ),
    ),
)
def kept_of_each_class(arguments: Arguments) -> Shapes:
    """The boxes that are kept of each image, their scores and classes, and how many they are."""
    boxes, scores = arguments.shape("boxes"), arguments.shape("scores")
    arguments.require_rank(boxes, exactly=4)
    arguments.require_rank(scores, exactly=3)
    count: Size = arguments.integer("max_total_size", minimum=1)
    if arguments.flag("pad_per_class"):
        count = minimum([count, arguments.integer("max_output_size_per_class", minimum=1) * scores[-1]])
    return [(boxes[0], count, 4), (boxes[0], count), (boxes[0], count), boxes[:1]]


@operation(
    "tensorflow.image.draw_bounding_boxes(images: x, boxes, colors, name=None)",
    dtype=same("x"),
    examples=(("tensorflow.image.draw_bounding_boxes(float32[2, 8, 8, 3], float32[2, 5, 4], [[1.0, 0.0, 0.0]])"
              " -> float32[2, 8, 8, 3]"),),
)  # fmt: skip
def draw_bounding_boxes(arguments: Arguments) -> Shapes:
    """The images with boxes drawn into them."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=4)
    arguments.require_rank(arguments.shape("boxes"), exactly=3)
    if isinstance(shape[3], int) and shape[3] not in (1, 3, 4):
        raise Reject(AxisMismatch(3, 3, shape[3], shape, "an image has one, three or four channels"))
    return shape


@operation(
    "tensorflow.image.extract_glimpse(input: x, size, offsets, centered=True, normalized=True, noise='uniform', "
    "name=None)",
    dtype=FLOAT,
    examples=("tensorflow.image.extract_glimpse(float32[2, 8, 8, 3], [3, 4], float32[2, 2]) -> float32[2, 3, 4, 3]",),
)
def extract_glimpse(arguments: Arguments) -> Shapes:
    """A piece of each image."""
    shape, size = arguments.shape("x"), arguments.sizes("size")
    arguments.require_rank(shape, exactly=4)
    if len(size) != 2:
        arguments.reject("size", "a height and a width")
    return (shape[0], *size, shape[3])


@operation(
    "tensorflow.image.sample_distorted_bounding_box(image_size, bounding_boxes, seed=0, min_object_covered=0.1, "
    "aspect_ratio_range=None, area_range=None, max_attempts=None, use_image_if_no_bounding_boxes=None, name=None)",
    "tensorflow.image.stateless_sample_distorted_bounding_box(image_size, bounding_boxes, seed, "
    "min_object_covered=0.1, aspect_ratio_range=None, area_range=None, max_attempts=None, "
    "use_image_if_no_bounding_boxes=None, name=None)",
    dtype=(INT, INT, FLOAT),
)
def sample_distorted_bounding_box(_: Arguments) -> Shapes:
    """Where a piece begins, how large it is, and its box."""
    return [(3,), (3,), (1, 1, 4)]
