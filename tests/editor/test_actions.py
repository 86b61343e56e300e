"""Actions: fixes where the selection touches a diagnostic, and the check of the model at the cursor."""

from __future__ import annotations

from tests.editor.builders import observe, sequential, site, span, tensor

from shapelens.diagnostics.diagnostic import Diagnostic, Fix
from shapelens.editor.actions import ShapeCheck, quick_fixes, shape_check_at
from shapelens.interpreter.analysis import Analysis
from shapelens.syntax.edits.edit import Edit

FIX = Fix("Use `filters`", (Edit(span(3, 10, end_column=16), "filters"),))
DIAGNOSTIC = Diagnostic(span(3, 10, end_column=19), "SL301", "unknown-argument", "error", "...", fixes=(FIX,))


def test_a_fix_is_offered_where_the_selection_touches_the_diagnostic() -> None:
    for column, offered in [(9, 0), (10, 1), (15, 1), (19, 1), (20, 0)]:
        found = quick_fixes([DIAGNOSTIC], span(3, column, end_column=column))
        assert len(found) == offered, column
    (fix,) = quick_fixes([DIAGNOSTIC], span(1, 1, 9))
    assert (fix.diagnostic, fix.fix) == (DIAGNOSTIC, FIX)


def test_the_check_of_the_model_at_the_cursor() -> None:
    model = sequential("Dense(3)", "Dense(4)", inputs=tensor(2))
    assert shape_check_at(model, 1, 1) == ShapeCheck(1, "model")
    assert shape_check_at(model, 3, 6) == ShapeCheck(3, "model")
    assert shape_check_at(model, 9, 1) is None


def test_a_call_outside_every_model_offers_the_check_of_all() -> None:
    analysis = Analysis("m.py", (site(5, observe("Dense(3)", tensor(2))),))
    assert shape_check_at(analysis, 5, 99) == ShapeCheck(5, None)
    assert shape_check_at(analysis, 6, 1) is None
