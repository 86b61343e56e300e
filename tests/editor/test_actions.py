"""Actions: fixes where the selection touches a diagnostic, and the check of the model at the cursor."""

from __future__ import annotations

from tests.editor.builders import observe, sequential, site, span, tensor

from shapelens.diagnostics.diagnostic import Diagnostic
from shapelens.editor.actions import ShapeCheck, ignore_on_this_line, shape_check_at, touched
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.syntax.edits.edit import apply_edits
from shapelens.syntax.edits.source import Source

DIAGNOSTIC = Diagnostic(span(3, 10, end_column=19), "SL301", "unknown-argument", "error", "...")


def test_a_fix_is_offered_where_the_selection_touches_the_diagnostic() -> None:
    for column, offered in [(9, 0), (10, 1), (15, 1), (19, 1), (20, 0)]:
        found = touched([DIAGNOSTIC], span(3, column, end_column=column))
        assert len(found) == offered, column
    assert touched([DIAGNOSTIC], span(1, 1, 9)) == (DIAGNOSTIC,)


def test_the_comment_that_ignores_is_an_action() -> None:
    text = "from keras import layers\nx = 1\nlayers.Dense(unit=3)\n"
    fix = ignore_on_this_line(DIAGNOSTIC, Source(text))
    assert fix is not None
    assert fix.title == "Ignore SL301 on this line"
    assert apply_edits(text, fix.edits) == text.removesuffix("\n") + "  # shapelens: ignore[SL301]\n"
    assert ignore_on_this_line(DIAGNOSTIC, Source('x = 1\n\ny = """\n"""\n')) is None


def test_the_check_of_the_model_at_the_cursor() -> None:
    model = sequential("Dense(3)", "Dense(4)", inputs=tensor(2))
    assert shape_check_at(model, 1, 1) == ShapeCheck(1, "model")
    assert shape_check_at(model, 3, 6) == ShapeCheck(3, "model")
    assert shape_check_at(model, 9, 1) is None


def test_a_call_outside_every_model_offers_the_check_of_all() -> None:
    analysis = Analysis("m.py", (site(5, observe("Dense(3)", tensor(2))),))
    assert shape_check_at(analysis, 5, 99) == ShapeCheck(5, None)
    assert shape_check_at(analysis, 6, 1) is None
