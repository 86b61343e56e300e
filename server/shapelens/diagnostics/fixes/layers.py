"""Fixes that put a layer before another, or change how one is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.data import add_an_axis
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.diagnostics.words import is_recurrent
from shapelens.interpreter.analysis import Analysis, Finding, ModelLayer
from shapelens.layers.problems import (
    ConcatenateMismatch,
    NotBroadcastable,
    RankMismatch,
    ReshapeMismatch,
    SizeNotPositive,
)
from shapelens.layers.values import describe
from shapelens.shapes.tensors import Dims, Shape, Tensor, leaves
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.edits.calls import Call, call_around, call_of
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.elements import element_spans, insert_element, remove_element
from shapelens.syntax.edits.imports import spell_beside
from shapelens.syntax.edits.statements import statement_at
from shapelens.syntax.spans import Span

# at which position a layer takes `padding`
_PADDING = {"Conv": 3, "Pool": 2}
_GLOBAL_POOLS = {3: "GlobalAveragePooling1D", 4: "GlobalAveragePooling2D", 5: "GlobalAveragePooling3D"}


def put_before(call: Call, name: str, arguments: str = "") -> tuple[Edit, ...] | None:
    """Another layer before the one that `call` makes: in its list, added to its model, or called on its input."""
    source = call.source
    spelled = spell_beside(source, call, name)
    if spelled is None:
        return None
    text = f"{spelled.text}({arguments})"
    outer, around = call_of(source, call.span), call_around(source, call.span)
    edits: tuple[Edit, ...] | None
    if outer is not None:
        edits = _call_before(outer, text)
    elif around is not None and around.name.endswith(".add"):
        statement = statement_at(source, around.span)
        edits = None if statement is None else statement.insert_before(f"{around.name}({text})")
    else:
        edits = insert_element(source, call.span, text)
    return None if edits is None else (*edits, *spelled.edits)


def _call_before(outer: Call, text: str) -> tuple[Edit, ...] | None:
    """`x = Flatten()(x)` before `x = Dense(8)(x)`; elsewhere around the argument."""
    argument = outer.positional(0)
    if argument is None:
        return None
    statement = statement_at(outer.source, outer.span)
    written = outer.text(argument)
    if statement is not None and statement.target == written:
        return statement.insert_before(f"{written} = {text}({written})")
    return outer.source.wrapping(argument.value, f"{text}(", ")")


def keep_something(problem: SizeNotPositive, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """A window that does not fit: padding, a smaller one, or none."""
    call = program.constructor(finding)
    if call is None or problem.argument not in ("pool_size", "kernel_size"):
        return
    padding = next((position for part, position in _PADDING.items() if part in finding.layer), None)
    yield fix('Set padding="same"', call.set("padding", '"same"', padding))
    behind = _pad_behind(program, call.span)
    if behind:
        yield fix('Set padding="same" here and on the layers behind', call.set("padding", '"same"', padding), behind)
    if isinstance(problem.input_size, int) and problem.input_size > 1:
        position = 0 if problem.argument == "pool_size" else 1
        size = str(problem.input_size)
        yield fix(f"Set {problem.argument}={size}", call.set(problem.argument, size, position))
    if problem.argument == "pool_size":
        yield fix(f"Remove this {finding.layer}", _remove(call))


def _pad_behind(program: Program, span: Span) -> tuple[Edit, ...]:
    """Padding for every pool behind a layer in its model."""
    edits: list[Edit] = []
    for layer in _layers_after(program.analysis, span):
        call = program.call_at(layer.span)
        if call is not None and layer.layer.startswith(("MaxPooling", "AveragePooling")):
            edits += call.set("padding", '"same"', 2) or ()
    return tuple(edits)


def _layers_after(analysis: Analysis, span: Span) -> tuple[ModelLayer, ...]:
    for model in analysis.models:
        spans = [layer.span for layer in model.layers]
        if model.kind == "sequential" and span in spans:
            return model.layers[spans.index(span) + 1 :]
    return ()


def _remove(call: Call) -> tuple[Edit, ...] | None:
    """The model without the layer."""
    around = call_around(call.source, call.span)
    if around is not None and around.name.endswith(".add"):
        statement = statement_at(call.source, around.span)
        return None if statement is None else statement.remove()
    return remove_element(call.source, call.span)


def change_rank(problem: RankMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Another number of axes: the whole sequence of the layer before, a Flatten or a pool, an axis more."""
    call = program.constructor(finding)
    digits = problem.expected.partition(",")[0].rpartition(" ")[2]
    if call is None or not digits.isdigit():
        return
    missing = int(digits) - problem.found
    if missing == 1 and finding.site is not None and not finding.site.contains(finding.span):
        yield add_an_axis(program, finding.span)
    if missing == 1 and problem.found == 2:
        before = _recurrent_before(program, finding)
        if before is not None:
            yield fix("Give the layer before return_sequences=True", before.set("return_sequences", "True"))
    if missing > 0:
        yield from _more_axes(problem.input_shape, missing, call)
    elif not is_recurrent(finding.layer) or missing < -1:
        yield from flatten_before(call, problem.found)


