"""Which labels a loss or a metric takes for which outputs, batch axis first on both.

Training reads shapes alone: Keras first brings labels and outputs to one rank where a last axis of size 1 allows it
(keras.src.losses.loss.squeeze_or_expand_to_same_rank), then each family of losses compares or stretches what it got.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, Union

from shapelens.shapes.expressions import Size, product
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown


@dataclass(frozen=True, slots=True)
class Unfit:
    """The loss raises: the ranks cannot be reconciled (`axis` is None), or sizes differ on `axis` of the outputs."""

    axis: int | None
    label_size: Size = 0
    output_size: Size = 0


@dataclass(frozen=True, slots=True)
class Stretched:
    """The loss is computed on labels or outputs repeated along axes, in silence: hardly what anybody wants."""

    shape: Dims


# None: the labels fit, or what is known does not decide it
Outcome: TypeAlias = Union[Unfit, Stretched, None]
Compare = Callable[[Dims, Dims], Outcome]


def compare_labels(loss: str, labels: Dims, outputs: Dims) -> Outcome:
    """What a loss says to labels and outputs; `loss` is its Keras name in snake case (`mean_squared_error`)."""
    compare = _LOSSES.get(loss)
    if compare is None or rank_is_undecided(labels, outputs):
        return None
    return compare(*to_same_rank(labels, outputs))


def compare_for_metric(metric: str, labels: Dims, outputs: Dims) -> Outcome:
    """The same for a metric (`precision`); "accuracy" is the one that Keras chooses by the shapes."""
    if rank_is_undecided(labels, outputs):
        return None
    if metric in {"accuracy", "acc"}:
        if isinstance((1, *outputs)[-1], Unknown) or isinstance((1, *labels)[-1], Unknown):
            return None
        metric = accuracy_for(labels, outputs)
    if metric == "categorical_accuracy":
        return _matches(labels[:-1], outputs) if labels and outputs else None
    if metric == "sparse_categorical_accuracy":
        if len(labels) == len(outputs) and isinstance((1, *labels)[-1], Unknown):
            return None
        column = len(labels) == len(outputs) and labels[-1] == 1
        return _matches(labels, outputs) if column else _broadcast(labels, outputs[:-1])
    compare = _METRICS.get(metric)
    return None if compare is None else compare(*to_same_rank(labels, outputs))


def find_loss(name: str) -> str | None:
    """The snake-case name of a loss that is known by any of Keras' spellings of it; None for others."""
    found = _SPELLINGS.get(name, name)
    return found if found in _LOSSES else None


def find_metric(name: str) -> str | None:
    """The snake-case name of a metric, by any of Keras' spellings of it; None for those without a rule."""
    found = _METRIC_SPELLINGS.get(name, _SPELLINGS.get(name, name))
    known = found in _METRICS or found in _CHOSEN
    return found if known else None


def accuracy_for(labels: Dims, outputs: Dims) -> str:
    """The metric behind "accuracy" (keras.src.trainers.compile_utils.get_metric)."""
    if outputs and outputs[-1] == 1:
        return "binary_accuracy"
    classes = outputs[-1] if outputs else 1
    if len(labels) < len(outputs) or (labels[-1] == 1 and isinstance(classes, int) and classes > 1):
        return "sparse_categorical_accuracy"
    return "categorical_accuracy"


def takes_class_numbers(loss: str) -> bool:
    """Whether a loss takes integers, the number of the class of each sample, where its twin takes one-hot rows."""
    return loss == "sparse_categorical_crossentropy"


def rank_is_undecided(labels: Dims, outputs: Dims) -> bool:
    """Whether a last axis of unknown size may be the 1 that makes up for a rank that differs by one."""
    longer = max(labels, outputs, key=len)
    return abs(len(labels) - len(outputs)) == 1 and isinstance(longer[-1], Unknown)


def to_same_rank(labels: Dims, outputs: Dims) -> tuple[Dims, Dims]:
    """Squeeze or expand a last axis where the ranks differ by one."""
    if len(labels) == len(outputs) + 1 and labels[-1] == 1:
        return (labels, (*outputs, 1)) if len(outputs) == 1 else (labels[:-1], outputs)
    if len(outputs) == len(labels) + 1 and outputs[-1] == 1:
        return ((*labels, 1), outputs) if len(labels) == 1 else (labels, outputs[:-1])
    return labels, outputs


def _broadcast(labels: Dims, outputs: Dims) -> Outcome:
    """Element-wise arithmetic: shapes that differ are stretched as NumPy does, unless both sizes exceed 1."""
    rank = max(len(labels), len(outputs))
    stretched = len(labels) != len(outputs)
    left, right = (1,) * (rank - len(labels)) + labels, (1,) * (rank - len(outputs)) + outputs
    shape: list[Size] = []
    for axis, (label, output) in enumerate(zip(left, right, strict=True)):
        if known_different(label, output):
            if label != 1 and output != 1:
                return Unfit(axis - rank + len(outputs), label, output)
            stretched = True
        shape.append(label if output == 1 else output)
    return Stretched(tuple(shape)) if stretched else None


