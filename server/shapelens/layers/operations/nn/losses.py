"""Losses, normalisations and moments as functions: `keras.ops`, `keras.losses`, `tf.nn`, `keras.backend`."""

from __future__ import annotations

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.framework.problems import AxisMismatch, NotBroadcastable, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import fixed, floating, promoted, same, unless
from shapelens.layers.operations.framework.promotion import INTEGERS
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import Undetermined
from shapelens.layers.operations.nn.activations import along_axis
from shapelens.layers.operations.numpy.elementwise import broadcast_all, shape_of_x, table
from shapelens.layers.operations.numpy.reductions import reduce_axes
from shapelens.shapes.expressions import product
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown

FLOATING = unless(floating("x"), "x", INTEGERS)
LOSS = unless(promoted("x1", "x2"), "x1 x2", INTEGERS)


@operation(
    "keras.ops.moments(x, axes, keepdims=False, synchronized=False)",
    "tensorflow.nn.moments(x, axes, shift=None, keepdims=False, name=None)",
    dtype=(FLOATING, FLOATING),
    examples=("tensorflow.nn.moments(float32[2, 8, 8, 3], [1, 2]) -> [float32[2, 3], float32[2, 3]]",),
)
def moments(arguments: Arguments) -> Shapes:
    """The mean and the variance over axes."""
    shape = arguments.shape("x")
    result = reduce_axes(shape, arguments.axes("axes", len(shape)), arguments.flag("keepdims"))
    return [result, result]


table(
    {
        "keras.ops.normalize(x, axis=-1, order=2, epsilon=None)": "normalize",
        "keras.ops.rms_normalization(x, scale=None, axis=-1, epsilon=None)": "rms_normalization",
        "keras.ops.{}(x, gamma=None, beta=None, axis=-1, epsilon=None, **kwargs)": "layer_normalization",
        "tensorflow.math.{}(x, axis=None, epsilon=1e-12, name=None, dim=None)": "l2_normalize",
        "tensorflow.nn.{}(x, axis=None, epsilon=1e-12, name=None, dim=None)": "l2_normalize",
        "tensorflow.linalg.{}(x, axis=None, epsilon=1e-12, name=None, dim=None)": "l2_normalize",
        "keras.backend.{}(x, axis=None)": "l2_normalize",
        "tensorflow.clip_by_norm(t: x, clip_norm, axes: axis=None, name=None)": "clip_by_norm",
    },
    along_axis,
    FLOATING,
    "The same shape, normalised along axes.",
    "losses",
)
table(
    {
        "tensorflow.nn.{}(input: x, depth_radius=5, bias=1, alpha=1, beta=0.5, name=None)": """lrn
            local_response_normalization""",
        "keras.ops.batch_normalization(x, mean, variance, axis, offset=None, scale=None, epsilon=0.001)": "batch",
        "tensorflow.nn.batch_normalization(x, mean, variance, offset, scale, variance_epsilon, name=None)": "batch",
        "tensorflow.nn.batch_norm_with_global_normalization(input: x, mean, variance, beta, gamma, variance_epsilon, "
        "scale_after_normalization, name=None)": "batch",
        "keras.backend.batch_normalization(x, mean, var, beta, gamma, axis=-1, epsilon=0.001)": "batch",
    },
    shape_of_x,
    FLOATING,
    "The same shape, normalised.",
    "losses",
)


def same_shape(arguments: Arguments) -> Dims:
    """The shape of two tensors that must have the same."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    if len(left) != len(right):
        raise Reject(NotBroadcastable(left, right, len(left), len(right)))
    for one, other in zip(left, right, strict=True):
        if known_different(one, other):
            raise Reject(NotBroadcastable(left, right, one, other))
    return broadcast_shapes(left, right)


table(
    {
        "keras.ops.binary_crossentropy(target: x1, output: x2, from_logits=False)": "binary_crossentropy",
        "tensorflow.nn.sigmoid_cross_entropy_with_logits(labels: x1=None, logits: x2=None, name=None)": "sigmoid",
        "tensorflow.nn.weighted_cross_entropy_with_logits(labels: x1, logits: x2, pos_weight, name=None)": "weighted",
    },
    same_shape,
    LOSS,
    "The loss of each element.",
    "losses",
)


@operation(
    "keras.backend.binary_crossentropy(target: x1, output: x2, from_logits=False)",
    dtype=LOSS,
    examples=("keras.backend.binary_crossentropy(float32[4, 1], float32[4, 1]) -> float32[4, 1]",),
)
def binary_crossentropy(arguments: Arguments) -> Shapes:
    """The loss of each element, with broadcasting unless it is of logits."""
    if arguments.flag("from_logits"):
        return same_shape(arguments)
    return broadcast_all([arguments.operand("x1").shape, arguments.operand("x2").shape])


@operation(
    "keras.ops.categorical_crossentropy(target: x1, output: x2, from_logits=False, axis=-1)",
    "keras.backend.categorical_crossentropy(target: x1, output: x2, from_logits=False, axis=-1)",
    dtype=LOSS,
    examples=("keras.ops.categorical_crossentropy(float32[None, 10], float32[None, 10]) -> float32[None]",),
)
def categorical_crossentropy(arguments: Arguments) -> Shapes:
    """The loss of each distribution along an axis."""
    shape = same_shape(arguments)
    arguments.require_rank(shape, at_least=1)
    return reduce_axes(shape, (arguments.axis("axis", len(shape)),), keepdims=False)


@operation(
    "tensorflow.nn.softmax_cross_entropy_with_logits(labels: x1, logits: x2, axis=-1, name=None)",
    dtype=LOSS,
    examples=("tensorflow.nn.softmax_cross_entropy_with_logits(float32[4, 10], float32[4, 10]) -> float32[4]",),
)
def softmax_cross_entropy(arguments: Arguments) -> Shapes:
    """The loss of each distribution along an axis; the labels broadcast."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    if len(left) != len(right) or any(known_different(a, b) for a, b in zip(left, right, strict=True)):
        return Unknown("labels of another shape are stretched only in part")
    shape = broadcast_shapes(left, right)
    return reduce_axes(shape, (arguments.axis("axis", len(shape)),), keepdims=False)


