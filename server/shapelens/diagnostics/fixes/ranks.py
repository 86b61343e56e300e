"""Fixes of the number of axes: a sequence kept or dropped, a Flatten, a pool, an axis more."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.data import METHODS, give_an_axis, given_at, raised_at
from shapelens.diagnostics.fixes.declared import Declaration, declarations, without_samples
from shapelens.diagnostics.fixes.meant import last_step_alone, one_step_for_all
from shapelens.diagnostics.fixes.placing import (
    makers,
    makers_of,
    neighbour_of,
    parts_of,
    put_before,
    recurrent_before,
    without_layer,
)
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.diagnostics.words import is_recurrent
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import RankMismatch, UndefinedAxis
from shapelens.layers.framework.registry import has_trait
from shapelens.layers.framework.values import describe
from shapelens.shapes.tensors import Dims, Tensor, leaves
from shapelens.syntax.edits.calls import Call, calls_in
from shapelens.syntax.edits.imports import call_instead, spell_beside
from shapelens.syntax.spans import Span

GLOBAL_POOLS = {3: "GlobalAveragePooling1D", 4: "GlobalAveragePooling2D", 5: "GlobalAveragePooling3D"}
# a kernel of so many numbers is a gigabyte: behind a Flatten nobody wants that
_MAX_KERNEL = 100_000_000


def change_rank(problem: RankMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Another number of axes: the whole sequence of the layer before, a Flatten or a pool, an axis more."""
    call = program.constructor(finding)
    missing = problem.nearest - problem.found
    raised = raised_at(finding)
    if raised is not None:
        data = given_at(program, 0, "x", raised)
        if missing == 1 and data is not None:
            yield from give_an_axis(program, data)
        return
    if call is None:
        return
    if missing == 1 and not any(site.kind == "input" for site in program.analysis.sites):
        yield _as_batch(problem, finding, program)
    if finding.path or not isinstance(finding.inputs, Tensor):
        yield from _data_of_fit(missing, program)
    parts = parts_of(program, finding)
    if parts:
        yield from one_step_for_all(finding, program)
        yield from _flatten_parts(finding, parts, program)
    declared = next(declarations(program, finding), None)
    if declared is not None:
        yield from _declare_another_rank(declared, problem.input_shape, missing, finding, program)
    yield from _change_layers(problem, missing, call, finding, program)


def _as_batch(problem: RankMismatch, finding: Finding, program: Program) -> Fix | None:
    """One sample, `conv(picture)`, as a batch of one: what is called on has a number of samples, not any."""
    failing = program.failing_call(finding)
    given = None if failing is None else failing.positional(0)
    shape = problem.input_shape
    if given is None or not shape or not isinstance(shape[0], int):
        return None
    return fix("Add the batch axis: `[None]`", program.source.wrapping(given.value, "", "[None]"))


def _declare_another_rank(
    declared: Declaration, shape: Dims, missing: int, finding: Finding, program: Program
) -> Iterator[Fix | None]:
    """The declared shape without the samples, with an axis more, with the steps in front of it."""
    yield from without_samples(program, declared.argument.value)
    if declared.shape != shape[1:]:
        return
    if not all(isinstance(size, int) for size in declared.shape):
        written = declared.parts(program, 0)
        if missing == -1 and declared.shape and not isinstance(declared.shape[0], int):
            # the batch, which no shape names
            yield declared.write(program, declared.shape[1:], declared.parts(program, 1))
        if missing == 1 and written:
            yield declared.write(program, (), f"{written.rstrip(',)')}, 1)")
    elif missing == -1:
        yield declared.write(program, declared.shape[1:], declared.parts(program, 1))
    elif missing > 0:
        more = (1,) * missing
        is_of_steps = has_trait(finding.layer, "of_steps")
        yield declared.write(program, (*more, *declared.shape) if is_of_steps else (*declared.shape, *more))


