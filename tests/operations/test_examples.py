"""Every example of every operation: our rule and the real library give what it says."""

from __future__ import annotations

from typing import Any

import pytest
from tests.operations.libraries import eager_outcome, symbolic_outcome
from tests.operations.outcomes import our_outcome
from tests.operations.tensors import Given, parse_example, replace_tensors

from shapelens.layers.operations import Operation, all_operations, find_operation

EXAMPLES = [example for entry in all_operations() for example in entry.examples]


@pytest.mark.parametrize("text", EXAMPLES)
def test_our_rule(text: str) -> None:
    call = parse_example(text)
    entry = find_operation(call.path)
    assert entry is not None
    outcome = our_outcome(entry, call.positional, call.keywords)
    assert outcome.rejected is None
    assert outcome.result == call.result


@pytest.mark.parametrize("text", EXAMPLES)
def test_library(text: str) -> None:
    call = parse_example(text)
    run = symbolic_outcome if _has_open_sizes(call.positional) else eager_outcome
    outcome = run(call.path, call.positional, call.keywords)
    assert outcome.rejected is None
    assert outcome.result == call.result


def test_every_rule_has_a_description() -> None:
    for entry in all_operations():
        assert entry.documentation.strip(), entry.path


def test_every_example_belongs_to_its_operation() -> None:
    declared = {id(entry.rule): entry for entry in all_operations()}
    assert all(_examples_are_kept(entry) for entry in declared.values())


def _examples_are_kept(entry: Operation) -> bool:
    return all(text.partition("(")[0] in entry.declaration.paths for text in entry.examples)


def _has_open_sizes(value: Any) -> bool:
    found: list[bool] = []

    def note(given: Given) -> Given:
        found.append(None in given.shape)
        return given

    replace_tensors(value, note)
    return any(found)
