"""`re`: what a pattern finds in a text, where both are known and the search is certain to be short."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from shapelens.interpreter.domain.objects import DictObject, ListObject, ToolObject
from shapelens.interpreter.domain.values import CallArguments, Ref, Value
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, constants, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_PATTERN, MATCH = "re.Pattern", "re.Match"
# a group that is repeated may be tried in exponentially many ways
_NESTED = re.compile(r"\)\s*[*+{]|\(\?[a-zA-Z]*x")
_REPEATED = re.compile(r"[*+{]")
_MOST_STEPS = 10**6
_FLAGS = {name: int(getattr(re, name)) for name in ("I", "IGNORECASE", "M", "MULTILINE", "S", "DOTALL", "A", "ASCII")}
_TAKEN_FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL | re.ASCII

constants({f"re.{name}": value for name, value in _FLAGS.items()})


def _compiled(machine: Machine, pattern: Value, flags: Value, length: int) -> re.Pattern[str] | None:
    """The pattern, where it is known and a text of some length is searched quickly."""
    content = machine.heap[pattern] if isinstance(pattern, Ref) else None
    if isinstance(content, ToolObject) and content.kind == _PATTERN:
        pattern, flags = content.settings["pattern"], content.settings["flags"]
    if not isinstance(pattern, str) or not isinstance(flags, int) or flags & ~_TAKEN_FLAGS or len(pattern) > 500:
        return None
    if _NESTED.search(pattern) or (length + 1) ** (len(_REPEATED.findall(pattern)) + 1) > _MOST_STEPS:
        return None
    try:
        return re.compile(pattern, flags)
    except (re.error, OverflowError, RecursionError):
        return None


def _question(
    machine: Machine, arguments: CallArguments, position: int = 1, flags: int = 2
) -> tuple[re.Pattern[str], str] | None:
    """The pattern and the text of a call; None where either is not known."""
    text = arguments.get(position, "string")
    if not isinstance(text, str) or "pos" in arguments.keywords:
        return None
    method = isinstance(arguments.get(0, "pattern"), Ref)
    known = 0 if method else arguments.get(flags, "flags", 0)
    pattern = _compiled(machine, arguments.get(0, "pattern"), known, len(text))
    return None if pattern is None else (pattern, text)


@library("re.compile")
def _compile(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    pattern, flags = arguments.get(0, "pattern"), arguments.get(1, "flags", 0)
    if not isinstance(pattern, str):
        return NOT_KNOWN
    return machine.heap.new(ToolObject(_PATTERN, span, {"pattern": pattern, "flags": flags}))


def _register(name: str, search: Callable[[re.Pattern[str], str], re.Match[str] | None]) -> None:
    @library(f"re.{name}", f"{_PATTERN}.{name}")
    def find(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        question = _question(machine, arguments)
        return NOT_KNOWN if question is None else _as_match(machine, search(*question), span)


_register("match", re.Pattern.match)
_register("search", re.Pattern.search)
_register("fullmatch", re.Pattern.fullmatch)


def _as_match(machine: Machine, found: re.Match[str] | None, span: Span) -> Value:
    if found is None:
        return None
    settings: dict[str, Value] = {"groups": (found.group(), *found.groups()), "names": dict(found.re.groupindex)}
    return machine.heap.new(ToolObject(MATCH, span, settings))


@library("re.finditer", f"{_PATTERN}.finditer")
def _find_each(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    question = _question(machine, arguments)
    if question is None:
        return NOT_KNOWN
    pattern, text = question
    return machine.heap.new(ListObject(tuple(_as_match(machine, each, span) for each in pattern.finditer(text))))


@library("re.findall", f"{_PATTERN}.findall")
def _find_all(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    question = _question(machine, arguments)
    return NOT_KNOWN if question is None else machine.heap.new(ListObject(tuple(question[0].findall(question[1]))))


@library("re.split", f"{_PATTERN}.split")
def _split(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    question, most = _question(machine, arguments, flags=3), arguments.get(2, "maxsplit", 0)
    if question is None or not isinstance(most, int):
        return NOT_KNOWN
    return machine.heap.new(ListObject(tuple(question[0].split(question[1], most))))


@library("re.sub", f"{_PATTERN}.sub")
def _replace(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    question, by, most = _question(machine, arguments, 2, 4), arguments.get(1, "repl"), arguments.get(3, "count", 0)
    if question is None or not isinstance(by, str) or not isinstance(most, int):
        return NOT_KNOWN
    try:
        return question[0].sub(by, question[1], most)
    except (re.error, IndexError):
        return NOT_KNOWN


def _found(machine: Machine, arguments: CallArguments) -> ToolObject:
    """The match whose method is called."""
    match = arguments.positional[0]
    content = machine.heap[match] if isinstance(match, Ref) else None
    assert isinstance(content, ToolObject)
    return content


def group_of(found: ToolObject, key: Value, span: Span) -> Value:
    """`match[key]`: a group by its number or name."""
    groups, names = _groups_of(found)
    number = names.get(key) if isinstance(key, str) else key
    if isinstance(number, int) and 0 <= number < len(groups):
        return groups[number]
    return Unknown("there is no such group in the match", span.line)


def _groups_of(found: ToolObject) -> tuple[tuple[Value, ...], Mapping[str, int]]:
    """The whole match and its groups, and their numbers by name."""
    groups, names = found.settings["groups"], found.settings["names"]
    assert isinstance(groups, tuple)
    assert isinstance(names, dict)
    return groups, names


@library(f"{MATCH}.group")
def _group(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    found = _found(machine, arguments)
    taken = tuple(group_of(found, key, span) for key in arguments.positional[1:] or [0])
    return taken[0] if len(taken) == 1 else taken


@library(f"{MATCH}.groups")
def _groups(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    default = arguments.get(1, "default")
    return tuple(default if each is None else each for each in _groups_of(_found(machine, arguments))[0][1:])


@library(f"{MATCH}.groupdict")
def _by_name(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    groups, names = _groups_of(_found(machine, arguments))
    return machine.heap.new(DictObject({name: groups[number] for name, number in names.items()}))
