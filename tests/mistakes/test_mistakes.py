"""Mistakes that people make, in programs as they write them: found, blamed and gone after the repair.

Real Keras says which programs are broken: it raises on those with an error, and runs the others and all repairs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from tests.mistakes.corpus import PAIRS, TRAPS, Pair, Program
from tests.mistakes.truth import Keras, Run

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.diagnostic import Diagnostic
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.domain.faults import OperationError, raised_for
from shapelens.interpreter.machine.module_search import search_for

NAMES = [pair.name for pair in PAIRS]
GRAVE = ("error", "warning")


# what TensorFlow raises in an operation that runs
OF_OPERATIONS: dict[type[BaseException], tuple[str, ...]] = {OperationError: ("InvalidArgumentError", "AbortedError")}


def analyzed(program: Program) -> Analysis:
    return analyze(program.text, program.path, search=search_for(program.path, sys.executable), strict=True)


def grave(program: Program) -> list[Diagnostic]:
    analysis = analyzed(program)
    return [found for found in diagnose(analysis, lines=program.text.split("\n")) if found.severity in GRAVE]


@pytest.fixture(scope="module", autouse=True)
def runs(request: pytest.FixtureRequest) -> Iterator[dict[str, Future[Run]]]:
    """What Keras says of the programs that are looked at: it runs them while the tests that need no Keras are done."""
    looked_at = [value for item in request.session.items for value in _parameters(item)]
    programs = {program.name: program for value in looked_at for program in _programs(value)}
    keras = Keras()
    yield {name: keras.submit(program.text) for name, program in programs.items()}
    keras.close()


def _parameters(item: pytest.Item) -> list[object]:
    called = getattr(item, "callspec", None)
    return [] if called is None else list(called.params.values())


def _programs(value: object) -> list[Program]:
    if isinstance(value, Pair):
        return [value.broken, value.repaired]
    return [value] if isinstance(value, Program) else []


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_a_mistake_is_reported_once_on_a_line_to_blame(pair: Pair) -> None:
    found = grave(pair.broken)
    assert [(each.code, each.severity) for each in found] == [(pair.code, pair.severity)]
    assert any(found[0].span.line <= line <= found[0].span.end_line for line in pair.blamed)


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_the_repaired_program_is_clean(pair: Pair) -> None:
    assert grave(pair.repaired) == []


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_keras_agrees(pair: Pair, runs: dict[str, Future[Run]]) -> None:
    assert (runs[pair.broken.name].result().error is not None) == (pair.severity == "error")
    assert runs[pair.repaired.name].result().error is None


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.severity == "error"], ids=lambda pair: pair.name)
def test_keras_raises_what_a_handler_would_have_to_catch(pair: Pair, runs: dict[str, Future[Run]]) -> None:
    kinds = [kind for finding in analyzed(pair.broken).findings for kind in raised_for(finding.problem)]
    names = {name for kind in kinds for name in OF_OPERATIONS.get(kind, (kind.__name__,))}
    error = runs[pair.broken.name].result().error
    assert error is not None
    assert error.partition(":")[0] in names


@pytest.mark.parametrize("trap", TRAPS, ids=[trap.name for trap in TRAPS])
def test_a_correct_program_that_looks_wrong_has_no_error(trap: Program, runs: dict[str, Future[Run]]) -> None:
    assert runs[trap.name].result().error is None
    assert [found for found in grave(trap) if found.severity == "error"] == []


def test_the_corpus_is_broad() -> None:
    assert len(PAIRS) >= 200
    assert len(TRAPS) >= 50
