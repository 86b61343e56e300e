"""Fixes of the sizes that a reshape is given."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.placing import makers_of, put_before
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import ReshapeMismatch
from shapelens.layers.framework.values import describe
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.syntax.edits.calls import Call
from shapelens.syntax.edits.elements import element_spans
from shapelens.syntax.spans import Span


def fill_the_target(problem: ReshapeMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The sizes of a reshape, each worked out from the others; or a Dense before it that gives as many numbers."""
    call = program.constructor(finding)
    if call is None or not isinstance(problem.input_count, int):
        return
    if finding.layer != "Reshape":
        yield from _fill_an_operation(problem, problem.input_count, call, program)
        return
    sizes = [size for size in problem.target_shape if isinstance(size, int) and size > 0]
    is_known = len(sizes) == len(problem.target_shape)
    dense = _dense_before(finding, program) if is_known else None
    mended = list(_mended(problem.target_shape, problem.input_count))
    changes = [fix(f"Reshape to {describe(each)}", call.set("target_shape", describe(each), 0)) for each in mended]
    if dense is not None:
        text = " * ".join(str(size) for size in sizes if size != 1) or "1"
        units = fix(f"Set units={text} on the Dense of line {dense.span.line}", dense.set("units", text, 0))
        # the new sizes say what is meant, and the units follow from them
        changes = [units, *changes]
    elif is_known and len(problem.input_shape) > 1 and prod(sizes) < problem.input_count:
        changes.insert(0, _through_dense(call, prod(sizes)))
    yield from changes


def _mended(target: Dims, count: int) -> Iterator[Dims]:
    for position in reversed(range(len(target))):
        others = 1
        for size in (*target[:position], *target[position + 1 :]):
            others *= size if isinstance(size, int) and size > 0 else 0
        if others and not count % others:
            yield (*target[:position], count // others, *target[position + 1 :])


def _dense_before(finding: Finding, program: Program) -> Call | None:
    if not isinstance(finding.inputs, Tensor):
        return None
    for maker in makers_of(program, finding, finding.inputs.shape):
        if maker.layer == "Dense":
            return maker.call
    return None


def _through_dense(call: Call, units: int) -> Fix | None:
    """Maps to fewer numbers than they have: flattened, and a Dense of so many units."""
    flatten, dense = put_before(call, "Flatten"), put_before(call, "Dense", str(units))
    return fix(f"Put Flatten and Dense({units}) before it", flatten, dense)


def _fill_an_operation(problem: ReshapeMismatch, count: int, call: Call, program: Program) -> Iterator[Fix | None]:
    """`x.reshape(60000, 784)` or `np.reshape(x, (60000, 784))`: the size that does not fit, worked out."""
    places = _sizes_of(call, len(problem.target_shape), program)
    for position, place in enumerate(places):
        others = [size for at, size in enumerate(problem.target_shape) if at != position]
        known = [size for size in others if isinstance(size, int) and size > 0]
        if len(known) == len(others) and not count % prod(known):
            size = "-1" if position == 0 else str(count // prod(known))
            yield fix(f"Write {size} for the size {position}", program.source.replacement(place, size))


def _sizes_of(call: Call, rank: int, program: Program) -> tuple[Span, ...]:
    for argument in call.arguments:
        places = element_spans(program.source, argument.value)
        if len(places) == rank:
            return places
    plain = tuple(argument.value for argument in call.arguments if argument.keyword is None)
    return plain if len(plain) == rank and rank > 1 else ()
