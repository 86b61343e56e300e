"""Losses and metrics as functions of labels and outputs: `keras.losses`, `keras.metrics`; one number for each sample.

Which labels go with which outputs: keras.src.losses.loss.squeeze_or_expand_to_same_rank, keras.src.losses.losses.
"""

from __future__ import annotations

from collections.abc import Callable

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.framework.problems import InvalidArgument, Reject
from shapelens.layers.losses import rank_is_undecided, to_same_rank
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import fixed, floating, unless
from shapelens.layers.operations.framework.promotion import INTEGERS
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import Undetermined
from shapelens.layers.operations.nn.losses import same_shape, sparse_crossentropy
from shapelens.layers.operations.numpy.elementwise import broadcast_all, table
from shapelens.layers.operations.numpy.reductions import reduce_axes
from shapelens.shapes.expressions import product
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown

# the labels are cast to the dtype of the outputs
AS_OUTPUTS = unless(floating("x2"), "x2", INTEGERS)
BOTH = "y_true: x1, y_pred: x2"
FOCAL = "gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1"
PLACES = ("keras.losses", "keras.metrics")


def _pair(arguments: Arguments) -> tuple[Dims, Dims]:
    return arguments.shape("x1"), arguments.shape("x2")


def _of_one_rank(arguments: Arguments) -> tuple[Dims, Dims]:
    """Labels and outputs, brought to one rank by a last axis of size 1."""
    labels, outputs = _pair(arguments)
    if rank_is_undecided(labels, outputs):
        raise Undetermined(Unknown("whether its last axis has size 1 is not known"))
    return to_same_rank(labels, outputs)


def _without_last(arguments: Arguments, shape: Dims) -> Dims:
    """The shape after the mean over `axis`, the last one unless given."""
    arguments.require_rank(shape, at_least=1)
    axis = len(shape) - 1 if arguments["axis"] is None else arguments.axis("axis", len(shape))
    return reduce_axes(shape, (axis,), keepdims=False)


def stretched(arguments: Arguments) -> Shapes:
    """Labels and outputs broadcast; the mean over an axis."""
    return _without_last(arguments, broadcast_shapes(*_pair(arguments)))


def brought_to_one_rank(arguments: Arguments) -> Shapes:
    """A last axis of size 1 makes up for a rank that differs by one; then they broadcast; the mean over an axis."""
    shape = broadcast_shapes(*_of_one_rank(arguments))
    if not shape and arguments.declaration.name == "cosine_similarity":
        # numbers are vectors of one
        return _without_last(arguments, (1,))
    return _without_last(arguments, shape)


def of_one_shape(arguments: Arguments) -> Shapes:
    """Labels and outputs of one shape; the mean over an axis."""
    return _without_last(arguments, same_shape(arguments))


def over_axes(arguments: Arguments) -> Shapes:
    """The overlap over axes, all of them unless given."""
    shape = broadcast_shapes(*_pair(arguments))
    return reduce_axes(shape, arguments.axes("axis", len(shape)), keepdims=False)


def of_classes(arguments: Arguments) -> Shapes:
    """Labels that are numbers of classes; one number for each distribution."""
    return sparse_crossentropy(arguments)


def _in_both(signature: str, names: str) -> dict[str, str]:
    """Functions that `keras.losses` and `keras.metrics` both have."""
    return {f"{place}.{{}}({signature})": names for place in PLACES}


def _criteria(entries: dict[str, str], rule: Callable[[Arguments], Shapes], words: str) -> None:
    table(entries, rule, AS_OUTPUTS, words, "criteria")


_criteria(
    {
        **_in_both(
            BOTH,
            """log_cosh mean_absolute_error mean_absolute_percentage_error mean_squared_error
            mean_squared_logarithmic_error""",
        ),
        **_in_both(f"{BOTH}, delta=1.0", "huber"),
        f"keras.losses.cosine_similarity({BOTH}, axis=-1)": "cosine_similarity",
        f"keras.metrics.{{}}({BOTH}, axis=-1)": "concordance_correlation pearson_correlation",
    },
    brought_to_one_rank,
    "One number for each sample: the mean over the last axis.",
)
_criteria(
    {
        **_in_both(BOTH, "categorical_hinge hinge kl_divergence poisson squared_hinge"),
        **_in_both(f"{BOTH}, alpha=0.25, {FOCAL}", "categorical_focal_crossentropy"),
    },
    stretched,
    "One number for each sample: the mean over the last axis, with broadcasting.",
)
_criteria(
    {
        **_in_both(
            f"{BOTH}, from_logits=False, label_smoothing=0.0, axis=-1", "binary_crossentropy categorical_crossentropy"
        ),
        **_in_both(f"{BOTH}, apply_class_balancing=False, alpha=0.25, {FOCAL}", "binary_focal_crossentropy"),
    },
    of_one_shape,
    "One number for each sample: the mean over an axis; labels and outputs have one shape.",
)
_criteria(
    {
        f"keras.losses.dice({BOTH}, axis=None)": "dice",
        f"keras.losses.tversky({BOTH}, alpha=0.5, beta=0.5, axis=None)": "tversky",
    },
    over_axes,
    "How far labels and outputs overlap, over axes.",
)
table(
    {
        f"{place}.sparse_categorical_crossentropy(y_true: labels, y_pred: x, from_logits=False, ignore_class=None, "
        "axis=-1)": "sparse_categorical_crossentropy"
        for place in PLACES
    },
    of_classes,
    unless(floating("x"), "x", INTEGERS),
    "One number for each distribution; its label is the number of a class.",
    "criteria",
)


