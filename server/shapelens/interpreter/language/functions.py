"""Functions of the program: making them, binding their parameters, running their bodies."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from shapelens.interpreter.domain.analysis import Frame
from shapelens.interpreter.domain.objects import DictObject, IteratorObject, ListObject, Scope, by_key
from shapelens.interpreter.domain.problems import RefusedByKeras
from shapelens.interpreter.domain.values import (
    NOTHING,
    CallArguments,
    ExceptionValue,
    Function,
    Method,
    Ref,
    Sometimes,
    TensorValue,
    Value,
    with_receiver,
)
from shapelens.interpreter.language.branches import gather
from shapelens.interpreter.language.shape_annotations import annotated, pinned_by_annotation, pinned_by_comment
from shapelens.interpreter.language.writers import note_entered, note_writer
from shapelens.interpreter.machine.completion import NORMAL, AbruptCompletion, Completion
from shapelens.interpreter.machine.machine import MAX_CALL_DEPTH, GeneratorGoesOn, Machine, ProgramRaises
from shapelens.interpreter.store.join import join_all_items
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span


def make_function(
    machine: Machine,
    name: str,
    parameters: low.Parameters,
    body: low.Block | low.Expression,
    definition: low.FunctionDefinition | None = None,
) -> Function:
    """A function value; its defaults are evaluated now, as Python does."""
    everyone = (*parameters.positional_only, *parameters.positional, *parameters.keyword_only)
    defaults = {each.name: machine.evaluate(each.default) for each in everyone if each.default is not None}
    scope = machine.scope_at(machine.scope)
    seen = scope.parent if scope.of_class and scope.parent is not None else machine.scope
    if definition is not None and machine.depth == 0 and machine.module.file is None:
        note_writer(machine, definition)
    return Function(name, parameters, body, machine.module, seen, machine.offset, defaults, definition)


def call_function(machine: Machine, function: Function, arguments: CallArguments, span: Span) -> Value:
    """Run a function's body on its arguments; the value that it returns."""
    if machine.depth >= MAX_CALL_DEPTH:
        return Unknown(f"`{function.name}` calls itself too deep to follow", span.line)
    if not machine.none_is_unknown and (place := function.place) is not None:
        note_entered(machine, place)
    names = bind_parameters(machine, function, arguments, span)
    if isinstance(names, Unknown):
        return names
    if function.owner is not None and arguments.positional:
        # what a zero-argument super() reads
        names["__class__"], names["__self__"] = function.owner, arguments.positional[0]
    scope = machine.heap.new(Scope(names, function.scope))
    is_generator = function.definition is not None and function.definition.is_generator
    before = machine.save() if is_generator else None
    outside = (machine.suspended, machine.yielded, machine.yield_base, machine.endless)
    machine.suspended, machine.yielded, machine.yield_base, machine.endless = [], [], machine.speculative, False
    try:
        with machine.inside(function, scope, Frame(function.name, span)):
            _hold_to_annotations(machine, function, names, scope)
            completion = _run_body(machine, function)
        completion = gather(machine, completion, "return")
    except GeneratorGoesOn:
        assert before is not None
        machine.join(before)
        machine.endless = True
        completion = NORMAL
    finally:
        yielded, endless = machine.yielded, machine.endless
        machine.suspended = outside[0] + [path for path in machine.suspended if path[0].keyword == "raise"]
        machine.yielded, machine.yield_base, machine.endless = outside[1:]
    if is_generator:
        return machine.heap.new(_generator(yielded, function, completion, endless, span.line))
    if isinstance(completion, AbruptCompletion) and completion.keyword == "raise":
        if _is_of_keras(function) and machine.module.file is None and isinstance(completion.value, ExceptionValue):
            return _report_raised(machine, function.name, completion.value, arguments, span)
        raise ProgramRaises(completion.value)
    return completion.value if isinstance(completion, AbruptCompletion) else None


def _is_of_keras(function: Function) -> bool:
    return function.module.file is not None and function.module.name.startswith("keras.")


def _report_raised(
    machine: Machine, name: str, raised: ExceptionValue, arguments: CallArguments, span: Span
) -> Unknown:
    """What Keras' own source refuses, on the argument that its words name."""
    words = raised.arguments[0] if raised.arguments and isinstance(raised.arguments[0], str) else ""
    named = (place for keyword, place in arguments.keyword_spans.items() if f"{keyword}=" in words)
    return machine.report(RefusedByKeras(words.strip()), next(named, span), layer=name, site=span)


def _run_body(machine: Machine, function: Function) -> Completion:
    if isinstance(function.body, tuple):
        return machine.execute(function.body)
    try:
        return AbruptCompletion("return", machine.evaluate(function.body))
    except ProgramRaises as raised:
        return AbruptCompletion("raise", raised.value)


