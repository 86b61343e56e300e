"""Which labels a metric takes for which outputs, batch axis first on both (keras.src.metrics).

Some bring labels and outputs to one rank first, as losses do; the others compare what they get.
"""

from __future__ import annotations

from shapelens.layers.losses import (
    SPELLINGS,
    STRETCHING,
    Compare,
    Outcome,
    Stretched,
    Unfit,
    broadcast,
    rank_is_undecided,
    same,
    sparse_classes,
    to_same_rank,
)
from shapelens.shapes.expressions import product
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown


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
        return _matches(labels, outputs) if column else broadcast(labels, outputs[:-1])
    if metric in _AT_ONE_RANK:
        return _AT_ONE_RANK[metric](*to_same_rank(labels, outputs))
    compare = _AS_GIVEN.get(metric)
    return None if compare is None else compare(labels, outputs)


def find_metric(name: str) -> str | None:
    """The snake-case name of a metric, by any of Keras' spellings of it; None for those without a rule."""
    found = _SPELLINGS.get(name, SPELLINGS.get(name, name))
    return found if found in _AT_ONE_RANK or found in _AS_GIVEN or found in _CHOSEN else None


def accuracy_for(labels: Dims, outputs: Dims) -> str:
    """The metric behind "accuracy" (keras.src.trainers.compile_utils.get_metric)."""
    if outputs and outputs[-1] == 1:
        return "binary_accuracy"
    classes = outputs[-1] if outputs else 1
    if len(labels) < len(outputs) or (labels[-1] == 1 and isinstance(classes, int) and classes > 1):
        return "sparse_categorical_accuracy"
    return "categorical_accuracy"


def _matches(classes: Dims, outputs: Dims) -> Outcome:
    """Class numbers against the largest of each distribution: a column loses its axis, and gets it back afterwards."""
    if len(classes) != len(outputs):
        return broadcast(classes, outputs[:-1])
    if known_different(classes[-1], 1):
        return Unfit(len(outputs) - 1, classes[-1], 1)
    outcome = broadcast(classes[:-1], outputs[:-1])
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


def _rows_of_confusion(labels: Dims, outputs: Dims) -> Outcome:
    """The same of one-hot rows, whose largest entries are paired."""
    if len(labels) == len(outputs) == 1:
        return Unfit(None)
    return _confusion_or_one(labels[:-1], outputs[:-1])


def _ranked(labels: Dims, outputs: Dims) -> Outcome:
    """The largest of each one-hot row among the best of each row of the outputs."""
    if len(labels) < 2 or len(outputs) < 2:
        return Unfit(None)
    return _confusion(labels[:-1], outputs[:-1])


def _sparse_ranked(labels: Dims, outputs: Dims) -> Outcome:
    """The number of a class for each row of the outputs, however the labels are laid out."""
    return _confusion(labels, outputs[:-1]) if len(outputs) > 1 else Unfit(None)


def _table(labels: Dims, outputs: Dims) -> Outcome:
    """A row for each sample on both sides; one column of labels stands for all."""
    if len(labels) != 2 or len(outputs) != 2:
        return Unfit(None)
    if known_different(labels[1], outputs[1]):
        return Stretched(outputs) if labels[1] == 1 else Unfit(1, labels[1], outputs[1])
    return None


_CHOSEN = frozenset({"accuracy", "acc", "categorical_accuracy", "sparse_categorical_accuracy"})
# these functions of losses take what they get; the others bring it to one rank themselves
_RAW = ("hinge", "squared_hinge", "categorical_hinge", "kl_divergence", "poisson")
_AS_GIVEN: dict[str, Compare] = {
    **dict.fromkeys(_RAW, broadcast),
    **dict.fromkeys(("binary_crossentropy", "categorical_crossentropy"), same),
    "sparse_categorical_crossentropy": sparse_classes,
    **dict.fromkeys(("f1_score", "f_beta_score"), _table),
    **dict.fromkeys(("one_hot_io_u", "one_hot_mean_io_u"), _rows_of_confusion),
    "top_k_categorical_accuracy": _ranked,
    "sparse_top_k_categorical_accuracy": _sparse_ranked,
}
_AT_ONE_RANK: dict[str, Compare] = {
    "binary_accuracy": broadcast,
    **{name: broadcast for name in STRETCHING if name not in _RAW},
    **dict.fromkeys(
        ("root_mean_squared_error", "log_cosh_error", "pearson_correlation", "concordance_correlation"), broadcast
    ),
    **dict.fromkeys(
        ("precision", "recall", "true_positives", "true_negatives", "false_positives", "false_negatives"),
        _confusion_or_one,
    ),
    **dict.fromkeys(("binary_io_u", "io_u", "mean_io_u"), _confusion_or_one),
    "auc": _confusion,
    **dict.fromkeys(
        (
            "precision_at_recall", "recall_at_precision", "sensitivity_at_specificity", "specificity_at_sensitivity",
        ),
        _confusion,
    ),
}  # fmt: skip
_SPELLINGS = {
    "BinaryAccuracy": "binary_accuracy", "CategoricalAccuracy": "categorical_accuracy",
    "SparseCategoricalAccuracy": "sparse_categorical_accuracy", "Precision": "precision", "Recall": "recall",
    "AUC": "auc", "TruePositives": "true_positives", "TrueNegatives": "true_negatives",
    "FalsePositives": "false_positives", "FalseNegatives": "false_negatives",
    "RootMeanSquaredError": "root_mean_squared_error", "LogCoshError": "log_cosh_error", "F1Score": "f1_score",
    "FBetaScore": "f_beta_score", "BinaryIoU": "binary_io_u", "IoU": "io_u", "MeanIoU": "mean_io_u",
    "OneHotIoU": "one_hot_io_u", "OneHotMeanIoU": "one_hot_mean_io_u",
    "TopKCategoricalAccuracy": "top_k_categorical_accuracy",
    "SparseTopKCategoricalAccuracy": "sparse_top_k_categorical_accuracy",
    "PrecisionAtRecall": "precision_at_recall", "RecallAtPrecision": "recall_at_precision",
    "SensitivityAtSpecificity": "sensitivity_at_specificity", "SpecificityAtSensitivity": "specificity_at_sensitivity",
    "PearsonCorrelation": "pearson_correlation", "ConcordanceCorrelation": "concordance_correlation",
}  # fmt: skip