def _same(labels: Dims, outputs: Dims) -> Outcome:
    """Cross-entropies: both of one shape."""
    if len(labels) != len(outputs):
        return Unfit(None)
    for axis, (label, output) in enumerate(zip(labels, outputs, strict=True)):
        if known_different(label, output):
            return Unfit(axis, label, output)
    return None


def _sparse(labels: Dims, outputs: Dims) -> Outcome:
    """The number of a class for each distribution along the last axis of the outputs."""
    if len(outputs) < 1:
        return None
    if len(labels) == len(outputs) and labels[-1] == 1:
        labels = labels[:-1]
    if len(labels) == len(outputs) and isinstance(labels[-1], Unknown):
        return None
    if len(labels) != len(outputs) - 1:
        return Unfit(None)
    return _same(labels, outputs[:-1])


def _matches(classes: Dims, outputs: Dims) -> Outcome:
    """Class numbers against the largest of each distribution: a column loses its axis, and gets it back afterwards."""
    if len(classes) != len(outputs):
        return _broadcast(classes, outputs[:-1])
    if known_different(classes[-1], 1):
        return Unfit(len(outputs) - 1, classes[-1], 1)
    outcome = _broadcast(classes[:-1], outputs[:-1])
    if isinstance(outcome, Stretched) and known_different(product(outcome.shape), product(classes)):
        return Unfit(None)
    return outcome


def _confusion(labels: Dims, outputs: Dims) -> Outcome:
    """Predictions and labels are paired one by one, flattened."""
    if labels[:1] == outputs[:1] and not isinstance(labels[0], int):
        # whatever the batch: only what comes behind it can differ
        labels, outputs = labels[1:], outputs[1:]
    left, right = product(labels), product(outputs)
    return Unfit(None, left, right) if known_different(left, right) else None


def _confusion_or_one(labels: Dims, outputs: Dims) -> Outcome:
    """The same where one number on either side is paired with all of the other."""
    outcome = _confusion(labels, outputs)
    if isinstance(outcome, Unfit) and 1 in (product(labels), product(outputs)):
        return Stretched((outcome.output_size if outcome.label_size == 1 else outcome.label_size,))
    return outcome


_STRETCHING = (
    "mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error hinge "
    "squared_hinge categorical_hinge huber log_cosh kl_divergence poisson cosine_similarity dice tversky "
    "categorical_focal_crossentropy"
).split()
_STRICT = ("binary_crossentropy", "categorical_crossentropy", "binary_focal_crossentropy")
_LOSSES: dict[str, Compare] = {
    **dict.fromkeys(_STRETCHING, _broadcast),
    **dict.fromkeys(_STRICT, _same),
    "sparse_categorical_crossentropy": _sparse,
}
_SPELLINGS = {
    "mse": "mean_squared_error", "MSE": "mean_squared_error", "mae": "mean_absolute_error",
    "MAE": "mean_absolute_error", "mape": "mean_absolute_percentage_error", "MAPE": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error", "MSLE": "mean_squared_logarithmic_error", "bce": "binary_crossentropy",
    "BCE": "binary_crossentropy", "kld": "kl_divergence", "KLD": "kl_divergence", "KLDivergence": "kl_divergence",
    "MeanSquaredError": "mean_squared_error", "MeanAbsoluteError": "mean_absolute_error",
    "MeanAbsolutePercentageError": "mean_absolute_percentage_error", "LogCosh": "log_cosh", "Huber": "huber",
    "MeanSquaredLogarithmicError": "mean_squared_logarithmic_error", "Hinge": "hinge", "Poisson": "poisson",
    "SquaredHinge": "squared_hinge", "CategoricalHinge": "categorical_hinge", "Dice": "dice", "Tversky": "tversky",
    "CosineSimilarity": "cosine_similarity", "BinaryCrossentropy": "binary_crossentropy",
    "BinaryFocalCrossentropy": "binary_focal_crossentropy", "CategoricalCrossentropy": "categorical_crossentropy",
    "CategoricalFocalCrossentropy": "categorical_focal_crossentropy",
    "SparseCategoricalCrossentropy": "sparse_categorical_crossentropy",
}  # fmt: skip
_CHOSEN = frozenset({"accuracy", "acc", "categorical_accuracy", "sparse_categorical_accuracy"})
_METRICS: dict[str, Compare] = {
    "binary_accuracy": _broadcast,
    **dict.fromkeys(_STRETCHING, _broadcast),
    "root_mean_squared_error": _broadcast,
    **dict.fromkeys(
        ("precision", "recall", "true_positives", "true_negatives", "false_positives", "false_negatives"),
        _confusion_or_one,
    ),
    "auc": _confusion,
}
_METRIC_SPELLINGS = {
    "BinaryAccuracy": "binary_accuracy", "CategoricalAccuracy": "categorical_accuracy",
    "SparseCategoricalAccuracy": "sparse_categorical_accuracy", "Precision": "precision", "Recall": "recall",
    "AUC": "auc", "TruePositives": "true_positives", "TrueNegatives": "true_negatives",
    "FalsePositives": "false_positives", "FalseNegatives": "false_negatives",
    "RootMeanSquaredError": "root_mean_squared_error",
}  # fmt: skip
