"""`with`: what a context manager gives, and the exceptions that it swallows."""

from __future__ import annotations

from functools import partial

from shapelens.interpreter.domain.objects import InstanceObject, IteratorObject
from shapelens.interpreter.domain.values import (
    NOTHING,
    CallArguments,
    ExceptionValue,
    Function,
    LibraryInstance,
    Method,
    Named,
    Ref,
    Value,
)
from shapelens.interpreter.evaluator.targets import assign_target
from shapelens.interpreter.language.exceptions import catches, caught_by, flattened
from shapelens.interpreter.language.iteration import take_next
from shapelens.interpreter.language.protocols import call_special, special_method
from shapelens.interpreter.machine.completion import NORMAL, AbruptCompletion, Completion
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span
from shapelens.syntax.walking import nodes_in

# the name of what `contextlib.suppress(...)` and `pytest.raises(...)` give
SUPPRESS = "contextlib.suppress"


def execute_with(machine: Machine, node: low.With) -> Completion:
    """Enter the managers in order, run the body, leave them again."""
    return _enter(machine, node, 0)


def _enter(machine: Machine, node: low.With, position: int) -> Completion:
    if position == len(node.items):
        return machine.execute(node.body)
    expression, target = node.items[position]
    manager, span = machine.evaluate(expression), machine.at(expression.span)
    given = _given(machine, manager, expression)
    if target is not None:
        assign_target(machine, target, given)
    inside = partial(_enter, machine, node, position + 1)
    kinds = _suppressed(machine, manager, expression)
    if kinds is not None:
        return _suppressing(machine, inside, kinds)
    if not _may_swallow(machine, manager):
        return _leave(machine, manager, inside(), span)
    machine.catchers.append(None)
    try:
        completion = inside()
    finally:
        machine.catchers.pop()
    return _leave(machine, manager, completion, span)


def _leave(machine: Machine, manager: Value, completion: Completion, span: Span) -> Completion:
    """What a manager does at the end of its block, and whether it swallows what the block raised."""
    content = machine.heap[manager] if isinstance(manager, Ref) else None
    if isinstance(manager, Ref) and isinstance(content, IteratorObject):
        take_next(machine, manager)
    elif isinstance(content, InstanceObject):
        if not isinstance(completion, AbruptCompletion) or completion.keyword != "raise":
            call_special(machine, manager, "__exit__", None, None, None, span=span)
            return completion
        raised = (Unknown("the class of what is raised"), completion.value, Unknown("a traceback"))
        swallows = call_special(machine, manager, "__exit__", *raised, span=span)
        if swallows is not MISSING and swallows is not None and swallows is not False:
            return NORMAL
    return completion


def _given(machine: Machine, manager: Value, expression: low.Expression) -> Value:
    """What `as` binds."""
    span = machine.at(expression.span)
    content = machine.heap[manager] if isinstance(manager, Ref) else None
    if isinstance(manager, Ref) and isinstance(content, IteratorObject):
        # a function of `contextlib.contextmanager`: what it yields
        value = take_next(machine, manager)
        return None if value is NOTHING else value
    own = call_special(machine, manager, "__enter__", span=span)
    if own is not MISSING:
        return own
    if isinstance(manager, (Unknown, LibraryInstance)):
        return manager
    return machine.unknown("what `with` gives is not known", expression.span)


@library(SUPPRESS, "pytest.raises")
def _suppress(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return ExceptionValue(Named(SUPPRESS), tuple(arguments.positional))


def _suppressed(machine: Machine, manager: Value, expression: low.Expression) -> tuple[Value, ...] | None:
    """The exceptions that a manager swallows; None for one that swallows none."""
    if isinstance(manager, ExceptionValue) and manager.kind == Named(SUPPRESS):
        return tuple(flattened(manager.arguments))
    if not isinstance(expression, low.Call):
        return None
    if isinstance(expression.function, low.Attribute) and expression.function.name in _ASSERTIONS:
        kinds = [each.value for each in expression.arguments if each.keyword in (None, "expected_exception")]
        return tuple(flattened(map(machine.evaluate, kinds[:1])))
    function = machine.evaluate(expression.function)
    return _ANYTHING if isinstance(function, Function) and _catches_around_yield(function) else None


# methods of `unittest.TestCase`
_ASSERTIONS = frozenset({"assertRaises", "assertRaisesRegex", "assertRaisesRegexp", "assertRaisesWithLiteralMatch"})
_ANYTHING = (Named("builtins.BaseException"),)


def _catches_around_yield(function: Function) -> bool:
    """Whether a function of `contextlib.contextmanager` has its `yield` in a `try` with handlers."""
    guards = [node.body for node in nodes_in(function.body) if isinstance(node, low.Try) and node.handlers]
    return any(isinstance(node, low.Yield) for node in nodes_in(*guards))


def _may_swallow(machine: Machine, manager: Value) -> bool:
    """Whether the `__exit__` of a class of the program returns something that may be true."""
    method = special_method(machine, manager, "__exit__")
    if not isinstance(method, Method):
        return False
    returned = [node.value for node in nodes_in(method.function.body) if isinstance(node, low.Return)]
    return any(value is not None and not _is_false(value) for value in returned)


def _is_false(value: low.Expression) -> bool:
    return isinstance(value, low.Constant) and not value.value


def _suppressing(machine: Machine, inside: partial[Completion], kinds: tuple[Value, ...]) -> Completion:
    waiting, machine.suspended = machine.suspended, []
    machine.catchers.append(caught_by(machine, kinds))
    try:
        completion = inside()
        raising = [path for path in machine.suspended if path[0].keyword == "raise"]
    finally:
        machine.catchers.pop()
        machine.suspended = waiting + [path for path in machine.suspended if path[0].keyword != "raise"]
    if isinstance(completion, AbruptCompletion):
        # what may be swallowed is taken to be: the program expects it
        answers = [catches(machine, kind, completion.value) for kind in kinds]
        caught = completion.keyword == "raise" and (True in answers or None in answers)
        if caught:
            return NORMAL
        if not raising:
            return completion
        machine.wait(completion, machine.save())
        (_, state), *raising = raising
        machine.restore(state)
    for _, state in raising:
        machine.join(state)
    return NORMAL
