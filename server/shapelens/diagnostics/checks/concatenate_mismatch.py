"""SL206: inputs of a concatenation differ on an axis on which they are not joined."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.sizes import join_otherwise
from shapelens.diagnostics.words import axis_text, count_text, listed, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import ConcatenateMismatch


def message(problem: ConcatenateMismatch, finding: Finding) -> str:
    """`Concatenate joins on the last axis, every other axis must agree, and ... have 30 and 29 on axis 1. ...`"""
    shapes = listed([shape_text(shape) for shape in problem.shapes])
    rank = len(problem.shapes[0])
    joined = axis_text(problem.axis, rank)
    if any(len(shape) != rank for shape in problem.shapes):
        return (
            f"{finding.layer} joins on {joined} and takes inputs with the same number of axes, and gets {shapes}. "
            "Put a Reshape before the one that differs."
        )
    sizes = listed([count_text(shape[problem.differing_axis]) for shape in problem.shapes])
    differing = axis_text(problem.differing_axis, rank)
    return (
        f"{finding.layer} joins on {joined}, every other axis must agree, and {shapes} have {sizes} on {differing}. "
        f"{_advice(rank)}"
    )


def _advice(rank: int) -> str:
    if rank == 2:
        return "Give them the same size there, or join on another axis."
    return (
        'Bring them to one size: padding="same" where one of them shrank, a Cropping or ZeroPadding layer, '
        "or an Input whose size divides evenly."
    )


CHECK = check_of_problem("SL206", "concatenate-mismatch", "error", ConcatenateMismatch, message, join_otherwise)
