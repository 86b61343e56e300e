"""From the report of a check to annotations, problems and words."""

from __future__ import annotations

from typing import Any

from shapelens.editor.hints import display, hints
from shapelens.interpreter.analyze import analyze
from shapelens.lsp.check_results import check_result_of, structure_of, summary_of
from shapelens.lsp.documents import Snapshot
from shapelens.lsp.kept_results import KeptResults
from shapelens.lsp.line_index import LineIndex
from shapelens.shape_check.check import CheckError, MeasuredCall, Measurements
from shapelens.shape_check.result import Result, build_result
from shapelens.shape_check.static_calls import static_calls
from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import NamedTensors, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

TEXT = """\
from keras import layers
x = layers.Input((8,))
y = layers.Dense(4)(x)
z = layers.Dense(units_of(y))(y)
"""
SNAPSHOT = Snapshot("file:///m.py", "/m.py", 1, LineIndex(TEXT))
ANALYSIS = analyze(TEXT, "/m.py")


def report(*measured: tuple[int, int, int, list[Any]], error: CheckError | None = None) -> Result:
    calls = tuple(
        MeasuredCall(line, column, line, end, "Dense", (shape,), False, ()) for line, column, end, shape in measured
    )
    outcome = Measurements("finished", "python", 1.0, "3.11", "3.15", "tensorflow 2.21", calls=calls, error=error)
    return build_result("/m.py", static_calls(ANALYSIS), outcome)


def test_marks_stand_on_the_hints() -> None:
    found = report((3, 5, 23, [2, 4]), (4, 5, 33, [2, 6]))
    check_result = check_result_of(found, SNAPSHOT)
    shown = [display(hint) for hint in hints(ANALYSIS, annotations=check_result.annotations)]
    assert shown == ["→ (None, 8)", "→ (None, 4) ✓", "→ (None, 6) measured"]
    assert check_result.diagnostics == ()
    assert check_result.summary == "1 of 2 calls agree with TensorFlow 2.21, 1 measured only"


def test_a_difference_is_a_warning_on_its_call() -> None:
    found = report((3, 5, 23, [2, 5]))
    check_result = check_result_of(found, SNAPSHOT)
    (diagnostic,) = check_result.diagnostics
    assert (diagnostic.code, diagnostic.severity, diagnostic.span) == ("SL901", "warning", Span(3, 5, 3, 23))
    assert diagnostic.message == "Dense gives (2, 5) in TensorFlow 2.21, where ShapeLens expects (None, 4)."
    assert display(hints(ANALYSIS, annotations=check_result.annotations)[1]) == "→ (None, 4) ≠ (2, 5)"
    assert summary_of(found) == "0 of 1 calls agree with TensorFlow 2.21, 1 differ"


def test_an_exception_without_columns_takes_the_whole_line() -> None:
    indented = Snapshot("file:///m.py", "/m.py", 1, LineIndex("if x:\n    fail()  \n"))
    error = CheckError("user-exception", "no", "ValueError", line=2, in_model=True)
    (diagnostic,) = check_result_of(report(error=error), indented).diagnostics
    assert (diagnostic.code, diagnostic.severity, diagnostic.span) == ("SL902", "error", Span(2, 5, 2, 13))
    assert diagnostic.message == "The model fails here when it is run: ValueError: no"
    beyond = CheckError("user-exception", "no", line=99)
    (diagnostic,) = check_result_of(report(error=beyond), indented).diagnostics
    assert (diagnostic.span.line, diagnostic.severity) == (3, "warning")


def test_measured_shapes_of_every_kind() -> None:
    assert structure_of([2, 3]) == Tensor((2, 3))
    assert structure_of([]) == Tensor(())
    assert structure_of([None, 3]) == Tensor((axis("open"), 3))
    assert structure_of([[2, 3], [2]]) == (Tensor((2, 3)), Tensor((2,)))
    assert structure_of({"a": [2]}) == NamedTensors((("a", Tensor((2,))),))
    assert isinstance(structure_of("?"), Unknown)


def edited(text: str, version: int = 2) -> Snapshot:
    return Snapshot("file:///m.py", "/m.py", version, LineIndex(text))


def test_what_was_filled_stays_until_its_own_text_changes() -> None:
    kept = KeptResults()
    kept.record(SNAPSHOT, check_result_of(report((3, 5, 23, [2, 4]), (4, 5, 33, [2, 6])), SNAPSHOT))
    first, second, third, last = TEXT.splitlines()
    moved = kept.of(edited("\n".join(["# a note", first, "units = 3", second, third, "", last, "print(z)"])))
    assert moved is not None
    assert (list(moved.annotations), moved.diagnostics, moved.summary) == ([Span(7, 5, 7, 33)], (), "")
    changed = kept.of(edited(TEXT.replace("units_of(y)", "units_of(x)"), 3))
    assert changed is not None
    assert dict(changed.annotations) == {}
    again = kept.of(SNAPSHOT)
    assert again is not None
    assert len(again.annotations) == 2


def test_nothing_is_kept_where_nothing_was_filled() -> None:
    kept = KeptResults()
    kept.record(SNAPSHOT, check_result_of(report((3, 5, 23, [2, 4])), SNAPSHOT))
    assert kept.of(edited(TEXT + "\n")) is None
    assert kept.of(Snapshot("file:///other.py", "/other.py", 1, LineIndex(TEXT))) is None
