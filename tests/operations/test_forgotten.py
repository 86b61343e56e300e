"""What an operation says of tensors of which less is known holds of what it says of the whole tensors."""

from __future__ import annotations

import random
from typing import Any

import pytest
from tests.layers.forgetting import FORGOTTEN, forget, holds
from tests.operations.cases import draw_case
from tests.operations.tensors import Given, our_tensor, replace_tensors

from shapelens.layers.operations import Operation, all_operations, apply_operation, is_problem
from shapelens.shapes.tensors import Tensor

OPERATIONS = [entry for entry in all_operations() if not entry.unruled]
CASES = 6


@pytest.mark.parametrize("entry", OPERATIONS, ids=[entry.path for entry in OPERATIONS])
def test_what_is_said_of_less_is_true(entry: Operation) -> None:
    for number in range(CASES):
        case = draw_case(entry, number)
        chance = random.Random(f"{entry.path} {number}")

        def less(given: Given, chance: random.Random = chance) -> Any:
            return forget(our_tensor(given), chance)

        whole = _outcome(entry, replace_tensors((tuple(case.positional), case.keywords), our_tensor))
        if is_problem(whole):
            continue
        part = _outcome(entry, replace_tensors((tuple(case.positional), case.keywords), less))
        assert not is_problem(part), str(case)
        if isinstance(part, (Tensor, tuple)) and isinstance(whole, (Tensor, tuple)):
            assert holds(part, whole), f"{case}: said {part}, is {whole}"


def _outcome(entry: Operation, given: Any) -> Any:
    return apply_operation(entry, given[0], given[1])


def test_something_is_said() -> None:
    ended = Tensor(FORGOTTEN, "float32", (16,))
    for path, arguments, last in (
        ("keras.ops.relu", (ended,), (16,)),
        ("keras.ops.one_hot", (ended, 10), (16, 10)),
        ("keras.ops.add", (ended, 2.0), (16,)),
        ("keras.ops.concatenate", ((ended, ended), -1), (32,)),
        ("keras.ops.matmul", (ended, Tensor((16, 5))), (5,)),
    ):
        outcome = _outcome(next(each for each in OPERATIONS if path in each.paths), (arguments, {}))
        assert isinstance(outcome, Tensor), path
        assert outcome.last[-len(last) :] == last, path