@operation(
    "keras.losses.categorical_generalized_cross_entropy(y_true: x1, y_pred: x2, q)",
    dtype=AS_OUTPUTS,
    examples=("keras.losses.categorical_generalized_cross_entropy(int32[4], float32[4, 3], 0.5) -> float32[4]",),
)
def generalized(arguments: Arguments) -> Shapes:
    """One number for each distribution; its label is the number of a class."""
    labels, outputs = _pair(arguments)
    arguments.require_rank(outputs, at_least=1)
    return broadcast_shapes((*labels, outputs[-1]), outputs)[:-1]


@operation(
    "keras.losses.circle(y_true: x1, y_pred: x2, ref_labels=None, ref_embeddings=None, remove_diagonal=True, gamma=80, "
    "margin=0.4)",
    dtype=AS_OUTPUTS,
    examples=("keras.losses.circle(int32[4], float32[4, 3]) -> float32[4]",),
)
def circle(arguments: Arguments) -> Shapes:
    """One number for each embedding, against all of them."""
    outputs = arguments.shape("x2")
    arguments.require_rank(outputs, exactly=2)
    return outputs[:1]


@operation(
    "keras.losses.ctc(y_true: x1, y_pred: x2)",
    dtype=AS_OUTPUTS,
    examples=("keras.losses.ctc(int32[4, 2], float32[4, 9, 3]) -> float32[4]",),
)
def ctc(arguments: Arguments) -> Shapes:
    """One number for each sequence."""
    labels, outputs = _pair(arguments)
    arguments.require_rank(labels, exactly=2)
    arguments.require_rank(outputs, exactly=3)
    return outputs[:1]


table(
    {f"keras.metrics.binary_accuracy({BOTH}, threshold=0.5)": "binary_accuracy"},
    lambda arguments: broadcast_all(_of_one_rank(arguments)),
    fixed("float32"),
    "Whether each output is on the side of its label.",
    "criteria",
)


@operation(
    "keras.metrics.categorical_accuracy(y_true: x1, y_pred: x2)",
    "keras.metrics.top_k_categorical_accuracy(y_true: x1, y_pred: x2, k=5)",
    dtype=fixed("float32"),
    examples=("keras.metrics.categorical_accuracy(float32[4, 3], float32[4, 3]) -> float32[4]",),
)
def categorical_accuracy(arguments: Arguments) -> Shapes:
    """Whether each distribution is largest at its label."""
    labels, outputs = _pair(arguments)
    if len(labels) != len(outputs) or not labels:
        return Unknown("labels of another rank are brought into line")
    if arguments.declaration.name.startswith("top_k"):
        arguments.require_rank(outputs, at_least=2)
        if known_different(product(labels[:-1]), product(outputs[:-1])):
            raise Reject(InvalidArgument("y_true", str(labels), "one distribution for each of the outputs"))
    return broadcast_shapes(labels[:-1], outputs[:-1])


@operation(
    "keras.metrics.sparse_categorical_accuracy(y_true: x1, y_pred: x2)",
    "keras.metrics.sparse_top_k_categorical_accuracy(y_true: x1, y_pred: x2, k=5, from_sorted_ids=False)",
    dtype=fixed("float32"),
    examples=("keras.metrics.sparse_categorical_accuracy(int32[4], float32[4, 3]) -> float32[4]",),
)
def sparse_categorical_accuracy(arguments: Arguments) -> Shapes:
    """Whether each distribution is largest at the class that is its label."""
    labels, outputs = _pair(arguments)
    arguments.require_rank(outputs, at_least=1)
    if len(labels) != len(outputs) - 1:
        return Unknown("labels of another rank are brought into line")
    if any(isinstance(a, int) and isinstance(b, int) and a != b for a, b in zip(labels, outputs, strict=False)):
        raise Reject(InvalidArgument("y_true", str(labels), "one class for each distribution"))
    return labels
