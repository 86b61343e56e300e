"""The table, its picture, and what is said of a figure that has become worse."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks.figures import Figure, quantile
from benchmarks.page import regressions
from benchmarks.picture import draw

from benchmarks import page

EDIT = Figure("edit", "an edit", 0.05, 0.1)
FASTER = Figure("run", "faster than a run by", 500.0, 1_000, at_least=True)
PEER = Figure("edit/ty", "against ty", 0.3)


def test_a_goal_is_met_or_not() -> None:
    assert [figure.holds for figure in (EDIT, FASTER, PEER)] == [True, False, None]
    assert [figure.goal for figure in (EDIT, FASTER, PEER)] == ["≤ 0.1 ×", "≥ 1,000 ×", ""]


def test_what_is_much_worse_than_in_the_last_run_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = tmp_path / "last.json"
    monkeypatch.setattr(page, "LAST", last)
    assert regressions([EDIT]) == []
    last.write_text(json.dumps({"figures": {"edit": 0.04, "run": 700.0, "edit/ty": 0.1}}), encoding="utf-8")
    named = regressions([EDIT, FASTER, PEER])
    assert named == ["faster than a run by: 700 × before, 500 × now", "against ty: 0.1 × before, 0.3 × now"]


def test_the_picture_has_a_bar_for_each_goal() -> None:
    root = ElementTree.fromstring(draw([EDIT, FASTER, PEER]))
    bars = [each for each in root.iter("{http://www.w3.org/2000/svg}rect") if each.get("fill") != "white"]
    assert len(bars) == 2
    widths = [float(each.get("width") or 0) for each in bars]
    assert widths[0] < widths[1]
    assert bars[0].get("fill") != bars[1].get("fill")


def test_a_quantile_is_one_of_the_values() -> None:
    assert quantile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert quantile(list(map(float, range(1, 101))), 0.95) == 95.0
    assert quantile([7.0], 0.99) == 7.0


def test_what_came_of_a_soak_is_on_the_page_until_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "SOAK", tmp_path / "soak.json")
    monkeypatch.setattr(page, "PAGE", tmp_path / "page.md")
    page.PAGE.write_text("# Benchmarks\n\nOf figures.\n", encoding="utf-8")
    soak = {"date": "2026-01-02", "minutes": 30.0, "files": 20, "edits": 123456, "settle": 5.0, "settled": 97.1}
    for last in (98.0, 99.5):
        page.write_soak({**soak, "last": last, "stale": 0})
    assert page.PAGE.read_text(encoding="utf-8").split("\n")[2:] == [
        "Of figures.",
        "",
        "`python -m benchmarks.soak --minutes 30` types over 20 files. 2026-01-02: 123,456 edits; 97.1 MB",
        "after 5 minutes, 99.5 MB at the end; 0 answers were for a version that was gone.",
        "",
    ]
