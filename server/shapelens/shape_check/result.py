"""The answer to a check: plain data, its JSON, its text and its exit code."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from shapelens.shape_check.check import CheckError, Measurements, Status
from shapelens.shape_check.compare import CallResult, CallStatus, StaticCall, compare
from shapelens.shape_check.slices.program import Skipped
from shapelens.shape_check.slices.shown import skipped_text
from shapelens.shape_check.words import backend_words, failure
from shapelens.shapes.formatting import ANY_AXES, JSON_ANY_AXES, JsonShape
from shapelens.syntax.cells import NO_CELLS, Cells

STATUS_WORDS: dict[CallStatus, str] = {
    "agreed": "agrees",
    "differed": "DIFFERS",
    "filled": "measured only",
    "not_run": "not run",
}


@dataclass(frozen=True, slots=True)
class ModelResult:
    """One model, and how many of its calls went which way; `reason` says why it was not run."""

    name: str
    line: int | None
    agreed: int
    differed: int
    filled: int
    not_run: int
    params: int | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    path: str
    status: Status
    interpreter: str
    python: str | None
    keras: str | None
    backend: str | None
    seconds: float
    models: tuple[ModelResult, ...]
    calls: tuple[CallResult, ...]
    error: CheckError | None
    cells: Cells = NO_CELLS
    skipped: tuple[Skipped, ...] = ()

    def line(self, line: int | None) -> dict[str, int | None]:
        """A line of the program, as one of its cell in a notebook."""
        if line is None or not self.cells:
            return {"line": line}
        cell, within = self.cells.place(line)
        return {"cell": cell, "line": within}

    def count(self, status: CallStatus) -> int:
        return sum(call.status == status for call in self.calls)


def build_result(
    path: str,
    static: tuple[StaticCall, ...],
    outcome: Measurements,
    cells: Cells = NO_CELLS,
    skipped: tuple[Skipped, ...] = (),
) -> Result:
    """Compare what was inferred with what a check measured; `cells` are those of a notebook, `skipped` was not run."""
    calls = compare(static, outcome.calls)
    models = []
    owned: dict[int, list[CallResult]] = defaultdict(list)
    # a call that was not run is known by the model's name alone
    idle: dict[str, list[CallResult]] = defaultdict(list)
    for call in calls:
        for index in dict.fromkeys(call.models):
            owned[index].append(call)
        if call.status == "not_run":
            idle[call.model].append(call)
    for index, model in enumerate(outcome.models):
        own = [*owned[index], *(call for call in idle[model.name] if index not in call.models)]
        tally = {status: sum(call.status == status for call in own) for status in STATUS_WORDS}
        models.append(ModelResult(model.name, model.line, **tally, params=model.params, reason=model.reason))
    return Result(
        path=path,
        status=outcome.status,
        interpreter=outcome.interpreter,
        python=outcome.python,
        keras=outcome.keras,
        backend=outcome.backend,
        seconds=outcome.seconds,
        models=tuple(models),
        calls=calls,
        error=failure(outcome, static_count=len(static), measured=any(call.measured for call in calls)),
        cells=cells,
        skipped=skipped,
    )


def exit_code(report: Result) -> int:
    """0 all agree, 1 a difference or an exception, 2 the check could not be run.

    An exception that is printed is never passed over, though all that was asked of the models agrees.
    """
    error = report.error
    if report.count("differed") or (error is not None and error.in_model):
        return 1
    if report.status != "finished" or (error is not None and (report.count("not_run") or not report.calls)):
        return 2
    return 0 if error is None else 1


def result_json(report: Result) -> dict[str, Any]:
    """The JSON of `shapelens confirm --output-format json`."""
    return {
        "version": 1,
        "path": report.path,
        "python": report.python,
        "keras": report.keras,
        "backend": report.backend,
        "seconds": report.seconds,
        "models": [model_json(model, report) for model in report.models],
        "calls": [call_json(call, report) for call in report.calls],
        "error": None if report.error is None else error_json(report.error, report),
    }


def model_json(model: ModelResult, report: Result) -> dict[str, Any]:
    return {
        "name": model.name,
        **report.line(model.line),
        "agreed": model.agreed,
        "differed": model.differed,
        "filled": model.filled,
        "not_run": model.not_run,
        "params": model.params,
    }


def call_json(call: CallResult, report: Result) -> dict[str, Any]:
    return {
        **report.line(call.line),
        "column": call.column,
        "layer": call.layer,
        "static": list(call.static),
        "measured": list(call.measured),
        "status": call.status,
    }


def error_json(error: CheckError, report: Result) -> dict[str, Any]:
    return {
        "kind": error.kind,
        "type": error.type,
        "message": error.message,
        **report.line(error.line),
        "column": error.column,
    }


def result_lines(report: Result) -> list[str]:
    """The report as a short text: the verdict, the calls as a table, the models, what went wrong."""
    lines = [headline(report)]
    if report.calls:
        lines += ["", *table([headings(report), *(row(call, report) for call in report.calls)])]
    if report.models:
        lines += ["", *(model_line(model, report) for model in report.models)]
    if report.skipped:
        lines += ["", *skipped_lines(report)]
    if report.error is not None:
        lines += ["", *error_lines(report)]
    return lines


def headings(report: Result) -> tuple[str, ...]:
    return "line", "layer", "ShapeLens", backend_words(report.backend).split(" ")[0], ""


def headline(report: Result) -> str:
    counts = [
        f"{report.count('agreed')} agree",
        f"{report.count('differed')} differ",
        f"{report.count('filled')} measured only",
        f"{report.count('not_run')} not run",
    ]
    versions = [
        report.backend and backend_words(report.backend),
        report.keras and f"Keras {report.keras}",
        report.python and f"Python {report.python}",
    ]
    where = ", ".join(version for version in versions if version)
    return f"{report.path}: {', '.join(counts)}" + (f" ({where}, {report.seconds:.1f} s)" if where else "")


def row(call: CallResult, report: Result) -> tuple[str, ...]:
    measured = shapes_text(call.measured) + (" (not computed)" if call.symbolic else "")
    return report.cells.text(call.line), call.layer, shapes_text(call.static), measured, STATUS_WORDS[call.status]


def model_line(model: ModelResult, report: Result) -> str:
    where = f" ({'' if report.cells else 'line '}{report.cells.text(model.line)})" if model.line is not None else ""
    size = f": {model.params:,} parameters" if model.params is not None else ""
    return f"{model.name}{where}{size}" + (f"; not run: {model.reason}" if model.reason else "")


def skipped_lines(report: Result) -> list[str]:
    """What the models depend on and a check does not run."""
    return [f"{report.path}: {skipped_text(skipped, report.cells.text)}" for skipped in report.skipped]


def error_lines(report: Result) -> list[str]:
    error = report.error
    if error is None:
        return []
    where = f"{report.path}:{report.cells.text(error.line)}: " if error.line is not None else ""
    return (where + (f"{error.type}: " if error.type else "") + error.message).split("\n")


def table(rows: list[tuple[str, ...]]) -> list[str]:
    """Rows in aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def shapes_text(shapes: tuple[JsonShape, ...]) -> str:
    return " | ".join(map(shape_text, shapes)) or "-"


def shape_text(shape: JsonShape) -> str:
    """A JSON shape as Keras prints it: a size that is an expression is an open one."""
    if isinstance(shape, dict):
        return "{" + ", ".join(f"{name}: {shape_text(item)}" for name, item in shape.items()) + "}"
    if not isinstance(shape, list):
        if shape == JSON_ANY_AXES:
            return ANY_AXES
        return "None" if isinstance(shape, str) and shape != "?" else str(shape)
    inner = ", ".join(map(shape_text, shape))
    if any(isinstance(item, (list, dict)) for item in shape):
        return f"[{inner}]"
    return f"({inner},)" if len(shape) == 1 else f"({inner})"
