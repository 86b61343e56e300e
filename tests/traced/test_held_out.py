"""A sample of the programs that are held out, against what was recorded of them; the whole is `make ecosystem`."""

from __future__ import annotations

import random

import pytest
from tests.traced.corpus import HELD_OUT, find_programs, program_name
from tests.traced.measure import Measured, measure
from tests.traced.records import read_record
from tests.traced.report import figures, format_details

SEED = 14
SAMPLE = 40
# They say how far the interpreter is. Raise the shares as it learns; they never go down, nor do the errors go up.
KNOWN_SHARE = 0.89
# rank and at least one size
RANKED_SHARE = 0.98
RIGHT_SHARE = 0.99
FALSE_ERRORS = 0
CUT = 0

PROGRAMS = find_programs([HELD_OUT])


@pytest.fixture(scope="module")
def measured() -> list[tuple[str, Measured]]:
    chosen = random.Random(SEED).sample(PROGRAMS, SAMPLE)
    kept = [found for found in map(read_record, chosen) if found is not None]
    assert len(kept) == SAMPLE
    return [(program_name(found.program), measure(found)) for found in kept]


def test_every_program_runs_and_its_record_is_of_its_text() -> None:
    stale = [program_name(program) for program in PROGRAMS if read_record(program) is None]
    assert stale == [], "python -m tests.traced --record PROGRAM"
    assert [found.error for found in map(read_record, PROGRAMS) if found is not None and found.error] == []


def test_few_errors_are_false(measured: list[tuple[str, Measured]]) -> None:
    assert figures(program for _, program in measured).errors <= FALSE_ERRORS, format_details(measured)


def test_few_statements_are_cut(measured: list[tuple[str, Measured]]) -> None:
    assert figures(program for _, program in measured).cut <= CUT, format_details(measured)


def test_most_calls_are_known_and_right(measured: list[tuple[str, Measured]]) -> None:
    total = figures(program for _, program in measured)
    assert total.known_share >= KNOWN_SHARE, format_details(measured)
    assert total.ranked_share >= RANKED_SHARE, format_details(measured)
    assert total.right_share >= RIGHT_SHARE, format_details(measured)
