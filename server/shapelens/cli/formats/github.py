"""Diagnostics as the workflow commands of GitHub Actions, which show them beside the lines of a pull request."""

from __future__ import annotations

from shapelens.cli.report import FileReport, Run
from shapelens.diagnostics.diagnostic import Diagnostic, Severity

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "information": "notice", "hint": "notice"}


def format_run(run: Run) -> str:
    """One command for each diagnostic."""
    return "".join(_command(file, diagnostic) for file in run.files for diagnostic in file.diagnostics)


def _command(file: FileReport, diagnostic: Diagnostic) -> str:
    span, message = diagnostic.span, diagnostic.message
    properties: dict[str, object] = {"file": file.path}
    cell, line = file.cells.place(span.line)
    if cell is not None:
        # its lines are none of the file's
        message = f"cell {cell}, line {line}: {message}"
    else:
        properties |= {"line": span.line, "endLine": span.end_line}
        if span.line == span.end_line:
            # columns are read on single lines alone
            properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    listed = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_escape(message)}\n"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
