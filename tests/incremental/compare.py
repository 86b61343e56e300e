"""An analysis that goes on from the version before must be equal to one from scratch, in everything that it says."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.mutate import programs
from tests.incremental.edits import versions
from tests.incremental.projects import MAIN, Files, new_project, versions_of_project

from shapelens.interpreter.analyze import analyze, analyze_again
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.incremental.history import History
from shapelens.interpreter.machine.machine import DEFAULT_STEP_BUDGET
from shapelens.interpreter.machine.module_search import SearchPath

EDITS_EACH = 25


def differences(again: Analysis, scratch: Analysis) -> list[str]:
    """The fields in which two analyses differ, each with what differs first."""
    found = []
    for field in dataclasses.fields(Analysis):
        mine, theirs = getattr(again, field.name), getattr(scratch, field.name)
        if mine != theirs:
            found.append(f"{field.name}: {_first(mine, theirs)}")
    return found


def _first(mine: object, theirs: object) -> str:
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        pairs = ((a, b) for a, b in zip(mine, theirs, strict=False) if a != b)
        mine, theirs = next(pairs, (len(mine), len(theirs)))
    return f"{str(mine)[:400]} | from scratch {str(theirs)[:400]}"


def run(seed: int) -> Iterator[tuple[int, list[str]]]:
    """Edit a program (or two, one behind the other): after every edit its number and the differences."""
    source = random.Random(seed)
    text = source.choice(programs())
    if source.random() < 0.4:
        text += "\n" + source.choice(programs())
    history = History()
    analyze_again(history, text)
    for number, version in enumerate(versions(text, source, EDITS_EACH)):
        yield number, differences(analyze_again(history, version), analyze(version))


def run_project(seed: int, folder: Path) -> Iterator[tuple[int, list[str]]]:
    """Edit a project of several files, written into an empty `folder`: after every edit as above."""
    source = random.Random(seed)
    files = new_project(source)
    history, main, search = History(), str(folder / MAIN), SearchPath((str(folder),))
    # one that is soon used up leaves statements out
    budget = source.choice((DEFAULT_STEP_BUDGET, DEFAULT_STEP_BUDGET, DEFAULT_STEP_BUDGET, 900))
    _write(folder, {}, files)
    analyze_again(history, files[MAIN], main, step_budget=budget, search=search)
    for number, version in enumerate(versions_of_project(files, source, EDITS_EACH)):
        _write(folder, files, version)
        files = version
        again = analyze_again(history, files[MAIN], main, step_budget=budget, search=search)
        yield number, differences(again, analyze(files[MAIN], main, step_budget=budget, search=search))


def _write(folder: Path, old: Files, new: Files) -> None:
    for path, text in new.items():
        if old.get(path) != text:
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="")
