"""Analyse mutated programs and collect what fails."""

from __future__ import annotations

import random
import traceback
from collections.abc import Iterator
from dataclasses import dataclass

from tests.fuzz.mutate import mutate, programs

from shapelens.diagnostics.diagnose import diagnose
from shapelens.editor.hints import hints
from shapelens.interpreter.analyze import analyze

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


def failures(runs: int, seed: int) -> Iterator[Failure]:
    """Mutate programs `runs` times and give what fails."""
    texts = programs()
    for number in range(runs):
        source = random.Random(seed + number)
        text = mutate(source.choice(texts), source)
        try:
            check_text(text)
        except Exception:
            yield Failure(seed + number, text, traceback.format_exc(limit=-6))