def _generator(
    items: list[Value], function: Function, completion: Completion, endless: bool, line: int
) -> IteratorObject:
    """What a generator gives, run to its end; from where a path that may not run gave something, it is not known."""
    known = tuple(takewhile(lambda item: not isinstance(item, Sometimes), items))
    raised = isinstance(completion, AbruptCompletion) and completion.keyword == "raise"
    if len(known) == len(items) and not raised and not endless:
        return IteratorObject(known)
    reason = Unknown(f"what `{function.name}` yields depends on what is not known", line)
    if endless:
        reason = Unknown(f"`{function.name}` goes on for ever", line)
    given = (item.value if isinstance(item, Sometimes) else item for item in items)
    each = join_all_items(given)
    return IteratorObject(known, reason, each=reason if each is NOTHING else each)


def call_method(machine: Machine, method: Method, arguments: CallArguments, span: Span) -> Value:
    """Call a function of a class with its receiver in front."""
    return call_function(machine, method.function, with_receiver(method.receiver, arguments, span), span)


def bind_parameters(
    machine: Machine, function: Function, arguments: CallArguments, span: Span
) -> dict[str, Value] | Unknown:
    """The parameters by name; unknown where the call does not fit the function."""
    parameters = function.parameters
    places = [*parameters.positional_only, *parameters.positional]
    names: dict[str, Value] = {}
    for parameter, value in zip(places, arguments.positional, strict=False):
        names[parameter.name] = value
    rest = tuple(arguments.positional[len(places) :])
    if parameters.star is not None:
        names[parameters.star.name] = rest if arguments.complete else Unknown("the arguments are not known", span.line)
    elif rest:
        return Unknown(f"`{function.name}` takes {len(places)} arguments, not {len(arguments.positional)}", span.line)
    keywords = dict(arguments.keywords)
    for parameter in (*parameters.positional, *parameters.keyword_only):
        if parameter.name in keywords:
            names[parameter.name] = keywords.pop(parameter.name)
    if parameters.double_star is not None:
        unknown = Unknown("the arguments are not known", span.line)
        rest_by_name = DictObject(by_key(keywords) if arguments.complete else unknown)
        names[parameters.double_star.name] = machine.heap.new(rest_by_name)
    elif keywords:
        return Unknown(f"`{function.name}` has no parameter `{next(iter(keywords))}`", span.line)
    for parameter in (*places, *parameters.keyword_only):
        if parameter.name not in names:
            known = arguments.complete or _declared(parameter) is not None
            names[parameter.name] = (
                default_of(machine, function, parameter, span) if known else _not_given(function, parameter, span)
            )
    return names


def default_of(machine: Machine, function: Function, parameter: low.Parameter, span: Span) -> Value:
    """What a parameter is that the call does not give: what it is declared to be, else its default."""
    declared = _declared(parameter)
    if declared is not None:
        return declared
    if parameter.name not in function.defaults:
        return _not_given(function, parameter, span)
    default = function.defaults[parameter.name]
    if machine.none_is_unknown and _stands_for_nothing(machine, default):
        return Unknown(f"`{parameter.name}` says nothing unless `{function.name}` is given one", span.line)
    return default


def _hold_to_annotations(machine: Machine, function: Function, names: Mapping[str, Value], scope: Ref) -> None:
    """The arguments of a call under the shapes that the parameters declare."""
    parameters = function.parameters
    for parameter in (*parameters.positional_only, *parameters.positional, *parameters.keyword_only):
        # nearly none has either, and functions are called often
        if not parameter.comment and parameter.annotation is None:
            continue
        given = names[parameter.name]
        held = annotated(machine, _declared(parameter), given, machine.at(parameter.span))
        if held is not given:
            machine.heap.bind(scope, parameter.name, held)


def _declared(parameter: low.Parameter) -> TensorValue | None:
    return pinned_by_comment(parameter.comment) or pinned_by_annotation(parameter.annotation)


def _not_given(function: Function, parameter: low.Parameter, span: Span) -> Unknown:
    return Unknown(f"`{parameter.name}` is not given to `{function.name}`", span.line)


def _stands_for_nothing(machine: Machine, default: Value) -> bool:
    """Whether a default only says that there is none: `None`, 0, -1, an empty string, list or dict."""
    content = machine.heap[default] if isinstance(default, Ref) else None
    if isinstance(content, (ListObject, DictObject)):
        return not isinstance(content.items, Unknown) and not content.items
    return default is None or (not isinstance(default, bool) and default in (0, -1, "", ()))
