"""Random calls of an operation: its own declaration says which arguments it takes, and in which order."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from tests.operations.calls import maker_of
from tests.operations.draws import NAMES, Draw
from tests.operations.tensors import Given, replace_tensors

from shapelens.layers.operations import Operation


@dataclass(frozen=True)
class Case:
    """One call, with numbers for all sizes; `opened` is the same with some sizes open, and `values` what they are."""

    path: str
    positional: tuple[Any, ...]
    keywords: dict[str, Any]

    def __str__(self) -> str:
        arguments = [repr(value) for value in self.positional]
        arguments += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{self.path}({', '.join(arguments)})"


def draw_case(entry: Operation, number: int) -> Case:
    """Case `number` of an operation: always the same."""
    chance = random.Random(f"{entry.path} {number}")
    draw = Draw(chance, entry.declaration.library, odd=chance.random() < 0.25, path=entry.path)
    make = maker_of(entry)
    given = make(draw) if make is not None else {}
    arguments = _by_parameter(entry, draw, given, complete=make is not None)
    return Case(entry.path, *_split(entry, chance, arguments))


def _by_parameter(entry: Operation, draw: Draw, given: dict[str, Any], *, complete: bool) -> dict[str, Any]:
    """Values by the library's own parameter names; those a maker did not give are drawn by name."""
    arguments: dict[str, Any] = {}
    for parameter in entry.declaration.signature.parameters:
        name = entry.declaration.canonical.get(parameter.name, parameter.name)
        if name in given:
            if parameter.required or given[name] is not None:
                arguments[parameter.name] = given[name]
        elif parameter.required or (name in NAMES and draw.chance.random() < (0.2 if complete else 0.4)):
            arguments[parameter.name] = NAMES[name](draw)
    variadic = entry.declaration.variadic
    if variadic is not None:
        name = entry.declaration.canonical[variadic]
        value = given[name] if name in given else NAMES[name](draw)
        arguments[variadic] = value if isinstance(value, (tuple, list)) else (value,)
    return arguments


def _split(
    entry: Operation, chance: random.Random, arguments: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Leading arguments by position, the others by keyword, as far as the declaration allows."""
    rest = dict(arguments)
    positional: list[Any] = []
    variadic = entry.declaration.variadic
    by_position = entry.declaration.positional_only
    for place, parameter in enumerate(entry.declaration.signature.parameters):
        must = place < by_position or variadic is not None
        if parameter.keyword_only or parameter.name not in rest or (not must and chance.random() < 0.3):
            break
        positional.append(rest.pop(parameter.name))
    if variadic is not None:
        positional += rest.pop(variadic)
    return tuple(positional), rest


def open_axes(case: Case, chance: random.Random) -> tuple[Case, dict[str, int]]:
    """The case with some sizes open: equal places are one axis, so only places where all tensors agree are opened."""
    sizes: dict[int, set[int]] = {}

    def note(given: Given) -> Given:
        for place, size in enumerate(given.shape):
            sizes.setdefault(place, set()).add(size if size is not None else -1)
        return given

    replace_tensors((case.positional, case.keywords), note)
    places = [place for place, found in sizes.items() if len(found) == 1 and max(found) > 1 and chance.random() < 0.4]

    def opened(given: Given) -> Given:
        return Given(tuple(None if place in places else size for place, size in enumerate(given.shape)), given.dtype)

    values = {f"axis{place}": next(iter(sizes[place])) for place in places}
    positional, keywords = replace_tensors((case.positional, case.keywords), opened)
    return Case(case.path, positional, keywords), values
