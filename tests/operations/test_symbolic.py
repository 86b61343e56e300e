"""Open sizes in operations: each has its expression, and a number put into it gives what the rule gives for the number.

What the rules give for numbers is compared with the libraries (`test_against_libraries.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.operations.cases import Case, draw_case
from tests.operations.tensors import Given, replace_tensors

from shapelens.layers.operations import Operation, all_operations, apply_operation, is_problem
from shapelens.shapes.expressions import axis, substitute
from shapelens.shapes.tensors import Tensor, leaves
from shapelens.shapes.unknown import Unknown

OPERATIONS = [entry for entry in all_operations() if not entry.unruled]
CASES = 12
# no expression says these: how many tensors or axes there are, and what rounding leaves of a fraction
WITHOUT_EXPRESSION = (
    "the number of slices is open",
    "how many axes an index has is open",
    "a fraction of an open size that is no sum of powers of 2",
    "whether its vectors have three elements is open",
    "how much of an open axis is left out is open",
    "the size of the triangle is not a number that is followed",
)


@pytest.mark.parametrize("entry", OPERATIONS, ids=[entry.path for entry in OPERATIONS])
def test_every_open_size_has_its_expression(entry: Operation) -> None:
    for number in range(CASES):
        case = draw_case(entry, number)
        concrete = _sizes(_apply(entry, case, None))
        if concrete is None or any(isinstance(size, Unknown) for size in concrete):
            continue
        for size in sorted(_sizes_given(case)):
            found = _sizes(_apply(entry, case, size))
            if found is None:
                # Keras, too, takes some axes only where their size is a number
                continue
            reasons = [each.reason for each in found if isinstance(each, Unknown)]
            assert all(reason in WITHOUT_EXPRESSION for reason in reasons), f"{case} with {size} open: {reasons}"
            if not reasons and size > 1:
                assert [substitute(each, {"N": size}) for each in found] == concrete, f"{case} with {size} open"


def _apply(entry: Operation, case: Case, open_size: int | None) -> Any:
    """The call with every size that is `open_size` made the open axis N."""

    def make(given: Given) -> Tensor:
        sizes = (
            axis("N") if size == open_size and size is not None else axis(f"axis{place}") if size is None else size
            for place, size in enumerate(given.shape)
        )
        return Tensor(tuple(sizes), given.dtype)

    positional, keywords = replace_tensors((tuple(case.positional), case.keywords), make)
    return apply_operation(entry, positional, keywords)


def _sizes(outcome: Any) -> list[Any] | None:
    """All sizes of the tensors that a call gives; None where it is rejected or gives no tensors."""
    if is_problem(outcome) or not isinstance(outcome, (Tensor, tuple, Unknown)):
        return None
    return list(_flat(outcome))


def _flat(outcome: Any) -> Iterator[Any]:
    for leaf in leaves(outcome):
        shape = leaf if isinstance(leaf, Unknown) else leaf.shape
        yield from (shape,) if isinstance(shape, Unknown) else shape


def _sizes_given(case: Case) -> set[int]:
    found: set[int] = set()

    def note(given: Given) -> Given:
        found.update(size for size in given.shape if isinstance(size, int))
        return given

    replace_tensors((tuple(case.positional), case.keywords), note)
    return found
