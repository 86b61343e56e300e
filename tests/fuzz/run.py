"""Analyse mutated programs and collect what fails."""

from __future__ import annotations

import json
import random
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from tests.fuzz.mutate import cells, mutate, programs

from shapelens.diagnostics.diagnose import diagnose
from shapelens.editor.hints import hints
from shapelens.interpreter.analyze import analyze
from shapelens.syntax.chunks import normalize_newlines
from shapelens.syntax.notebooks import NotANotebook, program_text, read_notebook, written_text

BUDGET = 20_000


@dataclass(frozen=True, slots=True)
class Failure:
    """A text for which the analysis, its hints or its diagnostics raised."""

    seed: int
    text: str
    error: str


def check_text(text: str) -> None:
    """Everything that an editor asks of a text; raises what any of it raises."""
    analysis = analyze(text, step_budget=BUDGET, strict=True)
    hints(analysis)
    diagnose(analysis, lines=text.split("\n"))


def check_notebook(source: random.Random, text: str) -> None:
    """The same of a notebook, and of the JSON of one that is broken."""
    sources = cells(text, source)
    document = {"cells": [{"cell_type": "code", "source": each} for each in sources], "nbformat": 4}
    found = read_notebook(json.dumps(document))
    assert [cell.source for cell in found] == [normalize_newlines(each) for each in sources]
    program = program_text(found)
    check_text(program)
    assert [len(line) for line in program.split("\n")] == [len(line) for line in written_text(found).split("\n")]
    with suppress(NotANotebook):
        read_notebook(mutate(json.dumps(document, indent=1), source))


def failures(runs: int, seed: int) -> Iterator[Failure]:
    """Mutate programs `runs` times and give what fails."""
    texts = programs()
    for number in range(runs):
        source = random.Random(seed + number)
        text = source.choice(texts)
        try:
            if number % 8:
                text = mutate(text, source)
                check_text(text)
            else:
                check_notebook(source, text)
        except Exception:
            yield Failure(seed + number, text, traceback.format_exc(limit=-6))
