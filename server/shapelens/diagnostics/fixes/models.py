"""Fixes of models that are called: what they are called on, and what they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.data import behind
from shapelens.diagnostics.fixes.declared import Declaration, declarations, without_samples
from shapelens.diagnostics.fixes.placing import makers
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import (
    DisconnectedGraph,
    InputMismatch,
    NotATensor,
    RefusedByKeras,
    WeightMismatch,
    WrongInputCount,
)
from shapelens.shapes.tensors import Tensor
from shapelens.syntax.edits.calls import call_around, calls_in
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.elements import element_spans
from shapelens.syntax.edits.statements import statement_at
from shapelens.syntax.spans import Span


def declare_what_it_gets(problem: InputMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Another shape for the Input of the model that is called; another width of what it is called on."""
    wanted, found = problem.expected, problem.found
    if found == wanted[1:]:
        # one sample, `model(x)`
        call = program.call_at(finding.span)
        given = None if call is None else call.positional(0)
        if given is not None:
            yield behind(program, given.value, "[None]", "Add the batch axis")
    if len(wanted) == len(found) == 2 and isinstance(wanted[-1], int) and isinstance(finding.inputs, Tensor):
        for maker in makers(program, finding.span):
            if maker.output != found:
                continue
            if maker.layer in ("Dense", "LSTM", "GRU"):
                title = f"Set units={wanted[-1]} on the {maker.layer} of line {maker.call.span.line}"
                yield fix(title, maker.call.set("units", str(wanted[-1]), 0))
            break
    if len(wanted) == len(found) + 1:
        # the batch is declared as an axis of a sample: `make_head(base.output_shape)`
        for call in calls_in(program.source, ""):
            for argument in call.arguments:
                if re.search(r"\.(output_|input_)?shape$", call.text(argument)):
                    yield from without_samples(program, argument.value)
    for declared in declarations(program):
        if len(found) > 1 and declared.shape == wanted[1:] and all(isinstance(size, int) for size in found[1:]):
            yield declared.write(program, found[1:])


def give_its_inputs(problem: WrongInputCount, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """As many tensors as the model takes: other Inputs of the program, or fewer of those given."""
    call = program.call_at(finding.span)
    first = None if call is None else call.positional(0)
    if call is None or first is None:
        return
    source, places = program.source, element_spans(program.source, first.value)
    written = [source.slice(place) for place in places] or [call.text(first)]
    if call.positional_count == problem.expected > problem.found:
        last = call.positional(call.positional_count - 1)
        assert last is not None
        whole = Span(first.span.line, first.span.column, last.span.end_line, last.span.end_column)
        yield fix("Write the inputs as one list", source.wrapping(whole, "[", "]"))
    if len(written) > problem.expected:
        text = written[0] if problem.expected == 1 else f"[{', '.join(written[: problem.expected])}]"
        yield fix(f"Give {text}", source.replacement(first.value, text))
    if len(written) == problem.expected - 1:
        model = program.call_at(finding.site)
        own = "" if model is None else source.slice(model.span)
        others = [name for name in _inputs_of(program) if name not in written and not re.search(rf"\b{name}\b", own)]
        for other in (*others, written[0]):
            text = f"[{', '.join([*written, other])}]"
            yield fix(f"Give {text}", source.replacement(first.value, text))


def _inputs_of(program: Program) -> dict[str, Span]:
    """The names that hold Inputs, with the calls that make them."""
    found: dict[str, Span] = {}
    for site in program.analysis.sites:
        statement = statement_at(program.source, site.span) if site.kind == "input" else None
        if statement is not None and statement.target is not None:
            found[statement.target] = site.span
    return found


def name_the_input(problem: DisconnectedGraph, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The Input that is missing, among the inputs of the model."""
    call = program.call_at(finding.site or finding.span)
    given = None if call is None else call.keyword("inputs") or call.positional(0)
    if call is None or given is None:
        return
    source, inputs = program.source, _inputs_of(program)
    places = element_spans(source, given.value)
    written = [source.slice(place) for place in places] or [call.text(given)]
    missing = [name for name in inputs if name not in written]
    named = [name for name in missing if problem.missing in _name_of(program, inputs[name], name)]
    for name in dict.fromkeys((*named, *missing)):
        yield fix(f"Add {name} to the inputs", source.replacement(given.value, f"[{', '.join([*written, name])}]"))
    for name in dict.fromkeys((*named, *missing)):
        if len(written) == 1:
            yield fix(f"Take {name} as the input", source.replacement(given.value, name))


def _name_of(program: Program, span: Span, name: str) -> tuple[str, ...]:
    """What an Input is called: by its name in Keras, or by that of the variable."""
    call = program.call_at(span)
    given = None if call is None else call.keyword("name")
    return (name,) if call is None or given is None else (name, call.text(given).strip("'\""))


def call_the_layer(_problem: NotATensor, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """`hidden = Dense(32)`, and then `Dense(10)(hidden)`: the layer was not called on what stands before it."""
    call = program.failing_call(finding)
    for argument in () if call is None else call.arguments:
        for place in program.values_of(program.source.slice(argument.value)) or (argument.value,):
            if program.call_at(place) is None:
                continue
            for name in _tensors_before(program, place):
                yield fix(f"Call it on {name}", program.source.wrapping(place, "", f"({name})"))


def _tensors_before(program: Program, place: Span) -> list[str]:
    """The names of tensors that are assigned before a place, the last first."""
    names = []
    for site in reversed(program.analysis.sites):
        if site.kind in ("layer", "input", "op", "model") and site.span < place:
            statement = statement_at(program.source, site.span)
            if statement is not None and statement.target is not None:
                names.append(statement.target)
    return list(dict.fromkeys(names))[:3]


def give_what_keras_takes(problem: RefusedByKeras, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The least picture that a backbone takes, or one of three channels, as Keras' own words say."""
    call = call_around(program.source, finding.span) or program.call_at(finding.span)
    given = None if call is None else call.keyword("input_shape")
    places = () if given is None else element_spans(program.source, given.value)
    if call is None or given is None or len(places) != 3:
        return
    texts = [program.source.slice(place) for place in places]
    declared = Declaration(call, given, "input_shape", ())
    least = re.search(r"at least (\d+)x(\d+)", problem.words)
    if least is not None:
        yield declared.write(program, (), f"({least.group(1)}, {least.group(2)}, {texts[2]})")
    elif texts[2] == "1":
        yield declared.write(program, (), f"({texts[0]}, {texts[1]}, 3)")
        weights = call.keyword("weights")
        if weights is not None:
            yield fix("Take no trained weights", program.source.replacement(weights.value, "None"))


def make_it_fit_its_weights(problem: WeightMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """An Embedding of the sizes of the array that it is given."""
    call = program.constructor(finding)
    call = call if call is not None and call.name.endswith("Embedding") else call_around(program.source, finding.span)
    found = problem.found[0] if len(problem.found) == 1 else ()
    if call is None or not call.name.endswith("Embedding") or len(found) != 2:
        return
    edits: list[Edit] = []
    changed = []
    names = ("input_dim", "output_dim")
    for position, (name, wanted, size) in enumerate(zip(names, problem.expected[0], found, strict=True)):
        if isinstance(size, int) and size != wanted:
            edits += call.set(name, str(size), position) or ()
            changed.append(f"{name}={size}")
    yield fix(f"Set {', '.join(changed)}", edits)
