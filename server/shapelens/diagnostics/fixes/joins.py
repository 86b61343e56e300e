"""Fixes of layers that bring several tensors together: widths, states, a layer that is shared."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.meant import give_it_an_axis, halve_evenly, query_first
from shapelens.diagnostics.fixes.placing import (
    Maker,
    layer_made,
    makers_of,
    neighbour_of,
    parts_of,
    recurrent_before,
)
from shapelens.diagnostics.fixes.program import Program, fix, place_of
from shapelens.diagnostics.fixes.sizes import bring_together, pad_every, pad_the_smaller
from shapelens.interpreter.domain.analysis import Finding, RelatedKind
from shapelens.layers.framework.problems import AttentionMismatch, AxisMismatch, NotBroadcastable, StateMismatch
from shapelens.shapes.tensors import Dims, Tensor, leaves
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.edits.calls import Call, call_around
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.elements import element_spans
from shapelens.syntax.edits.imports import spell_beside
from shapelens.syntax.spans import Span

_WIDTHS = ("units", "filters")


def bring_to_one_size(problem: NotBroadcastable, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Padding for the layer that made the smaller input of a merge; as many channels for both."""
    shapes = [each.shape for each in leaves(finding.inputs or ()) if isinstance(each, Tensor)]
    known = [shape for shape in shapes if not isinstance(shape, Unknown)] or [problem.left, problem.right]
    axes = [axis for axis, sizes in enumerate(zip(*known, strict=False)) if len(set(sizes)) > 1]
    if len({len(shape) for shape in known}) > 1:
        yield from give_it_an_axis(finding, program)
        yield _as_many_as_channels(finding, program, known)
        return
    if not axes:
        return
    yield from query_first(finding, program)
    if len(axes) > 1 and axes[-1] == len(known[0]) - 1 and len(known) == 2:
        yield from _shortcut(finding, program, known[0], known[1])
    if axes[0] != len(known[0]) - 1:
        yield from pad_the_smaller(finding, program, known, axes[0])
        yield from halve_evenly(program)
        yield pad_every(program)
        yield from bring_together(finding, program, tuple(known))
    elif len(known) == 2:
        yield from _one_width(finding, program, known[0], known[1])


def _one_width(finding: Finding, program: Program, left: Dims, right: Dims) -> Iterator[Fix | None]:
    """As many channels in both: of the layer that makes them, where that is written as a number; else by one more."""
    blamed = call_around(program.source, finding.span) if place_of(finding, RelatedKind.GIVES_IT) else None
    units = None if blamed is None else blamed.keyword("units") or blamed.positional(0)
    for size in (left[-1], right[-1]) if blamed is not None and units is not None else ():
        if blamed is not None and isinstance(size, int):
            yield fix(f"Set units={size} on this Dense", blamed.set("units", str(size), 0))
    places = parts_of(program, finding)
    pairs = ((1, right, left), (0, left, right))
    for _, shape, wanted in pairs:
        maker = _wide_maker(program, finding, shape)
        if maker is not None and maker[1].isdigit() and isinstance(wanted[-1], int):
            yield _set_width(maker[0], wanted[-1])
    for which, shape, wanted in reversed(pairs):
        if which < len(places) and len(places) == 2 and isinstance(wanted[-1], int):
            other = _wide_maker(program, finding, wanted)
            # in a helper that is called for many widths: as wide as the other one, whatever that is
            if other is not None and other[1].isidentifier():
                yield _project(program, finding, places[which], len(shape), other[1])
            yield _project(program, finding, places[which], len(shape), wanted[-1])


def _as_many_as_channels(finding: Finding, program: Program, shapes: list[Dims]) -> Fix | None:
    """A vector of weights for the channels of maps: as many units as there are channels."""
    vector, maps = min(shapes, key=len), max(shapes, key=len)
    maker = _wide_maker(program, finding, vector)
    if len(vector) != 2 or maker is None or not maker[1].isdigit() or not isinstance(maps[-1], int):
        return None
    return _set_width(maker[0], maps[-1])


def _shortcut(finding: Finding, program: Program, left: Dims, right: Dims) -> Iterator[Fix | None]:
    """`Conv2D(filters, 1, strides=2, padding="same")(x)` for the input that a block has made smaller and wider."""
    places, named = parts_of(program, finding), neighbour_of(program, finding)
    for which, shape, wanted in ((0, left, right), (1, right, left)):
        maker = _wide_maker(program, finding, wanted)
        strided = next((each for each in makers_of(program, finding, wanted) if each.call.keyword("strides")), None)
        spelled = None if named is None else spell_beside(program.source, named, "Conv2D")
        if maker is None or strided is None or spelled is None or len(places) != 2 or len(shape) != 4:
            continue
        strides = strided.call.keyword("strides")
        written = "" if strides is None else strided.call.text(strides)
        text = f'{spelled.text}({maker[1]}, 1, strides={written}, padding="same")('
        edits = program.source.wrapping(places[which], text, ")")
        yield fix("Put a Conv2D of the same strides before it", edits, spelled.edits or ())


def _wide_maker(program: Program, finding: Finding, shape: Dims) -> tuple[Maker, str] | None:
    """The last layer that could have given a shape another width, and its width as it is written."""
    for maker in makers_of(program, finding, shape):
        given = next((each for name in _WIDTHS if (each := maker.call.keyword(name))), None)
        if given is None and maker.call.name.endswith(("Dense", "LSTM", "GRU", "SimpleRNN", "D")):
            given = None if "Pool" in maker.layer or "Padding" in maker.layer else maker.call.positional(0)
        if given is not None:
            return maker, maker.call.text(given)
    return None


