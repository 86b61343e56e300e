"""Where a fix puts a layer, and which call made a tensor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shapelens.diagnostics.fixes.program import Program
from shapelens.diagnostics.words import is_recurrent
from shapelens.interpreter.domain.analysis import Analysis, Finding, ModelLayer
from shapelens.shapes.tensors import Dims, Shape, Tensor, is_whole, leaves
from shapelens.syntax.edits.calls import Call, call_around, call_of, calls_in
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.elements import element_spans, insert_element, operand_spans, remove_element
from shapelens.syntax.edits.imports import spell_beside
from shapelens.syntax.edits.statements import statement_at
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Maker:
    """A call that makes a layer, `Conv2D(8, 3)`, with the layer's class and what the layer gives."""

    layer: str
    call: Call
    output: Dims


def put_before(call: Call, name: str, arguments: str = "") -> tuple[Edit, ...] | None:
    """Another layer before the one that `call` makes: in its list, added to its model, or called on its input."""
    return _put(call, name, arguments, behind=False)


def put_behind(call: Call, name: str, arguments: str = "") -> tuple[Edit, ...] | None:
    """Another layer behind the one that `call` makes."""
    return _put(call, name, arguments, behind=True)


def _put(call: Call, name: str, arguments: str, *, behind: bool) -> tuple[Edit, ...] | None:
    source = call.source
    spelled = spell_beside(source, call, name)
    if spelled is None:
        return None
    text = f"{spelled.text}({arguments})"
    outer, around = call_of(source, call.span), call_around(source, call.span)
    edits: tuple[Edit, ...] | None
    if outer is not None:
        edits = _call_behind(outer, text) if behind else _call_before(outer, text)
    elif around is not None and around.name.endswith(".add"):
        statement, added = statement_at(source, around.span), f"{around.name}({text})"
        if statement is None:
            return None
        edits = statement.insert_behind(added) if behind else statement.insert_before(added)
    else:
        edits = insert_element(source, call.span, text, behind=behind) or _where_called(call, text, behind=behind)
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


def _call_behind(outer: Call, text: str) -> tuple[Edit, ...] | None:
    """`x = Cropping2D(1)(x)` behind `x = Conv2D(8, 3)(x)`; elsewhere around the call."""
    statement = statement_at(outer.source, outer.span)
    if statement is not None and statement.target is not None and statement.span.contains(outer.span):
        value_end = (statement.span.end_line, statement.span.end_column)
        if value_end == (outer.span.end_line, outer.span.end_column):
            return statement.insert_behind(f"{statement.target} = {text}({statement.target})")
    return outer.source.wrapping(outer.span, f"{text}(", ")")


def _where_called(call: Call, text: str, *, behind: bool) -> tuple[Edit, ...]:
    """`self.dense(Flatten()(x))` for a layer that is kept, `self.dense = Dense(8)`, and called later."""
    statement = statement_at(call.source, call.span)
    name = None if statement is None else statement.target
    if name is None:
        return ()
    edits: list[Edit] = []
    for use in calls_in(call.source, name):
        argument = use.positional(0)
        if use.name == name and argument is not None:
            edits += call.source.wrapping(use.span if behind else argument.value, f"{text}(", ")")
    return tuple(edits)


def without_layer(call: Call) -> tuple[Edit, ...] | None:
    """The model without the layer that a call makes."""
    around = call_around(call.source, call.span)
    if around is not None and around.name.endswith(".add"):
        statement = statement_at(call.source, around.span)
        return None if statement is None else statement.remove()
    outer = call_of(call.source, call.span)
    if outer is not None:
        argument = outer.positional(0)
        return None if argument is None else call.source.replacement(outer.span, outer.text(argument))
    return remove_element(call.source, call.span)


def layers_after(analysis: Analysis, span: Span) -> tuple[ModelLayer, ...]:
    """The layers of a Sequential model behind the one at a span."""
    for model in analysis.models:
        spans = [layer.span for layer in model.layers]
        if model.kind == "sequential" and span in spans:
            return model.layers[spans.index(span) + 1 :]
    return ()


def layer_made(program: Program, site: Span) -> Call | None:
    """The call that makes the layer which is called (or listed) at a span."""
    call = program.call_at(site)
    if call is None:
        return None
    made = program.call_at(call.function)
    if made is None and call.name and ("." not in call.name or call.name.startswith("self.")):
        # `hidden = Dense(8)`, and later `hidden(x)`
        made = next((each for each in map(program.call_at, program.values_of(call.name)) if each is not None), None)
    return made or call


def makers(program: Program, before: Span | None = None) -> Iterator[Maker]:
    """The layers called before a place, the last first; of every layer, where there is none."""
    for site in reversed(program.analysis.sites):
        if site.kind != "layer" or (before is not None and site.span >= before):
            continue
        # behind a fault a layer is called on what is not known: what it gives else says more
        known = [each for each in site.observations if is_whole(each.output)]
        for observation in reversed(known or site.observations):
            output = next(iter(leaves(observation.output)), None)
            call = layer_made(program, site.span)
            if call is not None and isinstance(output, Tensor) and isinstance(output.shape, tuple):
                yield Maker(observation.layer, call, output.shape)
                break


def makers_of(program: Program, finding: Finding, shape: Shape) -> Iterator[Maker]:
    """The layers before a fault that give a shape, the last first."""
    place = finding.site or finding.span
    return (maker for maker in makers(program, place) if maker.output == shape)


def recurrent_before(program: Program, place: Span, shape: Shape) -> Call | None:
    """The recurrent layer that gave a shape, with layers in between that keep it; inside of Bidirectional, its own."""
    for maker in makers(program, place):
        if maker.output != shape:
            return None
        if is_recurrent(maker.layer):
            inner = maker.call.positional(0) or maker.call.keyword("layer")
            return program.call_at(inner.value) if inner is not None and maker.layer == "Bidirectional" else maker.call
    return None


def parts_of(program: Program, finding: Finding) -> tuple[Span, ...]:
    """The inputs of the failing call, where they are written as a list; or both sides of an operator."""
    call = program.failing_call(finding)
    if call is None:
        return operand_spans(program.source, finding.site or finding.span)
    first = call.positional(0) or call.keyword("inputs")
    return () if first is None else element_spans(program.source, first.value)


def neighbour_of(program: Program, finding: Finding) -> Call | None:
    """A call beside which another layer can be named: that of the layer itself, or of one before it."""
    call = program.constructor(finding)
    return call or next((maker.call for maker in makers(program, finding.site or finding.span)), None)
