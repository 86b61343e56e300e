"""What is said of a call that an operation refuses: nothing that holds for layers alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.operations.cases import draw_case
from tests.operations.tensors import our_tensor, replace_tensors

from shapelens.diagnostics.registry import CHECKS
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.operations import Operation, all_operations, apply_operation, is_problem
from shapelens.syntax.spans import Span

NOTHING_FAILED = analyze("")
OF_LAYERS = re.compile(
    r"\b(layers?|Dense|Flatten|Reshape|Cropping|ZeroPadding|Concatenate|Input|return_sequences|in each sample)\b"
    r"|\((batch|height|width|depth|steps|channels)\)"
)
CASES = 40
RULED = [entry for entry in all_operations() if not entry.unruled]


def messages(entry: Operation) -> Iterator[str]:
    """Everything that is said of some calls of an operation."""
    for number in range(CASES):
        case = draw_case(entry, number)
        positional, keywords = (replace_tensors(given, our_tensor) for given in (case.positional, case.keywords))
        outcome = apply_operation(entry, positional, keywords)
        if is_problem(outcome):
            finding = Finding(outcome, Span(1, 1, 1, 2), entry.path.rpartition(".")[2])
            failed = replace(NOTHING_FAILED, findings=(finding,))
            yield from (report.message for check in CHECKS for report in check.find(failed))


@pytest.mark.parametrize("family", sorted({entry.family for entry in RULED}))
def test_advice_for_operations_speaks_of_arrays(family: str) -> None:
    said = {message for entry in RULED if entry.family == family for message in messages(entry)}
    assert {message for message in said if OF_LAYERS.search(message)} == set()


def test_there_is_something_to_say() -> None:
    refused = [entry for entry in RULED if any(messages(entry))]
    assert len(refused) > len(RULED) / 3
