"""Labels against outputs: every loss and metric says what the real one says when it is called on arrays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
import pytest

from shapelens.layers.losses import (
    Outcome,
    Stretched,
    Unfit,
    compare_labels,
    find_loss,
)
from shapelens.layers.metrics import compare_for_metric, find_metric
from shapelens.shapes.expressions import axis

LOSSES = (
    "MeanSquaredError MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredLogarithmicError Hinge SquaredHinge "
    "CategoricalHinge Huber LogCosh KLDivergence Poisson CosineSimilarity Dice Tversky CategoricalFocalCrossentropy "
    "BinaryCrossentropy CategoricalCrossentropy BinaryFocalCrossentropy SparseCategoricalCrossentropy"
).split()
METRICS = (
    "BinaryAccuracy CategoricalAccuracy SparseCategoricalAccuracy Precision Recall AUC TruePositives "
    "TrueNegatives FalsePositives FalseNegatives RootMeanSquaredError MeanSquaredError MeanAbsoluteError "
    "LogCoshError CosineSimilarity Hinge SquaredHinge CategoricalHinge KLDivergence Poisson BinaryCrossentropy "
    "CategoricalCrossentropy SparseCategoricalCrossentropy F1Score FBetaScore BinaryIoU IoU MeanIoU OneHotIoU "
    "OneHotMeanIoU TopKCategoricalAccuracy SparseTopKCategoricalAccuracy PrecisionAtRecall RecallAtPrecision "
    "SensitivityAtSpecificity SpecificityAtSensitivity PearsonCorrelation ConcordanceCorrelation"
).split()
# what their constructors need
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("MeanIoU", "OneHotMeanIoU"), (6,)),
    **dict.fromkeys(("IoU", "OneHotIoU"), (6, [0])),
    **dict.fromkeys(
        "PrecisionAtRecall RecallAtPrecision SensitivityAtSpecificity SpecificityAtSensitivity".split(), (0.5,)
    ),
}
BEHIND_BATCH = [(), (1,), (3,), (2,), (5,), (4,), (5, 1), (5, 3), (1, 3), (1, 1), (5, 5), (5, 5, 1), (5, 5, 3)]
BATCH = axis("batch")


def pairs(batches: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    for batch in batches:
        for labels in BEHIND_BATCH:
            for outputs in BEHIND_BATCH:
                yield (batch, *labels), (batch, *outputs)


def differences(
    call: Any, compare: Any, batches: tuple[int, ...] = (1, 4, 5)
) -> list[tuple[tuple[int, ...], tuple[int, ...], Outcome]]:
    """The pairs on which our word and what happens are not the same."""
    found = []
    for labels, outputs in pairs(batches):
        outcome = compare(labels, outputs)
        try:
            call(np.zeros(labels, "float32"), np.full(outputs, 0.5, "float32"))
        except Exception:
            runs = False
        else:
            runs = True
        if runs is isinstance(outcome, Unfit):
            found.append((labels, outputs, outcome))
    return found


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_raises_exactly_where_we_say_so(name: str) -> None:
    known = find_loss(name)
    assert known is not None
    assert (
        differences(getattr(keras.losses, name)(), lambda labels, outputs: compare_labels(known, labels, outputs)) == []
    )


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_raises_exactly_where_we_say_so(name: str) -> None:
    known = find_metric(name)
    assert known is not None
    metric = getattr(keras.metrics, name)

    def update(labels: Any, outputs: Any) -> None:
        # one that is built keeps its shape
        metric(*ARGUMENTS.get(name, ())).update_state(labels, outputs)

    assert differences(update, lambda labels, outputs: compare_for_metric(known, labels, outputs), (4,)) == []


def test_accuracy_is_chosen_as_keras_chooses_it() -> None:
    from keras.src.trainers.compile_utils import get_metric

    def update(labels: Any, outputs: Any) -> None:
        get_metric("accuracy", labels, outputs).update_state(labels, outputs)

    assert differences(update, lambda labels, outputs: compare_for_metric("accuracy", labels, outputs)) == []


@pytest.mark.parametrize("spelling", ["mse", "MSE", "mae", "mape", "msle", "bce", "BCE", "kld", "KLD", *LOSSES])
def test_a_spelling_means_the_same_function(spelling: str) -> None:
    known = find_loss(spelling)
    real = keras.losses.get(spelling)
    assert known == (real if hasattr(real, "__name__") else real.fn).__name__


@pytest.mark.parametrize(
    ("loss", "labels", "outputs", "expected"),
    [
        ("mean_squared_error", (BATCH,), (BATCH, 1), None),
        ("mean_squared_error", (BATCH, 1), (BATCH, 3), Stretched((BATCH, 3))),
        ("mean_squared_error", (BATCH,), (BATCH, 4), Stretched((BATCH, 4))),
        ("mean_squared_error", (3,), (3, 4), Unfit(1, 3, 4)),
        ("categorical_crossentropy", (BATCH,), (BATCH, 10), Unfit(None)),
        ("categorical_crossentropy", (BATCH, 4), (BATCH, 3), Unfit(1, 4, 3)),
        ("sparse_categorical_crossentropy", (BATCH, 6), (BATCH, 6), Unfit(None)),
        ("sparse_categorical_crossentropy", (BATCH, 1), (BATCH, 6), None),
        ("binary_crossentropy", (BATCH, 1), (BATCH, 50, 50, 1), Unfit(None)),
        ("a_loss_of_the_program", (BATCH,), (BATCH, 4), None),
    ],
)
def test_batches_of_any_size(loss: str, labels: Any, outputs: Any, expected: Outcome) -> None:
    """A batch that is not known decides nothing by its own size."""
    assert compare_labels(loss, labels, outputs) == expected


@pytest.mark.parametrize(
    ("metric", "labels", "outputs", "expected"),
    [
        ("precision", (BATCH,), (BATCH, 2), Unfit(None, 1, 2)),
        ("precision", (BATCH, 1), (BATCH, 1), None),
        ("accuracy", (BATCH,), (BATCH, 10), None),
    ],
)
def test_metrics_of_batches_of_any_size(metric: str, labels: Any, outputs: Any, expected: Outcome) -> None:
    assert compare_for_metric(metric, labels, outputs) == expected