def flatten_before(call: Call, rank: int) -> Iterator[Fix | None]:
    """A Flatten or a global pool before a layer."""
    yield fix("Put Flatten before it", put_before(call, "Flatten"))
    pool = _GLOBAL_POOLS.get(rank)
    if pool is not None:
        yield fix(f"Put {pool} before it", put_before(call, pool))


def _more_axes(shape: Dims, missing: int, call: Call) -> Iterator[Fix | None]:
    sizes = shape[1:]
    if all(isinstance(size, int) for size in sizes):
        target = describe((*sizes, *(1,) * missing))
        yield fix(f"Put Reshape({target}) before it", put_before(call, "Reshape", target))


def _recurrent_before(program: Program, finding: Finding) -> Call | None:
    """The call that makes the recurrent layer whose output arrives."""
    if not isinstance(finding.inputs, Tensor):
        return None
    found = _maker_before(program, finding, finding.inputs.shape)
    return found[1] if found is not None and is_recurrent(found[0]) else None


def _maker_before(program: Program, finding: Finding, shape: Shape) -> tuple[str, Call] | None:
    """The last layer before a fault that gives a shape, and the call that makes it."""
    place = finding.site or finding.span
    for site in reversed(program.analysis.sites):
        outputs = [output.shape for output in site.outputs if isinstance(output, Tensor)]
        if site.span >= place or site.kind != "layer" or shape not in outputs:
            continue
        call = program.call_at(site.span)
        made = None if call is None else program.call_at(call.function) or call
        return None if made is None else (site.observations[-1].layer, made)
    return None


def pad_the_smaller(finding: Finding, program: Program, shapes: Iterable[Dims], axis: int) -> Iterator[Fix | None]:
    """Padding for the convolution or pool that made the smallest of the inputs of a join."""
    sizes = {shape: shape[axis] for shape in shapes if axis < len(shape)}
    for shape in sorted((shape for shape in sizes if isinstance(sizes[shape], int)), key=lambda each: str(sizes[each])):
        found = _maker_before(program, finding, shape)
        padding = next((at for part, at in _PADDING.items() if found is not None and part in found[0]), None)
        if found is not None and padding is not None:
            title = f'Set padding="same" on the {found[0]} of line {found[1].span.line}'
            yield fix(title, found[1].set("padding", '"same"', padding))


def fill_the_target(problem: ReshapeMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The sizes of a Reshape, each worked out from the others."""
    call = program.constructor(finding)
    if call is None or not isinstance(problem.input_count, int) or finding.layer != "Reshape":
        return
    target = list(problem.target_shape)
    for position in reversed(range(len(target))):
        others = 1
        for size in (*target[:position], *target[position + 1 :]):
            others *= size if isinstance(size, int) and size > 0 else 0
        if others and not problem.input_count % others:
            mended = (*target[:position], problem.input_count // others, *target[position + 1 :])
            yield fix(f"Reshape to {describe(mended)}", call.set("target_shape", describe(mended), 0))


def crop_the_larger(finding: Finding, program: Program, shapes: tuple[Dims, ...]) -> Fix | None:
    """Rows and columns less for the larger of two images that are joined."""
    call = program.failing_call(finding)
    first = None if call is None else call.positional(0)
    places = () if first is None else element_spans(program.source, first.value)
    if call is None or len(shapes) != 2 or len(places) != 2 or not all(len(shape) == 4 for shape in shapes):
        return None
    left, right = ([size for size in shape[1:3] if isinstance(size, int)] for shape in shapes)
    cut = [one - other for one, other in zip(left, right, strict=False)]
    if len(left) != 2 or len(right) != 2:
        return None
    larger = 0 if max(cut) > 0 else 1
    cut = [-size for size in cut] if larger else cut
    named = program.call_at(call.function) or call
    spelled = spell_beside(program.source, named, "Cropping2D")
    if spelled is None or min(cut) < 0 or max(cut) == 0:
        return None
    text = f"{spelled.text}(((0, {cut[0]}), (0, {cut[1]})))("
    return fix("Crop the larger one", program.source.wrapping(places[larger], text, ")"), spelled.edits or ())


def join_otherwise(problem: ConcatenateMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Inputs of one size, or a concatenation on the one axis on which they differ."""
    call = program.constructor(finding)
    if call is None:
        return
    axis = problem.differing_axis
    yield from pad_the_smaller(finding, program, problem.shapes, axis)
    yield crop_the_larger(finding, program, problem.shapes)
    yield fix(f"Join on axis {axis}", call.set("axis", str(axis), 1 if finding.layer == "concatenate" else 0))


def bring_to_one_size(_problem: NotBroadcastable, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Padding for the layer that made the smaller input of a merge."""
    shapes = [each.shape for each in leaves(finding.inputs or ()) if isinstance(each, Tensor)]
    known = [shape for shape in shapes if not isinstance(shape, Unknown)]
    axes = [axis for axis, sizes in enumerate(zip(*known, strict=False)) if len(set(sizes)) > 1]
    if axes:
        yield from pad_the_smaller(finding, program, known, axes[0])
        yield crop_the_larger(finding, program, tuple(known))
