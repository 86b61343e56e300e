"""From the report of a check to annotations beside the lines, diagnostics, and a line of words."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Diagnostic, Severity
from shapelens.editor.annotations import Annotation
from shapelens.lsp.documents import Snapshot
from shapelens.lsp.kept_results import CheckResult
from shapelens.shape_check.check import CheckError
from shapelens.shape_check.compare import CallResult
from shapelens.shape_check.result import Result, shapes_text
from shapelens.shape_check.words import backend_words
from shapelens.shapes.expressions import axis
from shapelens.shapes.formatting import JsonShape
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

LONGEST_MESSAGE = 1000


def check_result_of(report: Result, snapshot: Snapshot) -> CheckResult:
    """What a report says beside the lines and in the list of problems."""
    by = backend_words(report.backend)
    annotations = {
        _span(call): Annotation(call.status, tuple(structure_of(shape) for shape in call.measured), call.layer, by)
        for call in report.calls
        if call.status != "not_run"
    }
    return CheckResult(annotations, tuple(_diagnostics(report, snapshot)), summary_of(report))


def summary_of(report: Result) -> str:
    """One line: `6 of 6 calls agree with tensorflow 2.21.0`."""
    compared = sum(call.status != "not_run" for call in report.calls)
    measured_only = report.count("filled")
    parts = [f"{report.count('agreed')} of {compared} calls agree with {backend_words(report.backend)}"]
    if report.count("differed"):
        parts.append(f"{report.count('differed')} differ")
    if measured_only:
        parts.append(f"{measured_only} measured only")
    return ", ".join(parts)


def structure_of(shape: JsonShape) -> Structure:
    """A measured shape, or several, from JSON."""
    if isinstance(shape, dict):
        return NamedTensors(tuple((name, structure_of(item)) for name, item in shape.items()))
    if not isinstance(shape, list):
        return Unknown("the run did not say")
    if any(isinstance(item, (list, dict)) for item in shape):
        return tuple(structure_of(item) for item in shape)
    # Keras leaves a size open where it inferred and did not compute
    return Tensor(tuple(size if isinstance(size, int) else axis("open") for size in shape))


def _diagnostics(report: Result, snapshot: Snapshot) -> Iterator[Diagnostic]:
    for call in report.calls:
        if call.status == "differed":
            measured, static = shapes_text(call.measured), shapes_text(call.static)
            by = backend_words(report.backend)
            message = f"{call.layer} gives {measured} in {by}, where ShapeLens expects {static}."
            yield Diagnostic(_span(call), "SL901", "shape-differs", "warning", message)
    error = report.error
    if error is not None and error.line is not None:
        where = "The model" if error.in_model else "The program"
        kind = f"{error.type}: " if error.type else ""
        message = f"{where} fails here when it is run: {kind}{error.message}"[:LONGEST_MESSAGE]
        severity: Severity = "error" if error.in_model else "warning"
        yield Diagnostic(_error_span(error, snapshot), "SL902", "fails-when-run", severity, message)


def _span(call: CallResult) -> Span:
    return Span(call.line, call.column, call.end_line, call.end_column)


def _error_span(error: CheckError, snapshot: Snapshot) -> Span:
    line = min(error.line or 1, len(snapshot.index))
    if error.column is not None and error.end_line is not None and error.end_column is not None:
        return Span(line, error.column, error.end_line, error.end_column)
    text = snapshot.index.line(line - 1)
    return Span(line, len(text) - len(text.lstrip()) + 1, line, len(text) + 1)