@operation(
    "keras.ops.sparse_categorical_crossentropy(target: labels, output: x, from_logits=False, axis=-1)",
    "keras.backend.sparse_categorical_crossentropy(target: labels, output: x, from_logits=False, axis=-1, "
    "ignore_class=None)",
    "tensorflow.nn.sparse_softmax_cross_entropy_with_logits(labels, logits: x, name=None)",
    dtype=FLOATING,
    examples=("keras.ops.sparse_categorical_crossentropy(int32[None], float32[None, 10]) -> float32[None]",),
)
def sparse_crossentropy(arguments: Arguments) -> Shapes:
    """The loss of each distribution, for labels that are numbers of classes."""
    labels, shape = arguments.shape("labels"), arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    axis = len(shape) - 1
    if arguments.library == "backend":
        # it counts round and round, and flattens labels of another rank
        axis = arguments.number("axis") % len(shape)
        expected = reduce_axes(shape, (axis,), keepdims=False)
        if len(labels) != len(expected):
            if known_different(product(labels), product(expected)):
                arguments.reject("labels", "one class for each distribution")
            return expected if len(shape) > 2 else (product(expected),)
    elif arguments["axis"] is not None and arguments.axis("axis", len(shape)) != axis:
        arguments.reject("axis", "-1, the only axis that is taken")
    expected = reduce_axes(shape, (axis,), keepdims=False)
    if arguments.library != "tensorflow" and len(labels) == len(shape):
        if isinstance(labels[-1], Unknown):
            raise Undetermined(Unknown("whether the labels are a column is not known"))
        labels = labels[:-1] if labels[-1] == 1 else labels
    arguments.require_rank(labels, exactly=len(expected))
    if any(known_different(left, right) for left, right in zip(labels, expected, strict=True)):
        arguments.reject("labels", "one class for each distribution")
    return tuple(a if isinstance(a, int) else b for a, b in zip(labels, expected, strict=True))


@operation(
    "keras.backend.ctc_batch_cost(y_true, y_pred, input_length, label_length)",
    dtype=fixed("float32"),
    examples=(
        "keras.backend.ctc_batch_cost(float32[4, 5], float32[4, 9, 7], int32[4, 1], int32[4, 1]) -> float32[4, 1]",
    ),
)
def ctc_batch_cost(arguments: Arguments) -> Shapes:
    """One number for each sequence."""
    shape = arguments.shape("y_pred")
    arguments.require_rank(shape, exactly=3)
    return (shape[0], 1)


@operation(
    "tensorflow.nn.l2_loss(t, name=None)",
    dtype=same("t"),
    examples=("tensorflow.nn.l2_loss(float32[4, 3]) -> float32[()]",),
)
def l2_loss(_: Arguments) -> Shapes:
    """Half the sum of the squares: one number."""
    return ()


@operation(
    "tensorflow.linalg.global_norm(t_list, name=None)",
    dtype=fixed("float32"),
    examples=("tensorflow.linalg.global_norm([float32[4, 3], float32[2]]) -> float32[()]",),
)
def global_norm(_: Arguments) -> Shapes:
    """The norm of all the elements of several tensors: one number."""
    return ()


@operation(
    "tensorflow.nn.weighted_moments(x, axes, frequency_weights, keepdims=False, name=None)",
    dtype=FLOATING,
    examples=("tensorflow.nn.weighted_moments(float32[4, 5], [0], 1.0) -> [float32[5], float32[5]]",),
)
def weighted_moments(arguments: Arguments) -> Shapes:
    """The mean and the variance over axes, weighted."""
    shape = broadcast_all([arguments.operand("x").shape, arguments.operand("frequency_weights").shape])
    if isinstance(shape, Unknown):
        return [shape, shape]
    result = reduce_axes(shape, arguments.axes("axes", len(shape)), arguments.flag("keepdims"))
    return [result, result]


