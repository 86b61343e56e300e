"""Long classes and functions, lowered piece by piece: an edit inside of one costs the statement that it is in.

A piece is one statement of the body with all that stands under it; a long one is cut again. Each is parsed by itself
behind as many lines as it has before it, so that its nodes stand where they stand in the whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TypeAlias

import libcst as cst

from shapelens.syntax import lowered as low
from shapelens.syntax.caching import kept_by_text
from shapelens.syntax.chunks import CONTINUES, end_of_statement, logical_lines
from shapelens.syntax.lower_statements import lower_body, yields
from shapelens.syntax.positions import Positions

# shorter ones are parsed as fast as they could be cut
LONG = 500
# every piece of a long text, and that text itself, which shares what came of its pieces
_KEPT_CHARACTERS = 2_000_000

# the text of a piece, the line on which it begins, and whether it is inside of something
Key: TypeAlias = tuple[str, int, bool]

_HEAD = re.compile(r"[ \t]*(?:async[ \t]+def|def|class)\b")
# blank lines, comments, decorators
_BEFORE = re.compile(r"[ \t]*(?:[@#\n]|\Z)")
_ENDS = re.compile(r":[ \t]*(?:#[^\n]*)?\n\Z")
_INDENT = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Lowered:
    """Some statements, and whether they yield."""

    statements: low.Block
    yields: bool


@kept_by_text(_KEPT_CHARACTERS)
def lower_block(text: str, line: int = 1, inside: bool = False) -> Lowered:
    """The statements of a text that begins on `line`, and is indented where it is the `inside` of something.

    Raises what LibCST does where it does not parse.
    """
    places = _pieces(text) if len(text) > LONG else None
    if places is None:
        return _parsed(text, line, inside)
    start, last = places[0], places[-1]
    lines = [text.count("\n", 0, place) for place in places]
    ends = zip(places[1:-1], places[2:], lines[1:-1], strict=True)
    keys = [(text[place:end], line + above, True) for place, end, above in ends]
    # what stands for the pieces between the head and the last one, in as many lines
    indent = _INDENT.match(text, last)
    stand_in = (indent.group() if indent else "") + '"""' + "\n" * (lines[-1] - lines[0] - 1) + '"""\n'
    frame = text[:start] + stand_in + text[last:], line, inside
    if 2 * sum(len(key[0]) for key in keys if lower_block.knows(*key)) < len(text):
        _read_ahead(text, frame, keys, line + lines[-1])
    return _put_together(_frame(*frame), [lower_block(*key) for key in keys])


@kept_by_text(_KEPT_CHARACTERS)
def _frame(text: str, line: int, inside: bool) -> Lowered:
    """A definition without its inner pieces: an edit in one of those leaves it as it is."""
    return _parsed(text, line, inside)


def _read_ahead(text: str, frame: Key, keys: list[Key], last: int) -> None:
    """Parse a text at once, and keep what that says of its pieces: to parse many of them one by one takes longer.

    `last` is the line on which the piece begins that is in the frame.
    """
    whole = _parsed(text, *frame[1:])
    (definition,) = whole.statements
    assert isinstance(definition, (low.FunctionDefinition, low.ClassDefinition))
    begins = [*(line for _, line, _ in keys), last]
    groups: list[list[low.Statement]] = [[] for _ in begins]
    for statement in definition.body:
        groups[bisect_right(begins, statement.span.line) - 1].append(statement)
    gives = isinstance(definition, low.ClassDefinition) or definition.is_generator
    for key, group in zip(keys, groups, strict=False):
        block = tuple(group)
        lower_block.keep(Lowered(block, gives and yields(block)), *key)
    # its first statement stands for the pieces
    body = (definition.body[0], *groups[-1])
    if isinstance(definition, low.FunctionDefinition):
        definition = replace(definition, body=body, is_generator=gives and yields(body[1:]))
    else:
        definition = replace(definition, body=body)
    _frame.keep(Lowered((definition,), False), *frame)


def _put_together(frame: Lowered, pieces: list[Lowered]) -> Lowered:
    """A definition whose body is that of all pieces; `frame` has the last one behind the text that stands for them."""
    (definition,) = frame.statements
    assert isinstance(definition, (low.FunctionDefinition, low.ClassDefinition))
    body = (*(statement for piece in pieces for statement in piece.statements), *definition.body[1:])
    if isinstance(definition, low.FunctionDefinition):
        gives = definition.is_generator or any(piece.yields for piece in pieces)
        return Lowered((replace(definition, body=body, is_generator=gives),), False)
    return Lowered((replace(definition, body=body),), False)


def _parsed(text: str, line: int, inside: bool) -> Lowered:
    above = line - 1 - inside
    # one string, however many lines it has, costs one node
    before = '"""' + "\n" * (above - 1) + '"""\n' if above else ""
    module = cst.parse_module(before + ("class _:\n" if inside else "") + text)
    body = lower_body(Positions(module), module.body)[1 if above else 0 :]
    if inside:
        (around,) = body
        assert isinstance(around, low.ClassDefinition)
        body = around.body
    return Lowered(body, yields(body))


def _pieces(text: str) -> list[int] | None:
    """Where the body of a class or function begins, and each statement of it; None where the text is none, or has
    no two of them.

    The first statement begins where the body does, with what stands before it.
    """
    start = _behind_head(text)
    if start is None:
        return None
    starts: list[int] = []
    indent, decorated = "", False
    for place, _ in logical_lines(text, start):
        found = _INDENT.match(text, place)
        here = found.group() if found else ""
        first = text[place + len(here) : place + len(here) + 1]
        if first in ("", "\n", "#"):
            continue
        indent = indent or here
        if not here.startswith(indent) or not indent or first == "\f":
            return None
        if here == indent:
            if not decorated and not CONTINUES.match(text, place + len(here)):
                starts.append(place)
            decorated = first == "@"
    return [start, start, *starts[1:]] if len(starts) > 1 else None


def _behind_head(text: str) -> int | None:
    """Behind the line end of the head of the class or function that a text begins with."""
    for place, _ in logical_lines(text, 0):
        head = _HEAD.match(text, place)
        if head is not None:
            end = end_of_statement(text, place)
            return end if _ENDS.search(text, place, end) else None
        if not _BEFORE.match(text, place):
            return None
    return None
