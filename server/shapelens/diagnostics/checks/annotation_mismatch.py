"""SL903: a shape that the program declares contradicts the one that is inferred."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.words import shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import AnnotationMismatch


def message(problem: AnnotationMismatch, _finding: Finding) -> str:
    """`This is declared as (None, 16), and is (None, 32): the declaration is not followed. ...`"""
    return (
        f"This is declared as {shape_text(problem.declared)}, and is {shape_text(problem.found)}: "
        "the declaration is not followed. Correct it, or what gives the other shape."
    )


CHECK = check_of_problem("SL903", "annotation-mismatch", "warning", AnnotationMismatch, message)
