"""What is not known is never rejected and never raises, whatever stands in its place."""

from __future__ import annotations

import random
from typing import Any

import pytest
from tests.operations.cases import Case, draw_case
from tests.operations.tensors import Given, our_tensor, replace_tensors

from shapelens.layers.operations import Operation, ShapeValue, all_operations, apply_operation, is_problem
from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown

OPERATIONS = [entry for entry in all_operations() if not entry.unruled]
IDS = [entry.path for entry in OPERATIONS]
WHY = Unknown("it is not known")
STRANGE: tuple[Any, ...] = (
    None, True, 0, -1, 7, 10**9, 2.5, "same", "", (), (1,), (-1, -1), (1, "a"), ((1, 2), 3), [None], {}, {"a": 1}, ...,
    WHY, (WHY, 2), axis("n"), (axis("n"), 3), Tensor((2, 3)), Tensor(()), Tensor((3,), "int32"), Tensor(WHY, WHY),
    Tensor((WHY, 3)), (Tensor((2,)), Tensor((3, 4))), ShapeValue((axis("n"), 2)), object(), slice(1), b"x", 1j,
    float("nan"), float("inf"),
)  # fmt: skip
CASES = 6


def _apply(entry: Operation, positional: Any, keywords: Any) -> Any:
    given = replace_tensors((tuple(positional), keywords), our_tensor)
    return apply_operation(entry, given[0], given[1])


def _with(case: Case, place: int, value: Any) -> Case:
    """The case with one of its arguments replaced."""
    if place < len(case.positional):
        positional = (*case.positional[:place], value, *case.positional[place + 1 :])
        return Case(case.path, positional, case.keywords)
    name = list(case.keywords)[place - len(case.positional)]
    return Case(case.path, case.positional, {**case.keywords, name: value})


@pytest.mark.parametrize("entry", OPERATIONS, ids=IDS)
def test_unknown_is_not_rejected(entry: Operation) -> None:
    for number in range(CASES):
        case = draw_case(entry, number)
        if is_problem(_apply(entry, case.positional, case.keywords)):
            continue
        for place in range(len(case.positional) + len(case.keywords)):
            for unknown in (WHY, Tensor(WHY, WHY)):
                seen = _with(case, place, unknown)
                assert not is_problem(_apply(entry, seen.positional, seen.keywords)), str(seen)


def _takes_default(entry: Operation, case: Case, name: str) -> bool:
    default = entry.declaration.signature.default_of(name)
    return not is_problem(_apply(entry, case.positional, {**case.keywords, name: default}))


@pytest.mark.parametrize("entry", OPERATIONS, ids=IDS)
def test_what_may_be_the_default_is_not_rejected(entry: Operation) -> None:
    """Arguments that are handed on from elsewhere: each may be what it is by default, or what goes with the others."""
    signature = entry.declaration.signature
    for number in range(CASES):
        case = draw_case(entry, number)
        if is_problem(_apply(entry, case.positional, case.keywords)):
            continue
        others = [name for name in signature.names[len(case.positional) :] if name not in case.keywords]
        # what is not to be given at all (the old names of parameters) has no default that one could hand on
        optional = {
            name: WHY for name in others if name not in signature.required and _takes_default(entry, case, name)
        }
        for changed in ({name: WHY} for name in optional):
            assert not is_problem(_apply(entry, case.positional, {**case.keywords, **changed})), f"{case} {changed}"
        plain = {name: value if isinstance(value, Given) else WHY for name, value in case.keywords.items()}
        assert not is_problem(_apply(entry, case.positional, {**plain, **optional})), f"{case} and all else"


@pytest.mark.parametrize("entry", OPERATIONS, ids=IDS)
def test_nothing_raises(entry: Operation) -> None:
    chance = random.Random(entry.path)
    for number in range(CASES):
        case = draw_case(entry, number)
        for place in range(len(case.positional) + len(case.keywords)):
            for value in chance.sample(STRANGE, 6):
                seen = _with(case, place, value)
                _apply(entry, seen.positional, seen.keywords)
        _apply(entry, chance.sample(STRANGE, chance.randint(0, 4)), {})