def _set_width(maker: Maker, size: int) -> Fix | None:
    name = "filters" if "Conv" in maker.layer else "units"
    title = f"Set {name}={size} on the {maker.layer} of line {maker.call.span.line}"
    return fix(title, maker.call.set(name, str(size), 0))


def _project(program: Program, finding: Finding, place: Span, rank: int, size: object) -> Fix | None:
    """`Conv2D(32, 1)(shortcut)`, or a Dense of so many units."""
    named = neighbour_of(program, finding)
    name, arguments = ("Conv2D", f"{size}, 1") if rank == 4 else ("Dense", str(size))
    spelled = None if named is None else spell_beside(program.source, named, name)
    if spelled is None:
        return None
    text = f"{spelled.text}({arguments})"
    return fix(
        f"Put {name}({arguments}) before it", program.source.wrapping(place, f"{text}(", ")"), spelled.edits or ()
    )


def make_its_own(_problem: AxisMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """A layer of its own for an input that a shared layer does not take."""
    failing, made = program.failing_call(finding), program.constructor(finding)
    if made is not None and _problem.argument == "axes":
        for axes in ("-1", "2", "1", "(1, 2)", "(2, 1)"):
            yield fix(f"Set axes={axes}", made.set("axes", axes, 0 if made.name.endswith("Dot") else 1))
    parts = parts_of(program, finding)
    if len(parts) == 2 and isinstance(_problem.expected, int) and len(_problem.input_shape) == 2:
        yield _project(program, finding, parts[1], 2, _problem.expected)
    if failing is None or made is None or failing.span == made.span or failing.function.contains(made.span):
        return
    yield fix(f"Make a {finding.layer} of its own", program.source.replacement(failing.function, _without_name(made)))
    argument = failing.positional(0)
    if argument is not None and len(_problem.input_shape) == 2 and isinstance(_problem.expected, int):
        yield _project(program, finding, argument.value, 2, _problem.expected)


def _without_name(call: Call) -> str:
    """The text of a call without the name of its layer, which is given once."""
    kept = [call.source.slice(each.span) for each in call.arguments if each.keyword != "name"]
    return f"{call.source.slice(call.function)}({', '.join(kept)})"


def bring_to_one_width(problem: AttentionMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Queries as wide as the keys; a vector as a sequence."""
    places = parts_of(program, finding)
    if problem.what == "axes" or len(problem.query) != len(problem.value):
        yield from _as_sequences(problem, finding, program, places)
    elif problem.what == "width" and isinstance(problem.key[-1], int) and isinstance(problem.query[-1], int):
        if len(places) >= 2:
            yield _project(program, finding, places[0], 3, problem.key[-1])
            if len(places) == 2:
                yield _project(program, finding, places[1], 3, problem.query[-1])
        maker = _wide_maker(program, finding, problem.query)
        if maker is not None:
            yield _set_width(maker[0], problem.key[-1])


def _as_sequences(
    problem: AttentionMismatch, finding: Finding, program: Program, places: tuple[Span, ...]
) -> Iterator[Fix | None]:
    named = program.constructor(finding)
    shapes = (problem.query, problem.value)
    for shape in shapes:
        before = recurrent_before(program, finding.site or finding.span, shape) if len(shape) == 2 else None
        if before is not None:
            yield fix("Give the layer before return_sequences=True", before.set("return_sequences", "True"))
    spelled = None if named is None else spell_beside(program.source, named, "RepeatVector")
    if spelled is None or len(places) < 2:
        return
    edits: list[Edit] = list(spelled.edits)
    width = problem.key[-1]
    dense = spell_beside(program.source, named, "Dense") if named is not None and problem.query[-1] != width else None
    for place, shape in zip(places, shapes, strict=False):
        if len(shape) == 2:
            inner = "" if dense is None else f"{dense.text}({width})("
            edits += program.source.wrapping(place, f"{spelled.text}(1)({inner}", ")" + ")" * bool(inner))
    yield fix("Put RepeatVector(1) before it", edits, () if dense is None else dense.edits or ())


def give_fitting_states(problem: StateMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """States of the units of the layer; a layer of the units of its states; or none."""
    call = program.failing_call(finding)
    given = None if call is None else call.keyword("initial_state")
    if call is None or given is None:
        return
    made = layer_made(program, call.span)
    shape = problem.state_shape
    if shape is not None and len(shape) == 3:
        for maker in makers_of(program, finding, shape):
            inner = maker.call.positional(0) or maker.call.keyword("layer")
            layer = program.call_at(inner.value) if inner is not None and maker.layer == "Bidirectional" else maker.call
            if layer is not None and layer.keyword("return_sequences") is not None:
                yield fix("Take the last state of the layer before", layer.remove("return_sequences"))
            break
    if shape is not None and isinstance(shape[-1], int) and made is not None and len(shape) == 2:
        yield fix(f"Set units={shape[-1]}", made.set("units", str(shape[-1]), 0))
    if shape is None:
        places = element_spans(program.source, given.value) or (given.value,)
        texts = [program.source.slice(place) for place in places]
        fitting = (texts * problem.count)[: problem.count]
        yield fix(f"Give {problem.count} of them", program.source.replacement(given.value, f"[{', '.join(fitting)}]"))
    yield fix("Begin with zeros: remove initial_state", call.remove("initial_state"))
