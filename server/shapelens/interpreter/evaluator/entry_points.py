"""Functions and classes that nothing in the file calls: evaluated with their defaults, so that they show hints too.

They run with their defaults for the hints, and there what fails is not reported. Where something failed, or a block was
left early, they run once more, silently, with every default that stands for "the caller says" (`None`, 0, an empty
list) unknown: what fails even so is a fault. So do methods, then of an instance that is made in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from shapelens.interpreter.domain.objects import ClassObject
from shapelens.interpreter.domain.values import CallArguments, Function, Method, Ref, Value
from shapelens.interpreter.keras.subclasses import instantiate
from shapelens.interpreter.language.branches import completed
from shapelens.interpreter.language.functions import default_of
from shapelens.interpreter.language.mro import class_at, find_in_class
from shapelens.interpreter.language.writers import forget_what_others_write
from shapelens.interpreter.machine.first_scopes import LIBRARIES
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.machine.override import Override
from shapelens.interpreter.store.scope_bindings import copied
from shapelens.syntax.spans import Span


def defined(machine: Machine) -> tuple[str, ...]:
    """The names of the functions and classes that the module defines, in their order."""
    names = copied(machine.scope_at(machine.module.scope).names)
    return tuple([name for name, value in names.items() if type(value) in _NAMED and _is_definition(machine, value)])


def run_uncalled(machine: Machine, name: str) -> None:
    """Run the function or class of a name, if nothing called it yet."""
    value = machine.heap.name(machine.module.scope, name)
    if isinstance(value, Ref):
        _alone(machine, _run_class, value)
    elif isinstance(value, Function) and _is_new(machine, value):
        _alone(machine, _run_function, value)


_NAMED = (Ref, Function)


def _is_definition(machine: Machine, value: Value) -> bool:
    if isinstance(value, Ref):
        return isinstance(machine.heap.peek(value.address), ClassObject)
    return isinstance(value, Function) and value.is_placed


def _alone(machine: Machine, run: Callable[[Machine, Any], None], value: Value) -> None:
    """Run one of them: what it changes, the others do not see."""
    before = machine.save()
    try:
        with Override(machine, "alone", set()):
            run(machine, value)
    finally:
        machine.restore(before)


def _run_function(machine: Machine, function: Function) -> None:
    forget_what_others_write(machine, None)
    _run(machine, function, function)


def _is_new(machine: Machine, function: Function) -> bool:
    place = function.place
    return place is not None and place.bounds not in machine.entered


def _run(machine: Machine, function: Value, with_unknown: Value, *, is_whole: bool = True) -> None:
    """Run a function for its hints, then `with_unknown` (the same, `None` defaults unknown) for its faults.

    `is_whole` says that the making of what it is bound to came to its end.
    """
    span, departures = _place(function), machine.departures
    with machine.speculating(), _as_libraries_are(machine):
        completed(partial(machine.call, function, _given(machine, _target(function), span), span))
    if is_whole and machine.departures == departures:
        # it ran to its end and nothing failed: nor does it where less is known
        return
    with machine.recording_faults_only(), machine.without_none_defaults(), _as_libraries_are(machine):
        machine.conclude(
            completed(partial(machine.call, with_unknown, _given(machine, _target(with_unknown), span), span))
        )


@contextmanager
def _as_libraries_are(machine: Machine) -> Iterator[None]:
    """What a method tells libraries (`keras.config`), the next one does not find: nobody said that it runs before."""
    told = machine.heap.scope(LIBRARIES)
    try:
        yield
    finally:
        machine.heap[LIBRARIES] = told


def _given(machine: Machine, function: Function, span: Span) -> CallArguments:
    """The arguments of a call that nobody wrote: the defaults; all else, `*args` and `**kwargs` too, is not known."""
    parameters = function.parameters
    named = (*parameters.positional, *parameters.keyword_only)
    defaults = {
        each.name: default_of(machine, function, each, span) for each in named if each.name in function.defaults
    }
    return CallArguments([], defaults, complete=False)


def _target(function: Value) -> Function:
    target = function.function if isinstance(function, Method) else function
    assert isinstance(target, Function)
    return target


def _place(function: Value) -> Span:
    place = _target(function).place
    assert place is not None
    return place


def _run_class(machine: Machine, ref: Ref) -> None:
    """Make an instance where the file makes none, and call the methods that nothing called."""
    cls = class_at(machine, ref)
    functions = [value for value in cls.attributes.values() if isinstance(value, Function)]
    uncalled = [function for function in functions if _is_new(machine, function)]
    if not uncalled or cls.kind == "enum":
        return
    instance = with_unknown = _existing_instance(machine, ref)
    departures, is_whole = machine.departures, True
    if instance is None:
        with machine.speculating():
            instance = _made(machine, ref, _place(uncalled[0]))
        is_whole = machine.departures == departures
        with machine.silently(), machine.without_none_defaults():
            with_unknown = _made(machine, ref, _place(uncalled[0]))
    if instance is None or with_unknown is None:
        return
    for each in {instance, with_unknown}:
        forget_what_others_write(machine, each)
    for function in uncalled:
        if _is_new(machine, function) and not function.name.startswith("__"):
            _run(machine, Method(instance, function), Method(with_unknown, function), is_whole=is_whole)


def _made(machine: Machine, cls: Ref, span: Span) -> Ref | None:
    """An instance with the defaults of its constructor; of one that raises, as far as it came."""
    made: list[Value] = []
    constructor = find_in_class(machine, cls, "__init__")
    given = _given(machine, constructor, span) if isinstance(constructor, Function) else CallArguments()
    completed(lambda: made.append(instantiate(machine, cls, given, span)))
    return next((value for value in made if isinstance(value, Ref)), None) or _existing_instance(machine, cls)


def _existing_instance(machine: Machine, cls: Ref) -> Ref | None:
    found: Ref | None = machine.instances.get(cls.address)
    return found
