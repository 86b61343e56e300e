"""SL206: inputs of a concatenation differ on an axis on which they are not joined."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.sizes import join_otherwise
from shapelens.diagnostics.words import axis_text, count_text, is_operation, listed, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import ConcatenateMismatch


def message(problem: ConcatenateMismatch, finding: Finding) -> str:
    """`Concatenate joins on the last axis, every other axis must agree, and ... have 30 and 29 on axis 1. ...`"""
    shapes = listed([shape_text(shape) for shape in problem.shapes])
    rank = len(problem.shapes[0])
    joined = axis_text(problem.axis, rank, finding.layer)
    if problem.new:
        return f"{finding.layer} takes inputs of one shape, and gets {shapes}. {_advice_on_stacks(problem)}"
    if any(len(shape) != rank for shape in problem.shapes):
        return (
            f"{finding.layer} joins on {joined} and takes inputs with the same number of axes, and gets {shapes}. "
            f"{_advice_on_rank(finding.layer)}"
        )
    sizes = listed([count_text(shape[problem.differing_axis]) for shape in problem.shapes])
    differing = axis_text(problem.differing_axis, rank, finding.layer)
    return (
        f"{finding.layer} joins on {joined}, every other axis must agree, and {shapes} have {sizes} on {differing}. "
        f"{_advice(rank, finding.layer)}"
    )


def _advice_on_rank(layer: str) -> str:
    if is_operation(layer):
        return "Give the one that differs another number of axes: `[..., None]`, an index or a reshape."
    return "Put a Reshape before the one that differs."


def _advice_on_stacks(problem: ConcatenateMismatch) -> str:
    if len({len(shape) for shape in problem.shapes}) > 1:
        return "Give all the same number of axes, or concatenate them on one of the axes that they have."
    return "Cut or pad them to one shape, or concatenate them on the axis on which they differ."


def _advice(rank: int, layer: str) -> str:
    if is_operation(layer):
        return "Cut or pad one of them there, or join on another axis."
    if rank == 2:
        return "Give them the same size there, or join on another axis."
    return (
        'Bring them to one size: padding="same" where one of them shrank, a Cropping or ZeroPadding layer, '
        "or an Input whose size divides evenly."
    )


CHECK = check_of_problem("SL206", "concatenate-mismatch", "error", ConcatenateMismatch, message, join_otherwise)
