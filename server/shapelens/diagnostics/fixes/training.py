"""Fixes between data, model and labels."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.data import bring_to_shape
from shapelens.diagnostics.fixes.layers import flatten_before
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.analysis import Finding
from shapelens.interpreter.training.problems import (
    DataMismatch,
    LabelEncoding,
    LabelRange,
    LabelRank,
    LabelSize,
    MissingBatchAxis,
    SilentBroadcast,
    SoftmaxOfOne,
)
from shapelens.layers.values import describe
from shapelens.syntax.edits.calls import call_around

_SPARSE = (
    ("categorical_crossentropy", "sparse_categorical_crossentropy"),
    ("CategoricalCrossentropy", "SparseCategoricalCrossentropy"),
)
_SHAPES = ("input_shape", "shape")


def take_the_other_loss(problem: LabelEncoding, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The loss for class numbers instead of the one for one-hot labels, or the other way round."""
    written = program.source.slice(finding.span)
    for plain, sparse in _SPARSE:
        old, new = (plain, sparse) if problem.given == "numbers" else (sparse, plain)
        if old in written:
            yield fix(f"Use {new}", program.source.replacement(finding.span, written.replace(old, new)))


def give_it_units(problem: LabelSize, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """As many units as the labels have columns."""
    size = problem.labels[problem.axis]
    if isinstance(size, int) and problem.axis in (-1, len(problem.outputs) - 1):
        yield _units(size, finding, program)


def make_room(problem: LabelRange, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """As many units as there are classes."""
    yield _units(problem.classes, finding, program)


def _units(size: int, finding: Finding, program: Program) -> Fix | None:
    call = program.call_at(finding.span) or call_around(program.source, finding.span)
    if call is None or not call.name.endswith("Dense"):
        return None
    return fix(f"Set units={size}", call.set("units", str(size), 0))


def flatten_the_outputs(problem: LabelRank, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Fewer axes before the layer that the outputs come from."""
    call = program.constructor(finding)
    if call is not None and len(problem.outputs) > len(problem.labels):
        yield from flatten_before(call, len(problem.outputs))


def stop_repeating(problem: SilentBroadcast, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Outputs of the shape of the labels."""
    size = problem.labels[-1] if problem.labels else None
    if len(problem.labels) == len(problem.outputs) and isinstance(size, int):
        yield _units(size, finding, program)
    call = program.constructor(finding)
    if call is not None and len(problem.outputs) > len(problem.labels):
        yield from flatten_before(call, len(problem.outputs))


def add_the_batch_axis(_problem: MissingBatchAxis, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """One sample as a batch of one."""
    yield fix("Add the batch axis: `[None]`", program.source.wrapping(finding.span, "", "[None]"))


def declare_what_is_given(problem: DataMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The shape of the data in the Input or in the first layer; or the data as the model declares them."""
    yield from bring_to_shape(program, finding.span, problem.declared, problem.found)
    sizes = problem.found[1:]
    if not all(isinstance(size, int) for size in sizes):
        return
    whole = program.call_at(finding.span)
    if whole is not None and whole.name.endswith("Input"):
        yield fix(f"Write shape={describe(sizes)}", whole.set("shape", describe(sizes), 0))
    call = call_around(program.source, finding.span)
    if call is None:
        return
    for name in _SHAPES:
        given = call.keyword(name)
        if given is not None and given.span == finding.span:
            yield fix(f"Write {name}={describe(sizes)}", call.set(name, describe(sizes)))
    given = call.keyword("input_dim")
    if given is not None and given.span == finding.span and len(sizes) == 1:
        yield fix(f"Write input_dim={sizes[0]}", call.set("input_dim", str(sizes[0])))
    first = call.positional(0)
    if first is not None and first.span == finding.span and call.name.endswith("Input"):
        yield fix(f"Write {describe(sizes)}", call.set("shape", describe(sizes), 0))


def take_sigmoid(_problem: SoftmaxOfOne, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The activation of one unit."""
    written = program.source.slice(finding.span)
    if "softmax" in written:
        yield fix("Use sigmoid", program.source.replacement(finding.span, written.replace("softmax", "sigmoid")))
