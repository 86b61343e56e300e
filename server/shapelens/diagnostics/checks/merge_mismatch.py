"""SL205: two inputs of a merge (Add, Multiply, ...) do not broadcast to one shape."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.joins import bring_to_one_size
from shapelens.diagnostics.words import axis_text, count_text, is_operation, shape_text
from shapelens.interpreter.domain.analysis import Finding, RelatedKind
from shapelens.layers.framework.problems import NotBroadcastable
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Tensor, known_different, leaves
from shapelens.shapes.unknown import Unknown


def message(problem: NotBroadcastable, finding: Finding) -> str:
    """`Add cannot join (None, 30, 30, 64) and (None, 29, 29, 64): 30 against 29 on axis 1 (height). ...`"""
    left, right = _with_batch(problem, finding)
    axis = _first_difference(left, right, problem.left_size, problem.right_size)
    where = "" if axis is None else f" on {axis_text(axis, len(left), finding.layer)}"
    sizes = f"{count_text(problem.left_size)} against {count_text(problem.right_size)}"
    return (
        f"{finding.layer} cannot join {shape_text(left)} and {shape_text(right)}: "
        f"{sizes}{where}, and neither is 1. {_advice(axis, left, right, finding)}"
    )


def _with_batch(problem: NotBroadcastable, finding: Finding) -> tuple[Dims, Dims]:
    """Both shapes as the program has them: a merging layer broadcasts without the batch axis and puts it back."""
    for tensor in leaves(finding.inputs or ()):
        if isinstance(tensor, Tensor) and not isinstance(tensor.shape, Unknown) and tensor.shape[1:] == problem.right:
            return (tensor.shape[0], *problem.left), tensor.shape
    return problem.left, problem.right


def _first_difference(left: Dims, right: Dims, left_size: Size, right_size: Size) -> int | None:
    """The axis that the problem speaks of, where both shapes count their axes alike."""
    if len(left) != len(right):
        return None
    pairs = enumerate(zip(left, right, strict=True))
    return next((axis for axis, pair in pairs if pair == (left_size, right_size) and known_different(*pair)), None)


def _advice(axis: int | None, left: Dims, right: Dims, finding: Finding) -> str:
    if is_operation(finding.layer):
        return _advice_on_arrays(left, right)
    if any(place.kind is RelatedKind.GIVES_IT for place in finding.related):
        return "Give this Dense as many units as the tensor has that it is joined with."
    rank = len(left)
    if axis is not None and 0 < axis < rank - 1:
        return 'Bring both to one size: padding="same" where one of them shrank, or Cropping and ZeroPadding layers.'
    if axis == rank - 1 and rank > 2:
        return "Give both the same number of channels, for instance by a convolution of kernel size 1 on one of them."
    return "Give both the same size, for instance by a Dense layer or a Reshape on one of them."


def _advice_on_arrays(left: Dims, right: Dims) -> str:
    short, long = sorted((left, right), key=len)
    if len(left) == 2 and left == right[::-1]:
        return "Transpose one of them."
    if len(short) == 1 and len(long) == 2 and short[0] == long[0]:
        return "Axes meet from the last one on: give the shorter one an axis more, `[:, None]`."
    return "Axes meet from the last one on: cut, reshape or transpose one of them."


CHECK = check_of_problem("SL205", "merge-mismatch", "error", NotBroadcastable, message, bring_to_one_size)
