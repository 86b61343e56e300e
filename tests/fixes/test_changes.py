"""Each fix makes of its broken program exactly the text shown, which is clean, and which real Keras runs."""

from __future__ import annotations

import pytest
from tests.diagnostics.keras_run import error_in_keras
from tests.fixes.cases import CHANGES
from tests.fixes.changes import Change, grave, offered

SILENT_CODES = ("SL212", "SL511", "SL512", "SL513", "SL514", "SL701", "SL704")
IDS = [f"{change.code} {change.title}" for change in CHANGES]


@pytest.mark.parametrize("change", CHANGES, ids=IDS)
def test_the_fix_gives_the_text(change: Change) -> None:
    assert offered(change.broken, change.code)[change.title] == change.fixed


@pytest.mark.parametrize("change", CHANGES, ids=IDS)
def test_the_fixed_text_is_clean(change: Change) -> None:
    assert tuple(diagnostic.code for diagnostic in grave(change.fixed)) == change.leaves


@pytest.mark.parametrize("change", CHANGES, ids=IDS)
def test_keras_raises_before_and_runs_after(change: Change) -> None:
    # what Keras does in silence it does before, too
    assert (error_in_keras(change.broken) is not None) == (change.code not in SILENT_CODES)
    if not change.leaves:
        assert error_in_keras(change.fixed) is None