def _change_layers(
    problem: RankMismatch, missing: int, call: Call, finding: Finding, program: Program
) -> Iterator[Fix | None]:
    """Other layers before the one that fails."""
    if missing == 1 and problem.found == 2 and isinstance(finding.inputs, Tensor):
        before = recurrent_before(program, finding.site or finding.span, finding.inputs.shape)
        if before is not None:
            yield fix("Give the layer before return_sequences=True", before.set("return_sequences", "True"))
    if missing == -1:
        yield from last_step_alone(finding, program)
    if finding.layer == "TimeDistributed":
        yield _of_any_steps(finding, program)
        yield _without_wrapper(call)
    if missing > 0:
        for maker in makers(program, finding.site or finding.span):
            if maker.layer == "Flatten":
                if is_recurrent(finding.layer):
                    yield _in_each_step(maker.call)
                yield fix(f"Remove the Flatten of line {maker.call.span.line}", without_layer(maker.call))
                break
        yield from _more_axes(problem.input_shape, missing, call, program, finding)
    elif not is_recurrent(finding.layer):
        yield from flatten_before(call, problem.input_shape)
    else:
        yield from _fewer_axes(problem.input_shape, call)


def _data_of_fit(missing: int, program: Program) -> Iterator[Fix | None]:
    """The array that a model of the program's own is trained on, which reaches a layer as it is."""
    call = next((each for method in METHODS for each in calls_in(program.source, f".{method}")), None)
    given = None if call is None else call.keyword("x") or call.positional(0)
    if given is not None and missing == 1:
        yield from give_an_axis(program, given.value)


def _flatten_parts(finding: Finding, parts: tuple[Span, ...], program: Program) -> Iterator[Fix | None]:
    """Maps and vectors in one join: the maps flattened, or pooled."""
    ranks = [
        len(each.shape) if isinstance(each, Tensor) and isinstance(each.shape, tuple) else 0
        for each in leaves(finding.inputs or ())
    ]
    named = neighbour_of(program, finding)
    if named is None or len(ranks) != len(parts) or min(ranks) != 2:
        return
    high = max(ranks)
    for name in ("Flatten", GLOBAL_POOLS.get(high, "")):
        spelled = spell_beside(program.source, named, name) if name else None
        if spelled is not None:
            places = [place for place, rank in zip(parts, ranks, strict=True) if rank > 2]
            edits = [edit for each in places for edit in program.source.wrapping(each, f"{spelled.text}()(", ")")]
            yield fix(f"Put {name} before it", edits, spelled.edits or ())


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


def _in_each_step(call: Call) -> Fix | None:
    """`TimeDistributed(Flatten())` before a recurrent layer."""
    spelled = spell_beside(call.source, call, "TimeDistributed")
    if spelled is None:
        return None
    edits = call.source.wrapping(call.span, f"{spelled.text}(", ")")
    return fix("Put the Flatten into TimeDistributed", edits, spelled.edits or ())


def _of_any_steps(finding: Finding, program: Program) -> Fix | None:
    """An input of any number of pictures, where a recurrent layer reads them behind."""
    declared = next(declarations(program, finding), None)
    is_read = any(name in program.source.text for name in ("LSTM(", "GRU(", "SimpleRNN("))
    if declared is None or not is_read or not isinstance(finding.inputs, Tensor):
        return None
    shape = finding.inputs.shape
    reaches = isinstance(shape, tuple) and shape[1:] == declared.shape
    return declared.write(program, (None, *declared.shape)) if reaches else None


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
    if has_trait(finding.layer, "of_steps") and missing == 1:
        targets = [(1, *sizes)]
    elif is_recurrent(finding.layer) and missing == 1:
        # a vector is one step of features as well as steps of one
        targets = [(1, *sizes), *targets] if declared is None else [*targets, (1, *sizes)]
    for target in targets:
        if all(isinstance(size, int) for size in sizes):
            yield fix(f"Put Reshape({describe(target)}) before it", put_before(call, "Reshape", describe(target)))


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
        layers = (each for each in program.analysis.sites if each.kind == "layer")
        site = next((each for each in layers if each.span.contains(maker.call.span)), None)
        inputs = None if site is None else site.observations[-1].inputs
        rank = len(inputs.shape) if isinstance(inputs, Tensor) and isinstance(inputs.shape, tuple) else 0
        for name in (GLOBAL_POOLS.get(rank), GLOBAL_POOLS.get(rank, "").replace("Average", "Max")):
            if name:
                yield fix(f"Use {name} instead of Flatten", call_instead(program.source, maker.call, name))
        break
