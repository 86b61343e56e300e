"""Labels and outputs of which less is known are refused only where the whole ones are."""

from __future__ import annotations

import random

import pytest
from tests.layers.forgetting import FORGOTTEN

from shapelens.layers import losses, metrics
from shapelens.layers.losses import Unfit, compare_labels
from shapelens.layers.metrics import compare_for_metric
from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import Dims

BATCH = axis("batch")
LOSSES = ("mean_squared_error", "binary_crossentropy", "sparse_categorical_crossentropy", "dice")
METRICS = (
    "accuracy categorical_accuracy sparse_categorical_accuracy binary_accuracy precision auc f1_score mean_io_u "
    "one_hot_io_u top_k_categorical_accuracy sparse_top_k_categorical_accuracy binary_crossentropy hinge"
).split()
CASES = 600


@pytest.mark.parametrize("name", [*LOSSES, *METRICS])
def test_less_is_never_refused_alone(name: str) -> None:
    compare = compare_labels if name in LOSSES else compare_for_metric
    assert (losses.find_loss if name in LOSSES else metrics.find_metric)(name)
    chance, refused = random.Random(name), 0
    for _ in range(CASES):
        outputs = (BATCH, *(chance.choice((1, 2, 3)) for _ in range(chance.randint(0, 3))))
        labels = (BATCH, *(chance.choice((1, 2, 3)) for _ in range(chance.randint(0, 3))))
        part = compare(name, _less(labels, chance), _less(outputs, chance))
        if isinstance(part, Unfit):
            refused += 1
            assert isinstance(compare(name, labels, outputs), Unfit), f"{labels} for {outputs}"
    assert refused, "nothing was refused at all"


def _less(shape: Dims, chance: random.Random) -> Dims:
    return tuple(chance.choice((size, FORGOTTEN)) for size in shape)
