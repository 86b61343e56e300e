"""What is decided by the kind of a value, an expression or a statement knows every kind."""

from __future__ import annotations

import dataclasses
import inspect
import sys
from collections.abc import Iterator
from typing import Any, get_args

from shapelens.interpreter.analyze import HOOKS
from shapelens.interpreter.domain import values
from shapelens.interpreter.domain.values import Value
from shapelens.syntax import lowered as low

# what is part of values, and none itself
_PARTS = {values.Node, values.CallArguments}


def _members(union: Any) -> Iterator[Any]:
    for member in get_args(union):
        inner = str(member).startswith("typing.Union")
        yield from _members(member) if inner else (member,)


def test_every_kind_of_value_is_in_the_closed_union() -> None:
    own = [each for _, each in inspect.getmembers(values, inspect.isclass) if each.__module__ == values.__name__]
    kinds = tuple(member for member in _members(Value) if isinstance(member, type))
    missing = {each for each in own if dataclasses.is_dataclass(each) and not issubclass(each, kinds)}
    assert missing == _PARTS


def test_every_kind_of_expression_is_evaluated() -> None:
    assert set(get_args(low.Expression)) == sys.modules[HOOKS.evaluate.__module__]._EVALUATE.keys()


def test_every_kind_of_statement_is_executed() -> None:
    assert set(get_args(low.Statement)) == sys.modules[HOOKS.execute.__module__]._EXECUTE.keys()
