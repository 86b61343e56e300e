"""Fixes of the number of axes: a sequence kept or dropped, a Flatten, a pool, an axis more."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.data import give_an_axis
from shapelens.diagnostics.fixes.declared import declarations, without_samples
from shapelens.diagnostics.fixes.placing import makers_of, put_before, recurrent_before
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.diagnostics.words import is_recurrent
from shapelens.interpreter.analysis import Finding
from shapelens.layers.problems import RankMismatch, UndefinedAxis
from shapelens.layers.values import describe
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.syntax.edits.calls import Call
from shapelens.syntax.edits.imports import call_instead

GLOBAL_POOLS = {3: "GlobalAveragePooling1D", 4: "GlobalAveragePooling2D", 5: "GlobalAveragePooling3D"}
# a kernel of so many numbers is a gigabyte: behind a Flatten nobody wants that
_MAX_KERNEL = 100_000_000


def change_rank(problem: RankMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Another number of axes: the whole sequence of the layer before, a Flatten or a pool, an axis more."""
    call = program.constructor(finding)
    digits = problem.expected.partition(",")[0].rpartition(" ")[2]
    if not digits.isdigit():
        return
    missing = int(digits) - problem.found
    if finding.site is not None and not finding.site.contains(finding.span):
        if missing == 1:
            yield from give_an_axis(program, finding.span)
        return
    if call is None:
        return
    for declared in declarations(program, finding):
        yield from without_samples(program, declared.argument.value)
        break
    if missing == 1 and problem.found == 2 and isinstance(finding.inputs, Tensor):
        before = recurrent_before(program, finding.site or finding.span, finding.inputs.shape)
        if before is not None:
            yield fix("Give the layer before return_sequences=True", before.set("return_sequences", "True"))
    if finding.layer == "TimeDistributed":
        yield _without_wrapper(call)
    if missing > 0:
        yield from _more_axes(problem.input_shape, missing, call, program, finding)
    elif not is_recurrent(finding.layer):
        yield from flatten_before(call, problem.input_shape)
    else:
        yield from _fewer_axes(problem.input_shape, call)


def flatten_before(call: Call, shape: Dims) -> Iterator[Fix | None]:
    """A Flatten or a global pool before a layer; the pool first, where the layer would be huge behind a Flatten."""
    flatten = fix("Put Flatten before it", put_before(call, "Flatten"))
    name = GLOBAL_POOLS.get(len(shape))
    pool = None if name is None else fix(f"Put {name} before it", put_before(call, name))
    yield from (pool, flatten) if _is_huge(call, shape) else (flatten, pool)


def _is_huge(call: Call, shape: Dims) -> bool:
    units = call.keyword("units") or call.positional(0)
    written = "" if units is None else call.text(units)
    count = int(written) if written.isdigit() else 1
    for size in shape[1:]:
        count *= size if isinstance(size, int) else 1
    return count > _MAX_KERNEL


def _without_wrapper(call: Call) -> Fix | None:
    """`TimeDistributed(Conv2D(8, 3))` for one picture: the layer itself."""
    inner = call.positional(0) or call.keyword("layer")
    if inner is None:
        return None
    return fix("Leave TimeDistributed out", call.source.replacement(call.span, call.text(inner)))


def _more_axes(shape: Dims, missing: int, call: Call, program: Program, finding: Finding) -> Iterator[Fix | None]:
    sizes = shape[1:]
    declared = next((each for each in declarations(program, finding) if each.shape == sizes), None)
    targets = [(*sizes, *(1,) * missing)]
    if is_recurrent(finding.layer) and missing == 1:
        # a vector is one step of features as well as steps of one
        targets = [(1, *sizes), *targets] if declared is None else [*targets, (1, *sizes)]
    for target in targets:
        if all(isinstance(size, int) for size in sizes):
            yield fix(f"Put Reshape({describe(target)}) before it", put_before(call, "Reshape", describe(target)))
    if declared is not None:
        yield declared.write(program, targets[0])


def _fewer_axes(shape: Dims, call: Call) -> Iterator[Fix | None]:
    """A map for each step, for a recurrent layer: one row for each."""
    sizes = shape[2:]
    if len(shape) > 3 and isinstance(shape[1], int) and all(isinstance(size, int) for size in sizes):
        yield fix(f"Put Reshape(({shape[1]}, -1)) before it", put_before(call, "Reshape", f"({shape[1]}, -1)"))
    yield fix("Put Flatten before it", put_before(call, "Flatten"))


def pool_instead(problem: UndefinedAxis, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """A global pool in place of a Flatten whose length is open."""
    for maker in makers_of(program, finding, problem.input_shape):
        if maker.layer != "Flatten":
            continue
        site = next((each for each in program.analysis.sites if each.span.contains(maker.call.span)), None)
        inputs = None if site is None else site.observations[-1].inputs
        rank = len(inputs.shape) if isinstance(inputs, Tensor) and isinstance(inputs.shape, tuple) else 0
        for name in (GLOBAL_POOLS.get(rank), GLOBAL_POOLS.get(rank, "").replace("Average", "Max")):
            if name:
                yield fix(f"Use {name} instead of Flatten", call_instead(program.source, maker.call, name))
        break
