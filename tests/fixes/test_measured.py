"""Broken programs after the first fix that is offered: a share of what `make fixes` runs."""

from __future__ import annotations

import ast
import builtins
import sys

import pytest
from tests.fixes.measured.process import run_each
from tests.fixes.measured.repair import Repaired, corpus, repair

# every program has a fix looked for; `tests/mistakes` runs those that become the repaired ones, of the others one of
# so many is run
SHARE = 4
# a process that answers as that with Keras does, and is there at once
PLAIN = """
import json, sys
from tests.mistakes.keras_process import run
for line in sys.stdin:
    error, place = run(json.loads(line), {})
    print(json.dumps({"error": error, "line": place, "seconds": 0.0}), flush=True)
"""


@pytest.fixture(scope="module")
def repaired() -> list[Repaired]:
    return [repair(case) for case in corpus()]


def test_most_faults_have_a_fix(repaired: list[Repaired]) -> None:
    assert all(each.code for each in repaired)
    assert sum(1 for each in repaired if each.titles) >= 0.88 * len(repaired)


def unbound(text: str) -> set[str]:
    """The names that a program reads and binds nowhere."""
    tree = ast.parse(text)
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if not isinstance(node.ctx, ast.Load)} | set(dir(builtins))
    for node in ast.walk(tree):
        if isinstance(node, ast.alias):
            bound.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
    return {node.id for node in names} - bound


def test_a_fix_imports_what_it_names(repaired: list[Repaired]) -> None:
    stars = [each for each in repaired if "import *" not in each.text]
    assert {each.case.name: unbound(each.text) - unbound(each.case.text) for each in stars} == {
        each.case.name: set() for each in stars
    }


def test_what_is_fixed_runs_in_keras(repaired: list[Repaired]) -> None:
    fixed = [each for each in repaired if each.titles and not each.as_by_hand][::SHARE]
    runs = list(run_each((each.text for each in fixed), 120.0))
    assert len(runs) == len(fixed) > 5
    failed = [(each.case.name, run.error) for each, run in zip(fixed, runs, strict=True) if run.error is not None]
    assert len(failed) <= 0.1 * len(fixed), failed


def test_a_program_that_does_not_end_is_ended() -> None:
    texts = ["import os\nos._exit(3)\n", "while True:\n    pass\n", "raise ValueError('no')\n", "x = 1\n"]
    errors = [run.error for run in run_each(texts, 5.0, (sys.executable, "-c", PLAIN))]
    assert errors[0] is not None
    assert errors[1] is not None
    assert errors[0].startswith("it did not end")
    assert errors[1].startswith("it did not end")
    assert errors[2:] == ["ValueError: no", None]
