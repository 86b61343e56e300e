"""`try`: the body, and each handler from where the body certainly or possibly raises what it catches.

What a handler catches is no fault: the program expects it.
"""

from __future__ import annotations

from functools import partial

from shapelens.interpreter.domain.values import ExceptionValue, Named, Value
from shapelens.interpreter.language.branches import Arm, join_arms
from shapelens.interpreter.language.exceptions import catches, caught_by, flattened
from shapelens.interpreter.machine.completion import AbruptCompletion, Completion
from shapelens.interpreter.machine.machine import Machine, State
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low

# the exceptions of a handler; None for a bare `except:`
_Kinds = tuple[Value, ...]
_ANYTHING: _Kinds = (Named("builtins.BaseException"),)


def execute_try(machine: Machine, node: low.Try) -> Completion:
    completion = _guarded(machine, node)
    final = machine.execute(node.final)
    return final if isinstance(final, AbruptCompletion) else completion


def _guarded(machine: Machine, node: low.Try) -> Completion:
    if not node.handlers:
        completion = machine.execute(node.body)
        return completion if isinstance(completion, AbruptCompletion) else machine.execute(node.orelse)
    handlers = [(_kinds(machine, handler), handler) for handler in node.handlers]
    waiting, machine.suspended = machine.suspended, []
    if machine.trace is not None:
        # whether anything raises decides as a condition does
        machine.trace.compared.append((True, True))
    machine.catchers.append(caught_by(machine, (kind for kinds, _ in handlers for kind in kinds)))
    try:
        completion = machine.execute(node.body)
        raising = [path for path in machine.suspended if path[0].keyword == "raise"]
    finally:
        machine.catchers.pop()
        machine.suspended = waiting + [path for path in machine.suspended if path[0].keyword != "raise"]
    arms: list[Arm] = []
    if isinstance(completion, AbruptCompletion) and completion.keyword == "raise":
        raising.append((completion, machine.save()))
    elif raising:
        arms.append(partial(_go_on, machine, completion, machine.save(), node.orelse))
    else:
        return completion if isinstance(completion, AbruptCompletion) else machine.execute(node.orelse)
    arms += [partial(_handle_at, machine, handlers, left.value, state) for left, state in raising]
    return arms[0]() if len(arms) == 1 else join_arms(machine, *arms)


def _kinds(machine: Machine, handler: low.ExceptHandler) -> _Kinds:
    if handler.exception is None:
        return _ANYTHING
    kinds = machine.evaluate(handler.exception)
    return tuple(flattened((kinds,)))


def _go_on(machine: Machine, completion: Completion, state: State, orelse: low.Block) -> Completion:
    machine.restore(state)
    return completion if isinstance(completion, AbruptCompletion) else machine.execute(orelse)


def _handle_at(
    machine: Machine, handlers: list[tuple[_Kinds, low.ExceptHandler]], raised: Value, state: State
) -> Completion:
    machine.restore(state)
    return _handle(machine, handlers, raised)


def _handle(machine: Machine, handlers: list[tuple[_Kinds, low.ExceptHandler]], raised: Value) -> Completion:
    """The first handler that catches what is raised; from one of which that is not known, it and the others joined."""
    for position, (kinds, handler) in enumerate(handlers):
        answers = [catches(machine, kind, raised) for kind in kinds]
        if True in answers:
            return _run(machine, handler, raised)
        if None in answers:
            others = partial(_handle, machine, handlers[position + 1 :], raised)
            return join_arms(machine, partial(_run, machine, handler, raised), others)
    return AbruptCompletion("raise", raised)


def _run(machine: Machine, handler: low.ExceptHandler, raised: Value) -> Completion:
    if handler.name is not None:
        machine.assign(handler.name, raised)
    machine.handling.append(raised)
    try:
        completion = machine.execute(handler.body)
    finally:
        machine.handling.pop()
    if handler.name is not None:
        machine.assign(handler.name, Unknown("its `except` is over", machine.at(handler.span).line))
    return completion


def raised_by(machine: Machine, node: low.Raise) -> Value:
    """The exception that a `raise` raises."""
    if node.exception is None:
        return machine.handling[-1] if machine.handling else Unknown("which exception is raised is not known")
    value = machine.evaluate(node.exception)
    if isinstance(value, Named):
        return ExceptionValue(value)
    return value
