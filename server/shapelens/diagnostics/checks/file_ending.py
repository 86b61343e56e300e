"""SL605: the path of a model's file without the ending that Keras 3 asks for."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.migration import name_the_format
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import FileEnding


def message(problem: FileEnding, _finding: Finding) -> str:
    """``save` writes to 'my_model', and Keras 3 takes the format from the ending. End the path in `.keras`.`"""
    return (
        f"`{problem.method}` writes to {problem.path!r}, and Keras 3 takes the format from the ending. "
        f"End the path in `{problem.ending}`."
    )


CHECK = check_of_problem("SL605", "file-ending", "error", FileEnding, message, name_the_format)
