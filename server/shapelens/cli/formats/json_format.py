"""The JSON that other programs read; docs/schemas/check.schema.json describes it.

Lines and columns count from 1, an end column is one past the last character, columns are code points. `null` is an open
size, `"?"` an unknown one, `"..."` any number of axes, any other string an expression.
"""

from __future__ import annotations

import json
from typing import Any

from shapelens.cli.report import FileReport, Run
from shapelens.diagnostics.diagnostic import Diagnostic, Fix, RelatedPlace
from shapelens.editor.hints import Hint
from shapelens.interpreter.domain.analysis import ModelLayer, ModelSummary
from shapelens.shapes.formatting import JsonShape, json_shape, json_size
from shapelens.shapes.tensors import Structure, leaves
from shapelens.syntax.cells import NO_CELLS, Cells
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.spans import Span

VERSION = 1


def format_run(run: Run) -> str:
    """The whole run as one JSON document."""
    document = {"version": VERSION, "files": [_file(file) for file in run.files], "summary": _summary(run)}
    return json.dumps(document, ensure_ascii=False) + "\n"


def _file(file: FileReport) -> dict[str, Any]:
    return {
        "path": file.path,
        "hints": [_hint(hint, file.cells) for hint in file.hints],
        "diagnostics": [_diagnostic(diagnostic, file) for diagnostic in file.diagnostics],
        "models": [_model(model, file.cells) for model in file.analysis.models],
    }


def _summary(run: Run) -> dict[str, Any]:
    return {
        "files": len(run.files),
        "hints": sum(len(file.hints) for file in run.files),
        "errors": run.count("error"),
        "warnings": run.count("warning"),
        "unknown": sum(file.unknown for file in run.files),
        "cut": sum(len(file.analysis.limits.cut) for file in run.files),
        "seconds": round(run.seconds, 3),
    }


def _span(span: Span, cells: Cells) -> dict[str, int]:
    within = cells.within(span)
    return {
        **_line(span, cells),
        "column": within.column,
        "end_line": within.end_line,
        "end_column": within.end_column,
    }


def _line(span: Span, cells: Cells) -> dict[str, int]:
    """The line at which a span begins, and its cell in a notebook."""
    cell, line = cells.place(span.line)
    return {"line": line} if cell is None else {"cell": cell, "line": line}


def _hint(hint: Hint, cells: Cells) -> dict[str, Any]:
    return {
        **_span(hint.span, cells),
        "kind": hint.kind,
        "layer": hint.layer,
        "shapes": [json_shape(shape) for shape in hint.shapes],
        "dtype": hint.dtype,
        "count": hint.count,
        "params": json_size(hint.params),
        "label": hint.label,
    }


def _diagnostic(diagnostic: Diagnostic, file: FileReport) -> dict[str, Any]:
    return {
        **_span(diagnostic.span, file.cells),
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "related": [_related(place, file) for place in diagnostic.related],
        "fixes": [_fix(fix, file.cells) for fix in diagnostic.fixes],
    }


def _related(place: RelatedPlace, file: FileReport) -> dict[str, Any]:
    here = place.path is None or place.path == file.path
    line = _line(place.span, file.cells if here else NO_CELLS)
    return {"path": place.path or file.path, **line, "message": place.message}


def _fix(fix: Fix, cells: Cells) -> dict[str, Any]:
    return {"title": fix.title, "edits": [_edit(edit, cells) for edit in fix.edits]}


def _edit(edit: Edit, cells: Cells) -> dict[str, Any]:
    return {**_span(edit.span, cells), "text": edit.text}


def _model(model: ModelSummary, cells: Cells) -> dict[str, Any]:
    return {
        "name": model.name,
        **_line(model.span, cells),
        "inputs": _tensors(model.inputs),
        "outputs": _tensors(model.outputs),
        "params": json_size(model.params),
        "trainable_params": json_size(model.trainable_params),
        "layers": [_model_layer(layer, cells) for layer in model.layers],
    }


def _model_layer(layer: ModelLayer, cells: Cells) -> dict[str, Any]:
    return {
        "name": layer.name,
        "layer": layer.layer,
        **_line(layer.span, cells),
        "output": _tensors(layer.output),
        "params": json_size(layer.params),
    }


def _tensors(structure: Structure | None) -> list[JsonShape]:
    """The shapes of all tensors of a structure, in the order in which Keras flattens it."""
    return [] if structure is None else [json_shape(tensor) for tensor in leaves(structure)]
