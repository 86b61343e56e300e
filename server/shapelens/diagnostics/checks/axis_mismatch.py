"""SL203: an axis of the input has another size than weights made before, or an argument, demand."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.joins import make_its_own
from shapelens.diagnostics.words import axis_text, count_text, is_operation, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import AxisMismatch


def message(problem: AxisMismatch, finding: Finding) -> str:
    """`Conv2D needs 3 on the last axis of its input (<reason>), and (None, 28, 28, 1) has 1 there. ...`"""
    expected, found = count_text(problem.expected), count_text(problem.found)
    axis = axis_text(problem.axis, len(problem.input_shape), finding.layer)
    return (
        f"{finding.layer} needs {expected} on {axis} of its input ({problem.reason}), "
        f"and {shape_text(problem.input_shape)} has {found} there. {_advice(problem, finding.layer)}"
    )


def _advice(problem: AxisMismatch, layer: str) -> str:
    if problem.argument:
        return f"Change `{problem.argument}`, or give it an input of that size."
    give = f"Give it an input with {count_text(problem.expected)} there"
    return f"{give}." if is_operation(layer) else f"{give}, or use another {layer} for this one."


CHECK = check_of_problem("SL203", "axis-mismatch", "error", AxisMismatch, message, make_its_own)
