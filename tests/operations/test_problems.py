"""What the operations reject, as facts; what Keras infers for symbolic tensors rejects the same."""

from __future__ import annotations

from typing import Any

import pytest
from tests.operations.libraries import symbolic_outcome
from tests.operations.tensors import Given, our_tensor, replace_tensors

from shapelens.layers.framework import problems
from shapelens.layers.operations import apply_operation, find_operation, is_problem

IMAGES = Given((None, 2, 8, 3))

CASES: list[tuple[str, tuple[Any, ...], type]] = [
    ("keras.ops.max_pool", (IMAGES, 3), problems.SizeNotPositive),
    ("keras.ops.conv", (IMAGES, Given((3, 3, 3, 8))), problems.SizeNotPositive),
    ("keras.ops.conv", (IMAGES, Given((1, 1, 4, 8))), problems.AxisMismatch),
    ("keras.ops.conv", (Given((None, 3)), Given((1, 1, 4, 8))), problems.RankMismatch),
    ("keras.ops.reshape", (Given((6, 4, 3)), (2, 5)), problems.ReshapeMismatch),
    ("keras.ops.reshape", (Given((6, 4)), (-1, 5)), problems.ReshapeMismatch),
    ("keras.ops.add", (Given((None, 4)), Given((None, 5))), problems.NotBroadcastable),
    ("keras.ops.concatenate", ([Given((None, 4)), Given((None, 4, 1))],), problems.ConcatenateMismatch),
    ("keras.ops.concatenate", ([Given((None, 4, 2)), Given((None, 5, 2))], 2), problems.ConcatenateMismatch),
    ("keras.ops.matmul", (Given((None, 4)), Given((5, 3))), problems.AxisMismatch),
    ("keras.ops.expand_dims", (Given((None, 4)), 3), problems.InvalidArgument),
    ("keras.ops.transpose", (Given((None, 4, 3)), (0, 2)), problems.InvalidArgument),
    ("keras.ops.split", (Given((None, 7)), 2, 1), problems.InvalidArgument),
    ("keras.ops.sum", (Given((None, 4)), 2), problems.InvalidArgument),
    ("keras.ops.sum", (), problems.MissingArgument),
    ("keras.ops.relu", (IMAGES, 1), problems.TooManyArguments),
]


@pytest.mark.parametrize(("path", "positional", "kind"), CASES, ids=[f"{case[0]}{case[1]}" for case in CASES])
def test_problem(path: str, positional: tuple[Any, ...], kind: type) -> None:
    entry = find_operation(path)
    assert entry is not None
    outcome = apply_operation(entry, replace_tensors(positional, our_tensor), {})
    assert is_problem(outcome)
    assert isinstance(outcome, kind)
    assert symbolic_outcome(path, positional, {}).rejected is not None


def test_an_argument_is_called_as_the_library_calls_it() -> None:
    entry = find_operation("tensorflow.transpose")
    assert entry is not None
    outcome = apply_operation(entry, [our_tensor(Given((2, 3)))], {"perm": (0, 0)})
    assert isinstance(outcome, problems.InvalidArgument)
    assert outcome.argument == "perm"


def test_a_misspelt_argument() -> None:
    entry = find_operation("tensorflow.reduce_sum")
    assert entry is not None
    outcome = apply_operation(entry, [our_tensor(Given((2, 3)))], {"keep_dims": True})
    assert outcome == problems.UnknownArgument("keep_dims", "keepdims")
