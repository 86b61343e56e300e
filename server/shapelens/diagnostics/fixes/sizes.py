"""Fixes of heights, widths and lengths: padding, cropping, and windows that fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shapelens.diagnostics.diagnostic import Diagnostic, Fix
from shapelens.diagnostics.fixes.declared import channels_last, larger
from shapelens.diagnostics.fixes.meant import halve_evenly, query_first, write_sizes
from shapelens.diagnostics.fixes.placing import (
    Maker,
    layer_made,
    layers_after,
    makers,
    makers_of,
    neighbour_of,
    parts_of,
    put_before,
    put_behind,
    without_layer,
)
from shapelens.diagnostics.fixes.program import Program, fix, place_of
from shapelens.interpreter.domain.analysis import Finding, RelatedKind
from shapelens.interpreter.domain.problems import PositionalStride
from shapelens.layers.framework.problems import ConcatenateMismatch, SizeNotPositive
from shapelens.shapes.tensors import Dims
from shapelens.syntax.edits.calls import Call, call_around
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.imports import spell_beside
from shapelens.syntax.spans import Span

# at which position a layer takes `padding`
_PADDING = {"Conv": 3, "Pool": 2}
# the default of a helper's parameter, or an argument: both are written alike
_VALID = re.compile(r"""padding\s*=\s*(["'])valid\1""")


def padding_position(layer: str) -> int | None:
    """Where a layer takes `padding`; None for one that does not."""
    return next((position for part, position in _PADDING.items() if part in layer), None)


def keep_something(problem: SizeNotPositive, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """A window that does not fit: a picture the right way round, a kernel that was meant, padding, a smaller window,
    none, or a larger picture."""
    call = program.constructor(finding)
    if call is None:
        return
    turned = list(channels_last(program, finding))
    yield from turned
    inner = call.positional(0) or call.keyword("layer")
    if finding.layer == "TimeDistributed" and inner is not None:
        call = program.call_at(inner.value) or call
    yield _square_kernels(program)
    if problem.argument in ("pool_size", "kernel_size"):
        yield from _window(problem, call, program)
    if not turned:
        yield from larger(program, finding)


def _window(problem: SizeNotPositive, call: Call, program: Program) -> Iterator[Fix | None]:
    padding = padding_position(call.name)
    yield fix('Set padding="same"', call.set("padding", '"same"', padding))
    behind = _pad_behind(program, call.span)
    if behind:
        yield fix('Set padding="same" here and on the layers behind', call.set("padding", '"same"', padding), behind)
    if isinstance(problem.input_size, int) and problem.input_size > 1:
        position = 0 if problem.argument == "pool_size" else 1
        size = str(problem.input_size)
        yield fix(f"Set {problem.argument}={size}", call.set(str(problem.argument), size, position))
    if problem.argument == "pool_size":
        yield fix(f"Remove this {call.name.rpartition('.')[2]}", without_layer(call))


def _pad_behind(program: Program, span: Span) -> tuple[Edit, ...]:
    """Padding for every pool behind a layer in its model; a pool that a loop makes is one call."""
    calls = {
        call.span: call
        for layer in layers_after(program.analysis, span)
        if layer.layer.startswith(("MaxPooling", "AveragePooling"))
        and (call := program.call_at(layer.span)) is not None
    }
    return tuple(edit for call in calls.values() for edit in call.set("padding", '"same"', 2) or ())


def _square_kernels(program: Program) -> Fix | None:
    """`Conv2D(32, 3, 3)` everywhere as a kernel of (3, 3), as it was meant before Keras 2."""
    edits: dict[Span, tuple[Edit, ...]] = {}
    for maker in makers(program):
        first, second = maker.call.positional(1), maker.call.positional(2)
        if "Conv2D" not in maker.layer or first is None or second is None:
            continue
        if maker.call.text(first) == maker.call.text(second):
            both = Span(first.span.line, first.span.column, second.span.end_line, second.span.end_column)
            edits[both] = program.source.wrapping(both, "(", ")")
    return fix("Write the kernel sizes in brackets", *edits.values())


def square_kernel(_problem: PositionalStride, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """`Conv2D(32, 3, 3)` as `Conv2D(32, (3, 3))`."""
    call = call_around(program.source, finding.span)
    first, second = (None, None) if call is None else (call.positional(1), call.positional(2))
    if first is not None and second is not None:
        both = Span(first.span.line, first.span.column, second.span.end_line, second.span.end_column)
        yield fix("Write the kernel size in brackets", program.source.wrapping(both, "(", ")"))


def read_the_border(diagnostic: Diagnostic, program: Program) -> Iterator[Fix | None]:
    """A pool that leaves rows out, with padding."""
    call = layer_made(program, diagnostic.span)
    if call is not None:
        yield fix('Set padding="same"', call.set("padding", '"same"', 2))


def join_for_some_size(diagnostic: Diagnostic, program: Program) -> Iterator[Fix | None]:
    """Branches that never join, with padding where one of them shrinks."""
    for maker in makers(program, diagnostic.span):
        if padding_position(maker.layer) is not None and not _is_padded(maker):
            title = f'Set padding="same" on the {maker.layer} of line {maker.call.span.line}'
            yield fix(title, _padding(maker, '"same"'))


def pad_the_smaller(finding: Finding, program: Program, shapes: Iterable[Dims], axis: int) -> Iterator[Fix | None]:
    """Padding for the convolution or pool that made the smallest of the inputs of a join."""
    sizes = {shape: shape[axis] for shape in shapes if axis < len(shape)}
    for shape in sorted((shape for shape in sizes if isinstance(sizes[shape], int)), key=lambda each: str(sizes[each])):
        found = next(makers_of(program, finding, shape), None)
        padding = None if found is None else padding_position(found.layer)
        if found is not None and padding is not None:
            title = f'Set padding="same" on the {found.layer} of line {found.call.span.line}'
            yield fix(title, found.call.set("padding", '"same"', padding))


def pad_every(program: Program) -> Fix | None:
    """Padding for every convolution: maps that are joined then differ by their pools and strides alone."""
    valid = {each.call.span: each for each in makers(program) if "Conv" in each.layer and not _is_padded(each)}
    edits = [_padding(each, '"same"') for each in valid.values() if "Transpose" not in each.layer]
    return fix('Set padding="same" on every convolution', *edits) if len(edits) > 1 else None


def bring_together(finding: Finding, program: Program, shapes: tuple[Dims, ...]) -> Iterator[Fix | None]:
    """Rows and columns more for the smaller of two maps that are joined, or less for the larger."""
    places, named = parts_of(program, finding), neighbour_of(program, finding)
    if named is None or len(shapes) != 2 or len(places) != 2:
        return
    cut = differences(*shapes)
    if cut is None or not any(cut):
        return
    larger_one = 0 if max(cut) > 0 else 1
    cut = [-size for size in cut] if larger_one else cut
    if min(cut) < 0:
        return
    layers = (("Pad the smaller one", "ZeroPadding", 1 - larger_one), ("Crop the larger one", "Cropping", larger_one))
    for title, layer, which in layers:
        spelled = spell_beside(program.source, named, f"{layer}{len(cut)}D")
        if spelled is not None:
            text = f"{spelled.text}({amounts(cut)})("
            yield fix(title, program.source.wrapping(places[which], text, ")"), spelled.edits or ())


def differences(left: Dims, right: Dims) -> list[int] | None:
    """By how much the sizes between batch and channels differ; None where they are not known, or not comparable."""
    if len(left) != len(right) or not 3 <= len(left) <= 5:
        return None
    pairs = list(zip(left[1:-1], right[1:-1], strict=True))
    cut = [one - other for one, other in pairs if isinstance(one, int) and isinstance(other, int)]
    return cut if len(cut) == len(pairs) else None


def amounts(cut: list[int]) -> str:
    """The argument of a Cropping or ZeroPadding layer, at the end of each axis."""
    pairs = [f"(0, {size})" for size in cut]
    return pairs[0] if len(pairs) == 1 else f"({', '.join(pairs)})"


def join_otherwise(problem: ConcatenateMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Inputs of one size, or a concatenation on the one axis on which they differ."""
    call = program.constructor(finding)
    if call is None:
        return
    yield from query_first(finding, program)
    axis = problem.differing_axis
    position = 1 if finding.layer == "concatenate" else 0
    channels = axis == len(problem.shapes[0]) - 1
    if channels:
        yield fix("Join on the last axis", call.set("axis", "-1", position))
    yield from pad_the_smaller(finding, program, problem.shapes, axis)
    yield from halve_evenly(program)
    if not channels:
        yield pad_every(program)
        yield fix(f"Join on axis {axis}", call.set("axis", str(axis), position))
    yield from bring_together(finding, program, problem.shapes)


def bring_outputs_to(finding: Finding, program: Program, outputs: Dims, labels: Dims) -> Iterator[Fix | None]:
    """Maps that a model gives as high and wide as the labels: padding, or none at one place, or a crop at the end."""
    for maker in makers(program):
        if maker.layer == "RepeatVector" and isinstance(labels[1], int):
            title = f"Set n={labels[1]} on the RepeatVector of line {maker.call.span.line}"
            yield fix(title, maker.call.set("n", str(labels[1]), 0))
    layers = {maker.call.span: maker for maker in makers(program) if padding_position(maker.layer) is not None}
    blamed = layers.get(finding.span) or next((each for each in layers.values() if _is_called_at(each, finding)), None)
    if blamed is not None:
        yield _padded(blamed)
    valid = [edits for maker in layers.values() if not _is_padded(maker) and (edits := _padding(maker, '"same"'))]
    defaults = [
        program.source.edit(found.start(), found.end(), 'padding="same"')
        for found in _VALID.finditer(program.source.text)
    ]
    yield fix('Set padding="same" where it is "valid"', defaults)
    yield fix('Set padding="same" on every layer', *valid)
    for maker in layers.values():
        if "Conv" in maker.layer and _is_padded(maker):
            title = f'Set padding="valid" on the {maker.layer} of line {maker.call.span.line}'
            yield fix(title, _padding(maker, '"valid"'))
    yield from write_sizes(program, place_of(finding, RelatedKind.LABELS_MADE), outputs, labels)
    last = next((maker for maker in makers(program) if maker.output == outputs), None)
    cut = differences(outputs, labels)
    if cut is None or last is None:
        return
    times = _ratio(outputs, labels)
    if times is not None:
        yield fix(
            f"Put UpSampling{len(cut)}D({times}) before it", put_before(last.call, f"UpSampling{len(cut)}D", times)
        )
    if min(cut) >= 0:
        yield fix("Crop the outputs", put_behind(last.call, f"Cropping{len(cut)}D", amounts(cut)))
    elif max(cut) <= 0:
        yield fix("Pad the outputs", put_behind(last.call, f"ZeroPadding{len(cut)}D", amounts([-size for size in cut])))


def _ratio(outputs: Dims, labels: Dims) -> str | None:
    """How many times larger the labels are than the outputs, on every axis between batch and channels."""
    pairs = list(zip(outputs[1:-1], labels[1:-1], strict=True))
    known = [(one, other) for one, other in pairs if isinstance(one, int) and isinstance(other, int) and one > 0]
    times = {other // one if not other % one else 0 for one, other in known}
    return str(times.pop()) if len(known) == len(pairs) and len(times) == 1 and min(times) > 1 else None


def _is_called_at(maker: Maker, finding: Finding) -> bool:
    return finding.span.contains(maker.call.span)


def _padded(maker: Maker) -> Fix | None:
    return fix(f'Set padding="same" on this {maker.layer}', _padding(maker, '"same"'))


def _padding(maker: Maker, text: str) -> tuple[Edit, ...] | None:
    return maker.call.set("padding", text, padding_position(maker.layer))


def _is_padded(maker: Maker) -> bool:
    given = maker.call.keyword("padding")
    return given is not None and "same" in maker.call.text(given)