table(
    {
        "tensorflow.nn.log_poisson_loss(targets: x1, log_input: x2, compute_full_loss=False, name=None)": "poisson",
    },
    same_shape,
    LOSS,
    "The loss of each element.",
    "losses",
)


@operation(
    "tensorflow.nn.ctc_loss(labels, logits: x, label_length, logit_length, logits_time_major=True, unique=None, "
    "blank_index=None, name=None)",
    dtype=fixed("float32"),
    examples=(
        "tensorflow.nn.ctc_loss(int32[2, 5], float32[9, 2, 7], int32[2], int32[2], blank_index=0) -> float32[2]",
    ),
)
def ctc_loss_of_logits(arguments: Arguments) -> Shapes:
    """One number for each sequence."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=3)
    return (shape[1 if arguments.flag("logits_time_major") else 0],)


@operation(
    "keras.ops.ctc_loss(target, output: x, target_length, output_length, mask_index=0)",
    dtype=FLOATING,
    examples=("keras.ops.ctc_loss(int32[2, 5], float32[2, 9, 7], int32[2], int32[2]) -> float32[2]",),
)
def ctc_loss(arguments: Arguments) -> Shapes:
    """One number for each sequence."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=3)
    for name in ("target", "target_length", "output_length"):
        other = arguments.shape(name)
        arguments.require_rank(other, at_least=1)
        if known_different(other[0], shape[0]):
            raise Reject(AxisMismatch(0, shape[0], other[0], other, "the output has as many samples", name))
    return shape[:1]


@operation(
    "keras.ops.ctc_decode(inputs: x, sequence_lengths, strategy='greedy', beam_width=100, top_paths=1, "
    "merge_repeated=True, mask_index=0)",
    dtype=(fixed("int32"), FLOATING),
    examples=("keras.ops.ctc_decode(float32[2, 9, 7], int32[2]) -> [int32[1, 2, 9], float32[2, 1]]",),
)
def ctc_decode(arguments: Arguments) -> Shapes:
    """The labels of the best paths, and how good they are."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=3)
    greedy = arguments.text("strategy", ("greedy", "beam_search")) == "greedy"
    paths = 1 if greedy else arguments.integer("top_paths", minimum=1)
    return [(paths, shape[0], shape[1]), (shape[0], paths)]


def of_each_row(arguments: Arguments) -> Shapes:
    """One number for each row of the inputs."""
    shape = arguments.shape("inputs")
    arguments.require_rank(shape, exactly=2)
    return shape[:1]


table(
    {
        "tensorflow.nn.sampled_softmax_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, "
        "sampled_values=None, remove_accidental_hits=True, seed=None, name='sampled_softmax_loss')": "softmax",
        "tensorflow.nn.nce_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, "
        "sampled_values=None, remove_accidental_hits=False, name='nce_loss')": "nce",
    },
    of_each_row,
    same("inputs"),
    "One number for each row of the inputs, from a sample of the classes.",
    "losses",
)


def one_number(arguments: Arguments) -> Shapes:
    """One number for several."""
    if arguments.declaration.name == "compute_average_loss":
        arguments.require_rank(arguments.shape("x"), at_least=1)
    return ()


table(
    {
        "tensorflow.nn.compute_average_loss(per_example_loss: x, sample_weight=None, "
        "global_batch_size=None)": "average",
        "tensorflow.nn.scale_regularization_loss(regularization_loss: x)": "scaled",
    },
    one_number,
    FLOATING,
    "One number: the mean, or the sum, of the losses.",
    "losses",
)


@operation(
    "keras.ops.psnr(x1, x2, max_val)",
    dtype=fixed("float32"),
    examples=("keras.ops.psnr(float32[8, 8, 3], float32[8, 8, 3], 1.0) -> float32[()]",),
)
def psnr(arguments: Arguments) -> Shapes:
    """How alike two tensors of one shape are: one number."""
    same_shape(arguments)
    return ()


@operation(
    "keras.backend.binary_focal_crossentropy(target: x1, output: x2, apply_class_balancing=False, alpha=0.25, "
    "gamma=2.0, from_logits=False)",
    dtype=LOSS,
)
def binary_focal_crossentropy(arguments: Arguments) -> Shapes:
    """The loss of each element, with broadcasting."""
    return broadcast_all([arguments.operand("x1").shape, arguments.operand("x2").shape])


@operation(
    "keras.backend.categorical_focal_crossentropy(target: x1, output: x2, alpha=0.25, gamma=2.0, from_logits=False, "
    "axis=-1)",
    dtype=LOSS,
)
def categorical_focal_crossentropy(arguments: Arguments) -> Shapes:
    """The loss of each distribution along an axis."""
    return categorical_crossentropy(arguments)


@operation(
    "keras.backend.ctc_decode(y_pred: x, input_length, greedy=True, beam_width=100, top_paths=1)",
    dtype=fixed("float32"),
)
def ctc_decode_in_backend(_: Arguments) -> Shapes:
    """The best paths in a list, and how good they are."""
    return [Unknown("it is a list of tensors"), Unknown("it follows the number of paths")]
