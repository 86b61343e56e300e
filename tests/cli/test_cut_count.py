"""How many statements the budget cut is counted in the JSON, and fixes cost about as much as their file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.invocation import check_json

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.fixes.offer import MAX_STEPS_OF_FILE, Repair, with_their_fixes
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis

CUT = "import keras\ntree = []\nfor _ in range(20): tree = [tree, tree]\ntext = str(tree)\n"


@pytest.mark.parametrize("remark", ["", "  # shapelens: ignore[SL102]"])
def test_cut_statements_are_counted_whether_or_not_a_note_is_shown(tmp_path: Path, remark: str) -> None:
    path = tmp_path / "model.py"
    path.write_text(CUT.rstrip() + remark + "\nlater = 1" * 5, encoding="utf-8")
    document = check_json(path)
    assert document["summary"]["cut"] == 1
    assert len(document["files"][0]["diagnostics"]) == (not remark)


def broken(count: int) -> str:
    calls = "".join(f"y{n} = layers.Conv1D({n}, 3)(x)\n" for n in range(1, count + 1))
    return "import keras\nfrom keras import layers\nx = keras.Input((30,))\n" + calls


def test_fixes_of_many_errors_cost_about_as_much_as_their_file() -> None:
    text = broken(120)
    analysis = analyze(text)
    texts: list[str] = []
    steps: list[int] = []

    def reanalyse(edited: str) -> Analysis:
        texts.append(edited)
        again = analyze(edited)
        steps.append(again.steps)
        return again

    found = with_their_fixes(diagnose(analysis), Repair.of(text, analysis, reanalyse))
    assert len(found) == 120
    assert found[0].fixes
    assert not found[-1].fixes
    assert len(texts) == len(set(texts))
    # the last diagnostic that was begun is completed
    assert sum(steps) <= MAX_STEPS_OF_FILE + 30 * max(steps)
