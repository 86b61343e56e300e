"""Programs for Keras 2 after the one action: real Keras 3 runs them, and they have the parameters and shapes they had.

All of them are measured by `make migration`; here a sample, drawn anew with the corpus but not with the run.
"""

from __future__ import annotations

import random

import pytest
from tests.migration.corpus import Program, programs
from tests.migration.keras_run import run

PROGRAMS = programs()
# there is nothing in Keras 3 that means the same
WITHOUT_SUCCESSOR = {"gpus_2018"}
SAMPLE = random.Random(15).sample([each for each in PROGRAMS if each.name not in WITHOUT_SUCCESSOR], 6)


def names(sample: list[Program]) -> list[str]:
    return [program.name for program in sample]


@pytest.mark.parametrize("program", SAMPLE, ids=names(SAMPLE))
def test_keras_3_runs_it_after_the_action_and_its_meaning_is_the_same(program: Program) -> None:
    assert run(program.migrated.text) == program.expected


@pytest.mark.parametrize("program", PROGRAMS, ids=names(PROGRAMS))
def test_nothing_is_said_of_it_in_a_project_for_keras_2(program: Program) -> None:
    assert [each for each in program.said_in_keras_2() if each.severity in ("error", "warning")] == []


@pytest.mark.parametrize("program", PROGRAMS, ids=names(PROGRAMS))
def test_the_action_ends_and_changes_nothing_when_it_is_taken_again(program: Program) -> None:
    again = Program(program.name, program.migrated.text)
    assert again.migrated.text == program.migrated.text


def test_keras_3_does_not_run_it_as_it_was_written() -> None:
    old = next(program for program in PROGRAMS if program.name == "digits_mlp_2016")
    assert isinstance(run(old.text), str)
