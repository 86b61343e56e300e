"""The judge: what counts as right, sharper, partial, unknown and wrong."""

from __future__ import annotations

from typing import Any

import pytest
from tests.traced.comparison import is_exact, is_ranked, judge
from tests.traced.truth import TracedCall

CASES: list[tuple[str, str, list[Any], dict[str, list[Any]]]] = [
    ("the same shape", "right", [[None, 10]], {"symbolic": [[None, 10]]}),
    ("an expression is an open size", "right", [[None, "H//2", 8]], {"symbolic": [[None, None, 8]]}),
    ("another number", "wrong", [[None, 10]], {"symbolic": [[None, 12]]}),
    ("another rank", "wrong", [[None, 10]], {"symbolic": [[None, 10, 1]]}),
    ("nothing inferred", "unknown", [], {"symbolic": [[None, 10]]}),
    ("an unknown size", "unknown", [[None, "?"]], {"symbolic": [[None, 10]]}),
    ("an unknown shape", "unknown", ["?"], {"symbolic": [[None, 10]]}),
    ("the last axis alone", "unknown", [["...", 10]], {"symbolic": [[None, 10]]}),
    ("another last axis", "wrong", [["...", 11]], {"symbolic": [[None, 10]]}),
    ("too many last axes", "wrong", [["...", 3, 4, 10]], {"symbolic": [[None, 10]]}),
    ("a number where Keras leaves it open", "sharper", [[None, 49]], {"symbolic": [[None, None]]}),
    ("... that zeros confirm", "sharper", [[None, 49]], {"symbolic": [[None, None]], "zeros": [[2, 49]]}),
    ("... that zeros contradict", "wrong", [[None, 49]], {"symbolic": [[None, None]], "zeros": [[2, 50]]}),
    ("open where Keras has a number", "right", [[None, None]], {"symbolic": [[None, 10]]}),
    ("open where data has a number", "right", [[None, 10]], {"concrete": [[32, 10]]}),
    ("another number than the data's", "wrong", [[16, 10]], {"concrete": [[32, 10]]}),
    ("the batch of our own zeros", "right", [[32, 10]], {"zeros": [[2, 10]]}),
    ("another feature size than zeros give", "wrong", [[None, 9]], {"zeros": [[2, 10]]}),
    ("all shapes of a helper", "right", [[None, 4], [None, 8]], {"symbolic": [[None, 8], [None, 4]]}),
    ("one shape of two", "partial", [[None, 4]], {"symbolic": [[None, 8], [None, 4]]}),
    ("a shape too many", "wrong", [[None, 4], [None, 5]], {"symbolic": [[None, 4]]}),
    ("a shape that only running gives", "right", [[None, 4], [None, 5]], {"symbolic": [[None, 4]], "zeros": [[2, 5]]}),
    ("one known, one unknown", "unknown", [[None, 4], "?"], {"symbolic": [[None, 4]]}),
    ("several tensors", "right", [[[None, 4], [None, 6]]], {"symbolic": [[[None, 4], [None, 6]]]}),
    ("several tensors in another order", "wrong", [[[None, 6], [None, 4]]], {"symbolic": [[[None, 4], [None, 6]]]}),
    ("a list of one tensor", "right", [[[None, 4]]], {"symbolic": [[None, 4]]}),
    ("a dict of tensors", "right", [{"a": [None, 4]}], {"symbolic": [{"a": [None, 4]}]}),
    ("a dict of other names", "wrong", [{"b": [None, 4]}], {"symbolic": [{"a": [None, 4]}]}),
    ("one tensor for several", "wrong", [[None, 4]], {"symbolic": [[[None, 4], [None, 4]]]}),
    ("an unknown size beside another number", "wrong", [[None, "?", 9]], {"symbolic": [[None, 5, 8]]}),
    ("a scalar", "right", [[]], {"concrete": [[]]}),
    ("what Keras cannot say either", "right", [[None, 4]], {"symbolic": ["?"]}),
]


@pytest.mark.parametrize(("verdict", "inferred", "real"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_judge(verdict: str, inferred: list[Any], real: dict[str, list[Any]]) -> None:
    assert judge(inferred, call_of(real)) == verdict


def call_of(real: dict[str, list[Any]]) -> TracedCall:
    shapes = {name: tuple(real.get(name, ())) for name in ("symbolic", "concrete", "zeros")}
    return TracedCall(path="p.py", line=1, column=1, end_line=1, end_column=2, kind="layer", layer="Dense", **shapes)


@pytest.mark.parametrize(
    ("exact", "inferred", "real"),
    [
        (True, [[None, 10]], {"symbolic": [[None, 10]]}),
        (False, [[None, None]], {"symbolic": [[None, 10]]}),
        (False, [[None, 10]], {"concrete": [[32, 10]]}),
        (True, [[32, 10]], {"concrete": [[32, 10]]}),
        (True, [[None, 10]], {"zeros": [[2, 10]]}),
        (False, [[None, "?"]], {"symbolic": [[None, 10]]}),
    ],
)
def test_the_very_numbers(exact: bool, inferred: list[Any], real: dict[str, list[Any]]) -> None:
    assert is_exact(inferred, call_of(real)) is exact


@pytest.mark.parametrize(
    ("ranked", "inferred"),
    [
        (True, [["?", 16]]),
        (True, [[None, 4], [[None, 2], ["?", 3]]]),
        (True, [[]]),
        (False, [["?", "?"]]),
        (False, [["...", 16]]),
        (False, [[None, 4], "?"]),
        (False, []),
    ],
)
def test_rank_and_a_size(ranked: bool, inferred: list[Any]) -> None:
    assert is_ranked(inferred) is ranked
