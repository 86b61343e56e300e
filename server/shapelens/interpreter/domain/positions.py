"""Where something stands, said relative to its unit: what is above a unit may grow, and nothing that is kept changes.

While a program is evaluated, a line is one number that holds a unit and the line within it (the origin of the unit plus
that line). Spans are made, compared and kept with such lines; only the finished analysis has those of the text.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from itertools import repeat
from operator import is_
from typing import Any, TypeAlias, TypeVar

from shapelens.interpreter.domain.analysis import Frame
from shapelens.layers.framework.result import Result
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

Part = TypeVar("Part")

# a unit has at most so many lines, as a power of two
_BITS = 24


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A top-level chunk of a program by its number, from 1. No other has it, but what the unit was edited into."""

    number: int
    statements: low.Block

    @property
    def origin(self) -> int:
        """What its lines count from while it is evaluated."""
        return self.number << _BITS


class Lines:
    """Where the units stand now: how many lines are before each, by its number."""

    __slots__ = ("_paths", "_plain", "above", "used")

    def __init__(self, above: Mapping[int, int]) -> None:
        self.above = above
        # the units that were asked for, with how many lines are before each
        self.used: dict[int, int] = {}
        # by `id`, what was found to hold no place: the output of a layer is the input of the next, and in a model again
        self._plain: dict[int, Any] = {}
        # paths by `id`, with what came of them and the units that were asked for
        self._paths: dict[int, tuple[tuple[Frame, ...], tuple[Frame, ...], dict[int, int]]] = {}

    def shift(self, unit: int) -> int:
        """What to add to a line in a unit."""
        above = self.used[unit] = self.above.get(unit, 0)
        return above - (unit << _BITS)

    def still(self, used: Mapping[int, int]) -> bool:
        """Whether each of some units stands where it did."""
        return used.items() <= self.above.items()

    def line(self, line: int) -> int:
        """A line of the text."""
        unit = line >> _BITS
        if not unit:
            return line
        shift = self.shift(unit)
        return line + shift

    def span(self, span: Span) -> Span:
        """A span of the text."""
        unit = span.line >> _BITS
        if not unit:
            return span
        shift = self.shift(unit)
        return Span(span.line + shift, span.column, span.end_line + shift, span.end_column)

    def place(self, value: Part, before: Part | None = None) -> Part:
        """What was observed, with lines of the text; the very same where it holds no place.

        `before` is what came of it the last time: what is the very same in there was found to hold none.
        """
        return self._placed(value, before)  # type: ignore[no-any-return]

    def _placed(self, value: Any, before: Any) -> Any:
        if value is before or id(value) in self._plain:
            return value
        placed = self._placed_of(value, type(value), before)
        if placed is value:
            self._plain[id(value)] = value
        return placed

    def _placed_of(self, value: Any, kind: type[Any], before: Any) -> Any:
        fields = _KNOWN.get(kind)
        if fields is None:
            fields = _KNOWN[kind] = _fields(kind)
        names, looked_at = fields
        if (kind is Tensor or kind is Result) and value.is_known:
            # what holds a place in there is an unknown
            return value
        if not looked_at:
            return self._of_builtin(value, kind, before)
        changed: list[Any] | None = None
        plain = self._plain
        for position, name in looked_at:
            item = getattr(value, name)
            held = type(item)
            if held in _LEAVES or id(item) in plain or (held is tuple and _LEAVES.issuperset(map(type, item))):
                continue
            placed = self._placed(item, None if before is None else getattr(before, name))
            if placed is not item:
                changed = changed or [getattr(value, each) for each in names]
                changed[position] = placed
        if issubclass(kind, Unknown) and value.line is not None:
            changed = changed or [getattr(value, each) for each in names]
            changed[names.index("line")] = self.line(value.line)
        # `replace` takes four times as long
        return kind(*changed) if changed else value

    def _of_builtin(self, value: Any, kind: type[Any], before: Any) -> Any:
        if kind is Span:
            return self.span(value)
        if kind is Unknown:
            return value if value.line is None else Unknown(value.reason, self.line(value.line))
        if kind is tuple:
            if _LEAVES.issuperset(map(type, value)):
                return value
            if type(value[0]) is Frame:
                return self._path(value)
            items = tuple(map(self._placed, value, repeat(None) if before is None else before))
            return value if all(map(is_, items, value)) else items
        if kind is dict:
            placed = {key: self._placed(item, before and before[key]) for key, item in value.items()}
            return value if all(map(is_, placed.values(), value.values())) else placed
        return value

    def _path(self, path: tuple[Frame, ...]) -> tuple[Frame, ...]:
        """The calls that led somewhere, which are those of many observations."""
        known = self._paths.get(id(path))
        if known is None:
            used, self.used = self.used, {}
            placed = tuple([Frame(frame.function, self.span(frame.call)) for frame in path])
            known = self._paths[id(path)] = path, placed, self.used
            self.used = used
        self.used.update(known[2])
        return known[1]


# what holds no place, and is met most
_LEAVES = frozenset({int, str, bool, float, type(None), Polynomial})
# the fields of each class, and those that may hold a place with their positions
_Fields: TypeAlias = tuple[tuple[str, ...], tuple[tuple[int, str], ...]]
_KNOWN: dict[type[Any], _Fields] = {Span: ((), ()), Polynomial: ((), ())}
_PLAIN = re.compile(r"(?:(?:str|int|bool|float|Kind|Literal\[.*\]|tuple\[str, \.\.\.\]|None)(?: \| )?)+")


def _fields(kind: type[Any]) -> _Fields:
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    looked_at = [number for number, field in enumerate(fields) if _PLAIN.fullmatch(str(field.type)) is None]
    return tuple(field.name for field in fields), tuple((number, fields[number].name) for number in looked_at)
