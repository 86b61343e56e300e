"""Which labels a loss or a metric takes for which outputs, batch axis first on both.

Training reads shapes alone: Keras first brings labels and outputs to one rank where a last axis of size 1 allows it
(keras.src.losses.loss.squeeze_or_expand_to_same_rank), then each family of losses compares or stretches what it got.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, Union

from shapelens.shapes.expressions import Size
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


def find_loss(name: str) -> str | None:
    """The snake-case name of a loss that is known by any of Keras' spellings of it; None for others."""
    found = SPELLINGS.get(name, name)
    return found if found in _LOSSES else None


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


def broadcast(labels: Dims, outputs: Dims) -> Outcome:
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


def same(labels: Dims, outputs: Dims) -> Outcome:
    """Cross-entropies: both of one shape."""
    if len(labels) != len(outputs):
        return Unfit(None)
    for axis, (label, output) in enumerate(zip(labels, outputs, strict=True)):
        if known_different(label, output):
            return Unfit(axis, label, output)
    return None


def sparse_classes(labels: Dims, outputs: Dims) -> Outcome:
    """The number of a class for each distribution along the last axis of the outputs."""
    if len(outputs) < 1:
        return None
    if len(labels) == len(outputs) and labels[-1] == 1:
        labels = labels[:-1]
    if len(labels) == len(outputs) and isinstance(labels[-1], Unknown):
        return None
    if len(labels) != len(outputs) - 1:
        return Unfit(None)
    return same(labels, outputs[:-1])


STRETCHING = (
    "mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error hinge "
    "squared_hinge categorical_hinge huber log_cosh kl_divergence poisson cosine_similarity dice tversky "
    "categorical_focal_crossentropy"
).split()
_STRICT = ("binary_crossentropy", "categorical_crossentropy", "binary_focal_crossentropy")
_LOSSES: dict[str, Compare] = {
    **dict.fromkeys(STRETCHING, broadcast),
    **dict.fromkeys(_STRICT, same),
    "sparse_categorical_crossentropy": sparse_classes,
}
SPELLINGS = {
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
