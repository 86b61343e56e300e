"""Fixes of what a model is called on or fed, where a layer inside refuses it: the array or the Input of other sizes."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.data import make_of_shape
from shapelens.diagnostics.fixes.declared import declaration_at
from shapelens.diagnostics.fixes.program import Program
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import InnerRefusal
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, is_open

# heights, widths and lengths that halve evenly so many times, and that are so many times as large
_MULTIPLES = (2, 4, 8, 16, 32)
_TIMES = (2, 3, 4)


def give_sizes_that_fit(problem: InnerRefusal, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The sizes that the model was made for; where it leaves them open, the next that halve evenly, or larger ones."""
    if len(problem.declared) != 1 or len(problem.found) != 1:
        return
    found = problem.found[0]
    place = declaration_at(program, finding.span)
    for shape in dict.fromkeys(_others(problem.declared[0], found)):
        if place is not None:
            yield place.write(program, shape[1:])
        else:
            yield from make_of_shape(program, finding.span, shape, found)


def _others(declared: Dims, found: Dims) -> Iterator[Dims]:
    if len(declared) != len(found):
        return
    pairs = list(zip(declared[1:], found[1:], strict=True))
    if not all(isinstance(given, int) for _, given in pairs):
        return
    known = tuple(wanted if isinstance(wanted, int) else given for wanted, given in pairs)
    if known != found[1:]:
        yield (found[0], *known)
        return
    for multiple in _MULTIPLES:
        yield (found[0], *(_rounded(given, multiple) if is_open(wanted) else given for wanted, given in pairs))
    for times in _TIMES:
        yield (found[0], *(given * times if is_open(wanted) else given for wanted, given in pairs))


def _rounded(size: Size, multiple: int) -> Size:
    return -(-size // multiple) * multiple if isinstance(size, int) else size
