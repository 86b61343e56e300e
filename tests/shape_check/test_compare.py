"""The verdict on a call: what was inferred against what was measured."""

from __future__ import annotations

import pytest

from shapelens.shape_check.check import MeasuredCall
from shapelens.shape_check.compare import StaticCall, compare, compare_shapes

VERDICTS = [
    ("equal numbers", [[None, 30, 30, 64]], [[2, 30, 30, 64]], "agreed"),
    ("another number", [[None, 14, 14, 64]], [[2, 15, 15, 64]], "differed"),
    ("another rank", [[None, 10]], [[2, 3, 10]], "differed"),
    ("an open axis takes any size", [[None, None, None, 3]], [[2, 128, 128, 3]], "agreed"),
    ("an expression over open axes takes any size", [[None, "ceil(H/2)", 8]], [[2, 64, 8]], "agreed"),
    ("an unknown axis is filled", [[None, "?", 8]], [[2, 64, 8]], "filled"),
    ("an unknown axis does not hide a difference", [[None, "?", 8]], [[2, 64, 9]], "differed"),
    ("an unknown shape is filled", ["?"], [[2, 64, 9]], "filled"),
    ("an unknown rank is filled", [["...", 9]], [[2, 64, 9]], "filled"),
    ("another last axis", [["...", 8]], [[2, 64, 9]], "differed"),
    ("too few axes", [["...", 4, 64, 9]], [[64, 9]], "differed"),
    ("nothing inferred", [], [[2, 64, 9]], "filled"),
    ("nothing measured", [[None, 8]], [], "not_run"),
    ("nothing told by the run", [[None, 8]], ["?"], "not_run"),
    ("a batch fixed by the program", [[8, 3]], [[8, 3]], "agreed"),
    ("a symbolic size is no contradiction", [[None, 30, 4]], [[None, None, 4]], "agreed"),
    ("the batch of the check beside the program's", [[64, 8]], [[64, 8], [2, 8]], "agreed"),
    ("another width in the batch of the check", [[64, 8]], [[64, 8], [2, 9]], "differed"),
    ("the batch of the check alone", [[64, 8]], [[2, 8]], "differed"),
    ("a scalar", [[]], [[]], "agreed"),
    ("a scalar is no vector", [[]], [[2]], "differed"),
    ("several tensors", [[[None, 4], [None, 4]]], [[[2, 4], [2, 4]]], "agreed"),
    ("several tensors, one wrong", [[[None, 4], [None, 4]]], [[[2, 4], [2, 5]]], "differed"),
    ("several tensors, one too few", [[[None, 4], [None, 4]]], [[[2, 4]]], "differed"),
    ("a list of one tensor is that tensor", [[[None, 4]]], [[2, 4]], "agreed"),
    ("one tensor is a list of it", [[None, 4]], [[[2, 4]]], "agreed"),
    ("a dict", [{"a": [None, 4], "b": "?"}], [{"a": [2, 4], "b": [2]}], "filled"),
    ("a dict of other names", [{"a": [None, 4]}], [{"b": [2, 4]}], "differed"),
    ("a dict is no list", [{"a": [None, 4]}], [[[2, 4], [2, 4]]], "differed"),
    ("several shapes, all inferred", [[None, 4], [None, 8]], [[2, 8], [2, 4]], "agreed"),
    ("several shapes, one not inferred", [[None, 4], [None, 8]], [[2, 8], [2, 5]], "differed"),
    ("several shapes inferred, one seen", [[None, 4], [None, 8]], [[2, 8]], "agreed"),
    ("an exact guess is better than an open one", ["?", [None, 8]], [[2, 8]], "agreed"),
    ("one shape filled beside one that agrees", ["?", [None, 8]], [[2, 8], [2, 9]], "filled"),
]


@pytest.mark.parametrize(
    ("static", "measured", "verdict"), [row[1:] for row in VERDICTS], ids=[row[0] for row in VERDICTS]
)
def test_verdict(static: list, measured: list, verdict: str) -> None:
    assert compare_shapes(static, measured) == verdict


def static_call(line: int, column: int, end_column: int, layer: str = "Dense", shape: list | None = None) -> StaticCall:
    return StaticCall(line, column, line, end_column, layer, ([None, 4] if shape is None else shape,))


def measured_call(line: int, column: int, end_column: int, layer: str = "Dense", **fields: object) -> MeasuredCall:
    values: dict = {"shapes": ([2, 4],), "symbolic": False, "models": (0,), **fields}
    return MeasuredCall(line, column, line, end_column, layer, **values)


def test_two_calls_that_start_at_one_place_are_told_apart_by_their_ends() -> None:
    static = (static_call(3, 5, 20, shape=[None, 4]), static_call(3, 5, 13, shape=[None, 9]))
    measured = (measured_call(3, 5, 13, shapes=([2, 9],)), measured_call(3, 5, 20, shapes=([2, 4],)))
    assert [(call.end_column, call.status) for call in compare(static, measured)] == [(13, "agreed"), (20, "agreed")]


def test_of_two_calls_at_one_place_the_one_that_was_measured_is_compared() -> None:
    static = (static_call(3, 5, 20, "Dropout", [None, 9]), static_call(3, 5, 20, "Sequential", [None, 4]))
    calls = compare(static, (measured_call(3, 5, 20, "Sequential", shapes=([2, 4],)),))
    assert [(call.layer, call.status) for call in calls] == [("Dropout", "not_run"), ("Sequential", "agreed")]


def test_another_end_is_forgiven_where_nothing_else_starts_there() -> None:
    (call,) = compare((static_call(3, 5, 20),), (measured_call(3, 5, 21),))
    assert (call.status, call.end_column, call.measured) == ("agreed", 20, ([2, 4],))


def test_another_layer_at_the_same_start_is_another_call() -> None:
    calls = compare((static_call(3, 5, 20),), (measured_call(3, 5, 30, "Add"),))
    assert [(call.layer, call.status) for call in calls] == [("Dense", "not_run"), ("Add", "filled")]


def test_only_layers_are_told_of_that_nothing_was_inferred_for() -> None:
    calls = compare((), (measured_call(1, 1, 5, ""), measured_call(2, 1, 5), measured_call(3, 1, 5, shapes=())))
    assert [(call.line, call.static, call.status) for call in calls] == [(2, (), "filled")]


def test_a_tensor_operation_is_compared_by_its_place_alone() -> None:
    (call,) = compare((static_call(1, 1, 9, "reshape"),), (measured_call(1, 1, 9, ""),))
    assert (call.layer, call.status) == ("reshape", "agreed")


def test_calls_come_in_the_order_of_the_source() -> None:
    calls = compare((static_call(9, 1, 5), static_call(2, 7, 9)), (measured_call(2, 1, 5), measured_call(4, 1, 5)))
    assert [(call.line, call.column) for call in calls] == [(2, 1), (2, 7), (4, 1), (9, 1)]
