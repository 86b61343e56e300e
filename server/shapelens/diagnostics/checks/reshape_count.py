"""SL207: a reshape to another number of elements."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.reshapes import fill_the_target
from shapelens.diagnostics.words import count_text, is_operation, shape_text
from shapelens.interpreter.domain.analysis import Finding, RelatedKind
from shapelens.layers.framework.problems import ReshapeMismatch
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims


def message(problem: ReshapeMismatch, finding: Finding) -> str:
    """`Reshape to (7, 7, 32) takes 1,568 elements, and the input (14400,) has 14,400 in each sample. ...`"""
    each = "" if is_operation(finding.layer) else " in each sample"
    has = f"the input {shape_text(problem.input_shape)} has {count_text(problem.input_count)}{each}"
    target = shape_text(problem.target_shape)
    if -1 in problem.target_shape:
        return (
            f"{finding.layer} to {target} takes a multiple of {count_text(problem.target_count)} elements, and {has}. "
            "Change the other sizes so that their product divides that number."
        )
    takes = f"{finding.layer} to {target} takes {count_text(problem.target_count)} elements"
    return f"{takes}, and {has}. {_advice(problem, finding)}"


def _advice(problem: ReshapeMismatch, finding: Finding) -> str:
    if any(place.kind is RelatedKind.GIVES_IT for place in finding.related):
        return f"This Dense makes them: give it {count_text(problem.target_count)} units, or change the new sizes."
    position = _position_to_mend(problem.target_shape, problem.input_count, problem.target_count)
    if position is None:
        return "The product of the new sizes must be that number."
    mended = list(problem.target_shape)
    mended[position] = -1
    return f"The product of the new sizes must be that number; {shape_text(tuple(mended))} lets one be worked out."


def _position_to_mend(target: Dims, count: Size, target_count: Size) -> int | None:
    """The last size that alone could change so that the counts agree."""
    if not isinstance(count, int) or not isinstance(target_count, int) or not target_count:
        return None
    for position in reversed(range(len(target))):
        size = target[position]
        if isinstance(size, int) and size > 0 and count % (target_count // size) == 0:
            return position
    return None


CHECK = check_of_problem("SL207", "reshape-count", "error", ReshapeMismatch, message, fill_the_target)
