"""SL204: a layer makes weights from a size that is open (`None`)."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.ranks import pool_instead
from shapelens.diagnostics.words import axis_text, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import UndefinedAxis


def message(problem: UndefinedAxis, finding: Finding) -> str:
    """`Dense needs a number on the last axis of its input to make the kernel, and (None, None) is open there. ...`"""
    rank = len(problem.input_shape)
    advice = "Write that size in the Input"
    if rank == 2:
        # what reaches here came through Flatten: its product is open as soon as one of its sizes is
        advice += (
            ", or replace a Flatten before it by a global pooling layer, whose output has the size of the channels"
        )
    axis = axis_text(problem.axis, rank, finding.layer)
    return (
        f"{finding.layer} needs a number on {axis} of its input to make {problem.purpose}, "
        f"and {shape_text(problem.input_shape)} is open (None) there. {advice}."
    )


CHECK = check_of_problem("SL204", "undefined-axis", "error", UndefinedAxis, message, pool_instead)
