"""`functools`: `partial`, `reduce`, `wraps`."""

from __future__ import annotations

from shapelens.interpreter.domain.values import CallArguments, Named, Partial, Value
from shapelens.interpreter.language.container_items import items_of
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.syntax.spans import Span


@library("functools.partial", "functools.partialmethod")
def _partial(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    if not arguments.positional:
        return NOT_KNOWN
    return Partial(arguments.positional[0], tuple(arguments.positional[1:]), dict(arguments.keywords))


@library("functools.reduce")
def _reduce(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items = items_of(machine, arguments.get(1, "iterable"))
    if items is None:
        return NOT_KNOWN
    values = [*arguments.positional[2:3], *items]
    if not values:
        return fail(machine, TypeError, "`reduce` of nothing", span)
    result = values[0]
    for item in values[1:]:
        result = machine.call(arguments.positional[0], CallArguments([result, item]), span)
    return result


_PASSED_THROUGH = Named("functools.lru_cache")


@library("functools.lru_cache", "functools.cache", "functools.total_ordering", "functools.singledispatch", spread=True)
def _decorator(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """What decorates a function and leaves it as it is; called on the function itself, that function."""
    if len(arguments.positional) == 1 and not arguments.keywords and not isinstance(arguments.positional[0], int):
        return arguments.positional[0] if arguments.positional[0] is not None else _PASSED_THROUGH
    return _PASSED_THROUGH


@library("functools.wraps", spread=True)
def _wraps(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`@wraps(function)` leaves what it decorates."""
    return _PASSED_THROUGH


@library("functools.update_wrapper", spread=True)
def _update_wrapper(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The wrapper, dressed as what it wraps."""
    return arguments.get(0, "wrapper")
