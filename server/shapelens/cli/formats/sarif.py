"""Diagnostics as SARIF 2.1.0, which code-scanning services read."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from shapelens import __version__
from shapelens.cli.report import FileReport, Run
from shapelens.diagnostics.check import Check
from shapelens.diagnostics.diagnostic import Diagnostic, Fix, RelatedPlace, Severity
from shapelens.diagnostics.documentation import href
from shapelens.diagnostics.registry import CHECKS
from shapelens.syntax.cells import NO_CELLS, Cells
from shapelens.syntax.spans import Span

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "information": "note", "hint": "note"}


def format_run(run: Run) -> str:
    """The whole run as one SARIF log."""
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver()},
                "columnKind": "unicodeCodePoints",
                "results": [_result(file, diagnostic) for file in run.files for diagnostic in file.diagnostics],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _driver() -> dict[str, Any]:
    return {
        "name": "ShapeLens",
        "version": __version__,
        "informationUri": "https://github.com/shapelens/shapelens",
        "rules": [_rule(check) for check in CHECKS],
    }


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.code,
        "name": check.name,
        "helpUri": href(check.code),
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
    }


def _result(file: FileReport, diagnostic: Diagnostic) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message},
        "locations": [_location(file.path, diagnostic.span, file.cells)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [_related(place, file) for place in diagnostic.related]
    # the places of a fix are lines of a file, which the cells of a notebook have not
    if diagnostic.fixes and not file.cells:
        result["fixes"] = [_fix(file.path, fix) for fix in diagnostic.fixes]
    return result


def _fix(path: str, fix: Fix) -> dict[str, Any]:
    replacements = [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits]
    change = {"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}


def _related(place: RelatedPlace, file: FileReport) -> dict[str, Any]:
    here = place.path is None or place.path == file.path
    location = _location(place.path or file.path, place.span, file.cells if here else NO_CELLS)
    return {**location, "message": {"text": place.message}}


def _location(path: str, span: Span, cells: Cells) -> dict[str, Any]:
    """A place in a file; in a notebook a logical one, for its lines are none of the file's."""
    artifact = {"artifactLocation": {"uri": _uri(path)}}
    cell, line = cells.place(span.line)
    if cell is None:
        return {"physicalLocation": {**artifact, "region": _region(span)}}
    return {"physicalLocation": artifact, "logicalLocations": [{"name": f"cell {cell}, line {line}"}]}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _uri(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="surrogateescape")
