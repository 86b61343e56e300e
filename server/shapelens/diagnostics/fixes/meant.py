"""Fixes that give what was meant, where another would only silence a fault: a number where it is written, a comma that
makes a tuple, an input of a size that halves evenly, arguments in the other order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.declared import declarations
from shapelens.diagnostics.fixes.placing import layer_made, makers, makers_of, neighbour_of, parts_of
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import InvalidArgument
from shapelens.shapes.tensors import Dims, Tensor, leaves
from shapelens.syntax.edits.calls import Call
from shapelens.syntax.edits.elements import element_spans
from shapelens.syntax.edits.imports import spell_beside
from shapelens.syntax.spans import Span

_NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
# an input of a U-Net halves so often at most
_HALVINGS = (2, 4, 8, 16, 32)


def write_number(program: Program, place: Span | None, old: object, new: object, times: int = 1) -> Fix | None:
    """Another number in the call that made an array, where the one stands there so often."""
    if place is None or not isinstance(old, int) or not isinstance(new, int):
        return None
    source = program.source
    start, _ = source.lines.bounds(place)
    found = [each for each in _NUMBER.finditer(source.slice(place)) if each.group() == str(old)]
    edits = [source.edit(start + each.start(), start + each.end(), str(new)) for each in found]
    return fix(f"Write {new} for {old}", edits) if len(found) == times else None


def write_sizes(program: Program, place: Span | None, wanted: Dims, given: Dims) -> Iterator[Fix | None]:
    """The size by which an array differs from what is wanted, on one axis or several, where the array is made."""
    if len(wanted) != len(given):
        return
    pairs = [(old, new) for old, new in zip(given[1:], wanted[1:], strict=True) if old != new]
    if len(set(pairs)) == 1:
        yield write_number(program, place, *pairs[0], times=len(pairs))
        if len(pairs) > 1:
            yield write_number(program, place, *pairs[0])


def without_axis_in_front(program: Program, made: Span | None, wanted: Dims, given: Dims) -> Iterator[Fix | None]:
    """`np.array([rows])`, which puts an axis in front of one that is a batch already: the array itself."""
    call = program.call_at(made)
    first = None if call is None else call.positional(0)
    if call is None or first is None or len(given) != len(wanted) + 1:
        return
    places = element_spans(program.source, first.value)
    if len(places) == 1 and call.name.endswith(("array", "stack")):
        inner = program.source.slice(places[0])
        yield fix("Leave the list around it out", program.source.replacement(first.value, inner))
    if call.name.endswith("expand_dims"):
        yield fix("Leave the axis out", program.source.replacement(call.span, call.text(first)))


def write_a_tuple(problem: InvalidArgument, call: Call, place: Span) -> Iterator[Fix | None]:
    """`Input(shape=10)`, `input_shape=(10)`: a shape of one axis."""
    if not problem.requirement.startswith("a tuple, such as"):
        return
    written = call.source.slice(place).strip()
    inner = written[1:-1].strip() if written.startswith("(") and written.endswith(")") else written
    # Keras 2 took the number for it
    safe = problem.since is not None
    yield fix(f"Write ({inner},)", call.source.replacement(place, f"({inner},)"), safe=safe)


def halve_evenly(program: Program) -> Iterator[Fix | None]:
    """An input whose height and width can be halved as often as the model halves them: the nearest such."""
    for declared in declarations(program):
        sizes = [size for size in declared.shape[:-1] if isinstance(size, int)]
        if len(declared.shape) < 2 or len(sizes) != len(declared.shape) - 1:
            continue
        for step in _HALVINGS:
            rounded = [max(step, round(size / step) * step) for size in sizes]
            if rounded != sizes:
                last = declared.parts(program, len(sizes)).strip("(,)")
                text = f"({', '.join(map(str, rounded))}, {last})" if last else ""
                yield declared.write(program, (*rounded, *declared.shape[-1:]), text)


def query_first(finding: Finding, program: Program) -> Iterator[Fix | None]:
    """`Attention()([value, query])`, whose outputs are then joined to the queries: the other order."""
    found = (maker for shape in _shapes_of(finding) for maker in makers_of(program, finding, shape))
    attended = {maker.call.span for maker in found if "Attention" in maker.layer}
    for site in program.analysis.sites if attended else ():
        made = layer_made(program, site.span) if site.kind == "layer" else None
        call = program.call_at(site.span)
        given = None if call is None else call.positional(0)
        if made is None or given is None or made.span not in attended:
            continue
        places = element_spans(program.source, given.value)
        if len(places) == 2:
            text = f"[{program.source.slice(places[1])}, {program.source.slice(places[0])}]"
            yield fix(f"Give {text}", program.source.replacement(given.value, text))


def _shapes_of(finding: Finding) -> list[Dims]:
    """The shapes of what is joined; none where one of them is not known."""
    tensors = [each for each in leaves(finding.inputs or ()) if isinstance(each, Tensor)]
    shapes = [each.shape for each in tensors if isinstance(each.shape, tuple)]
    return shapes if len(shapes) == len(tensors) else []


def one_step_for_all(finding: Finding, program: Program) -> Iterator[Fix | None]:
    """A state that is joined to a sequence, for each of its steps; a vector as the one step of a sequence."""
    parts, named = parts_of(program, finding), neighbour_of(program, finding)
    known = _shapes_of(finding)
    steps = next((shape[1] for shape in known if len(shape) == 3), None)
    if named is None or len(parts) != len(known):
        return
    if {len(shape) for shape in known} != {2, 3} or not isinstance(steps, int):
        return
    vectors = [part for part, shape in zip(parts, known, strict=True) if len(shape) == 2]
    width = next((shape[1] for shape in known if len(shape) == 2), None)
    name, arguments = ("Reshape", f"(1, {width})") if steps == 1 and isinstance(width, int) else ("RepeatVector", steps)
    spelled = spell_beside(program.source, named, name)
    if spelled is not None:
        text = f"{spelled.text}({arguments})("
        edits = [edit for each in vectors for edit in program.source.wrapping(each, text, ")")]
        yield fix(f"Put {name}({arguments}) before it", edits, spelled.edits or ())


def give_it_an_axis(finding: Finding, program: Program) -> Iterator[Fix | None]:
    """A weight for each step, which is multiplied with what each step gives: an axis of 1 behind it, or before it."""
    parts, named = parts_of(program, finding), neighbour_of(program, finding)
    shapes = _shapes_of(finding)
    if named is None or len(parts) != 2 or len(shapes) != 2:
        return
    (low, place), (high, _) = sorted(zip(shapes, parts, strict=True), key=lambda pair: len(pair[0]))
    spelled = spell_beside(program.source, named, "Reshape")
    if spelled is None or len(low) + 1 != len(high) or not all(isinstance(size, int) for size in low[1:]):
        return
    sizes = ", ".join(map(str, low[1:]))
    targets = [f"({sizes}, 1)"] if low[1:] == high[1:-1] else []
    targets += [f"(1, {sizes})"] if low[1:] == high[2:] else []
    for target in targets:
        edits = program.source.wrapping(place, f"{spelled.text}({target})(", ")")
        yield fix(f"Put Reshape({target}) before it", edits, spelled.edits or ())


def last_step_alone(finding: Finding, program: Program) -> Iterator[Fix | None]:
    """One map or vector for the whole sequence, of the recurrent layer before."""
    shape = finding.inputs.shape if isinstance(finding.inputs, Tensor) else None
    for maker in makers(program, finding.site or finding.span):
        if maker.output != shape:
            return
        inner = maker.call.positional(0) or maker.call.keyword("layer")
        call = program.call_at(inner.value) if inner is not None and maker.layer == "Bidirectional" else maker.call
        if call is not None and call.keyword("return_sequences") is not None:
            title = f"Set return_sequences=False on the {maker.layer} of line {call.span.line}"
            yield fix(title, call.set("return_sequences", "False"))
            return
