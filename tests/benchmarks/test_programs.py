"""The programs of the benchmarks are ordinary ones: right, known, the same every time, and edited where it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.programs import LENGTHS, Place, constant_place, local_places, program, shared_with, write_project

from shapelens.diagnostics.diagnose import diagnose
from shapelens.editor.hints import hints
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.machine.module_search import SearchPath


def analysed(path: Path, text: str) -> Analysis:
    return analyze(text, str(path), search=SearchPath((str(path.parent),)), strict=True)


@pytest.mark.parametrize("lines", LENGTHS)
def test_programs_have_their_length_and_are_the_same_every_time(lines: int) -> None:
    text = program(lines)
    assert lines - 15 <= text.count("\n") <= lines
    assert text == program(lines)
    assert text != program(lines, number=1)


@pytest.mark.parametrize("lines", [200, 1_000])
def test_programs_are_right_and_known(lines: int, tmp_path: Path) -> None:
    path = write_project(tmp_path, lines)
    analysis = analysed(path, path.read_text(encoding="utf-8"))
    assert diagnose(analysis) == ()
    assert len(analysis.sites) > lines / 3
    assert {site.span for site in analysis.calls} <= {hint.span for hint in hints(analysis)}


def test_an_edit_shows_beside_its_line(tmp_path: Path) -> None:
    path = write_project(tmp_path, 1_000)
    text = path.read_text(encoding="utf-8")
    places = local_places(text)
    assert len(places) >= 4
    for place in places:
        edited = hints(analysed(path, with_text(text, place, "77")))
        assert [hint.label for hint in edited if hint.span.line == place.line + 1] == ["(None, 77)"]


def test_the_constant_is_used_everywhere(tmp_path: Path) -> None:
    path = write_project(tmp_path, 1_000)
    text = path.read_text(encoding="utf-8")
    before = {hint.span: hint.label for hint in hints(analysed(path, text))}
    after = hints(analysed(path, with_text(text, constant_place(text), "31")))
    changed = [hint for hint in after if before[hint.span] != hint.label]
    assert len(changed) > len(after) / 5


def test_the_imported_module_can_be_edited(tmp_path: Path) -> None:
    path = write_project(tmp_path, 200)
    shared = shared_with(3)
    assert "SCALE = 3" in shared
    path.with_name("shared_blocks.py").write_text(shared, encoding="utf-8")
    assert diagnose(analysed(path, path.read_text(encoding="utf-8"))) == ()


def with_text(text: str, place: Place, new: str) -> str:
    lines = text.splitlines(keepends=True)
    line = lines[place.line]
    lines[place.line] = line[: place.start] + new + line[place.end :]
    return "".join(lines)
