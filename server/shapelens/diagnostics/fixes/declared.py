"""Where a program declares the shape of an input, and how another shape is written there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shapelens.diagnostics.diagnostic import Diagnostic, Fix
from shapelens.diagnostics.fixes.placing import layer_made
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.values import describe
from shapelens.shapes.tensors import Dims, Structure, Tensor, leaves
from shapelens.syntax.edits.calls import Argument, Call
from shapelens.syntax.edits.elements import element_spans
from shapelens.syntax.spans import Span

# a picture has so many channels, where its height and width are more
_CHANNELS = (1, 2, 3, 4)
# how often the sizes of an input are doubled, or rounded to another power of two
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Declaration:
    """`Input(shape)` or `Dense(8, input_shape=shape)`: the argument, its name, and the shape without the batch."""

    call: Call
    argument: Argument
    name: str
    shape: Dims

    def parts(self, program: Program, first: int) -> str:
        """The sizes from `first` on as they are written, as a tuple; empty where they are not written one by one."""
        places = element_spans(program.source, self.argument.value)
        if len(places) != len(self.shape):
            return ""
        texts = [program.source.slice(place) for place in places[first:]]
        return f"({', '.join(texts)}{',' * (len(texts) == 1)})"

    def write(self, program: Program, shape: Iterable[object], text: str = "") -> Fix | None:
        """Another shape, as numbers or as `text`."""
        written = text or describe(tuple(shape))
        if self.name == "input_dim":
            written = written.strip("(),")
        label = f"{self.name}=" if self.argument.keyword else ""
        return fix(f"Write {label}{written}", program.source.replacement(self.argument.value, written))


def declarations(program: Program, finding: Finding | None = None) -> Iterator[Declaration]:
    """Those of a program, in order; that of the layer that fails among them."""
    seen: set[Span] = set()
    if finding is not None:
        call = program.constructor(finding)
        found = None if call is None else _of_layer(call, finding.inputs)
        if found is not None:
            seen.add(found.argument.value)
            yield found
    for site in program.analysis.sites:
        observed = site.observations[0]
        if site.kind == "input":
            call = program.call_at(site.span)
            found = None if call is None else _of_input(call, observed.output)
        elif site.kind == "layer":
            call = layer_made(program, site.span)
            found = None if call is None else _of_layer(call, observed.inputs)
        else:
            found = None
        if found is not None and found.argument.value not in seen:
            seen.add(found.argument.value)
            yield found


def declaration_at(program: Program, span: Span | None) -> Declaration | None:
    """The one whose argument, or call, stands at a span."""
    if span is None:
        return None
    call = program.call_at(span)
    found = None if call is None else call.keyword("input_shape")
    if call is not None and found is not None:
        return Declaration(call, found, "input_shape", ())
    spans = ((each, (each.argument.span, each.argument.value, each.call.span)) for each in declarations(program))
    return next((each for each, places in spans if span in places), None)


def _of_input(call: Call, output: Structure) -> Declaration | None:
    given = call.keyword("shape") or call.positional(0)
    shape = _shape_of(output)
    return None if given is None or shape is None else Declaration(call, given, "shape", shape)


def _of_layer(call: Call, inputs: Structure | None) -> Declaration | None:
    name = next((each for each in ("input_shape", "input_dim") if call.keyword(each) is not None), None)
    given = None if name is None else call.keyword(name)
    shape = _shape_of(inputs)
    return None if name is None or given is None or shape is None else Declaration(call, given, name, shape)


def _shape_of(structure: Structure | None) -> Dims | None:
    tensor = next(iter(leaves(structure)), None) if structure is not None else None
    shape = tensor.shape if isinstance(tensor, Tensor) else None
    return shape[1:] if isinstance(shape, tuple) and shape else None


def declare_channels_last(_diagnostic: Diagnostic, program: Program) -> Iterator[Fix | None]:
    """A picture whose channels stand first: with its channels last, wherever an input is declared so."""
    yield from channels_last(program)


def channels_last(program: Program, finding: Finding | None = None) -> Iterator[Fix | None]:
    """A picture (or a series) that is declared with its channels first: with its channels last."""
    for declared in declarations(program, finding):
        if len(declared.shape) == 2 and declared.shape[0] == 1 and declared.shape[1] != 1:
            yield declared.write(program, declared.shape[::-1])
        picture = declared.shape[-3:]
        sizes = [size for size in picture if isinstance(size, int)]
        if len(sizes) != 3 or sizes[0] not in _CHANNELS or min(sizes[1:]) <= sizes[0]:
            continue
        order = (*range(len(declared.shape) - 3), *(len(declared.shape) + at for at in (-2, -1, -3)))
        places = element_spans(program.source, declared.argument.value)
        text = ""
        if len(places) == len(declared.shape):
            text = f"({', '.join(program.source.slice(places[at]) for at in order)})"
        shown = declared.write(program, [declared.shape[at] for at in order], text)
        yield shown


def without_samples(program: Program, place: Span) -> Iterator[Fix | None]:
    """`X.shape` for the shape of one sample: `X.shape[1:]`; `X.shape[0]` for the number of features: `X.shape[1]`."""
    written = program.source.slice(place)
    for pattern, replacement in (
        (r"\b(\w+(?:\.\w+)*\.(?:output_)?shape)(?![\w\[])", r"\1[1:]"),
        (r"\b(\w+(?:\.\w+)*\.shape)\[0\]", r"\1[1]"),
    ):
        changed = re.sub(pattern, replacement, written)
        if changed != written:
            yield fix(
                f"Write {changed}" if len(changed) < 40 else "Leave the samples out",
                (program.source.replacement(place, changed)),
            )


def larger(program: Program, finding: Finding) -> Iterator[Fix | None]:
    """An input of twice the height and width, and again, until the engine finds room for every window."""
    declared = next(declarations(program, finding), None)
    if declared is None or len(declared.shape) < 2:
        return
    *sizes, channels = declared.shape
    if not all(isinstance(size, int) for size in sizes):
        return
    for times in range(1, _TRIES):
        grown = [size * 2**times for size in sizes if isinstance(size, int)]
        yield declared.write(program, (*grown, channels))
