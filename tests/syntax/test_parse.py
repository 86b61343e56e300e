"""From text to the lowered form, and what is not understood."""

from __future__ import annotations

import ast
import dataclasses
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shapelens.syntax import lowered as low
from shapelens.syntax.parse import LoweredFile, parse
from shapelens.syntax.spans import Span


def calls(file: LoweredFile) -> Iterator[Span]:
    """The spans of all calls of a file, in lines of the file; not those inside f-strings."""

    def walk(node: object) -> Iterator[Span]:
        if isinstance(node, low.FormattedString):
            return
        if isinstance(node, low.Call):
            yield node.span
        if isinstance(node, tuple):
            for item in node:
                yield from walk(item)
        elif dataclasses.is_dataclass(node) and not isinstance(node, (Span, type)):
            for field in dataclasses.fields(node):
                yield from walk(getattr(node, field.name))

    for chunk in file.chunks:
        for span in walk(chunk.statements):
            yield span.shifted(chunk.offset)


def calls_by_ast(text: str) -> set[Span]:
    """The same from Python's own parser, whose columns are in bytes, and wrong in f-strings before 3.12."""
    lines = text.split("\n")

    def column(line: int, offset: int) -> int:
        return len(lines[line - 1].encode()[:offset].decode()) + 1

    tree = ast.parse(text)
    formatted = {inner for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)}
    return {
        Span(n.lineno, column(n.lineno, n.col_offset), n.end_lineno, column(n.end_lineno, n.end_col_offset))
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and n not in formatted and n.end_lineno and n.end_col_offset
    }


LIBRARY = Path(sysconfig.get_paths()["stdlib"])


@pytest.mark.parametrize("name", ["dataclasses", "argparse", "typing", "enum", "ast", "inspect", "asyncio/tasks"])
def test_call_spans_are_those_of_pythons_own_parser(name: str) -> None:
    text = (LIBRARY / f"{name}.py").read_text(encoding="utf-8")
    file = parse(text)
    assert file.unread == ()
    assert set(calls(file)) == calls_by_ast(text)


def test_columns_are_code_points() -> None:
    (span,) = calls(parse('"😀日本"; f(x)\n'))
    assert span == Span(1, 8, 1, 12)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end(end: str) -> None:
    file = parse(end.join(["a = 1", "def f():", "\treturn g(a)", ""]))
    assert list(calls(file)) == [Span(3, 9, 3, 13)]
    assert file.unread == ()


def test_a_byte_order_mark_is_no_character() -> None:
    assert list(calls(parse("\ufefff(x)\n"))) == [Span(1, 1, 1, 5)]


def test_a_half_typed_call_costs_its_own_line() -> None:
    file = parse("a = f(1)\nb = g(2,\nc = h(3)\n")
    assert [span.line for span in calls(file)] == [1, 3]
    assert file.unread == (Span(2, 1, 2, 9),)


def test_an_open_triple_quote_costs_the_lines_that_no_longer_parse() -> None:
    file = parse('a = f(1)\nb = """text\nmore text\nc = h(3)\n')
    assert [span.line for span in calls(file)] == [1, 4]
    assert [(span.line, span.end_line) for span in file.unread] == [(2, 2), (3, 3)]


def test_brackets_nested_too_deep_are_not_parsed() -> None:
    file = parse("a = " + "(" * 5000 + ")" * 5000 + "\nb = f(1)\n")
    assert [span.line for span in calls(file)] == [2]
    assert [span.line for span in file.oversize] == [1]


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    parse(text)


STATEMENTS = """\
async def f(a, /, b: int = 1, *c, d=2, **e) -> int:
    async with g() as h, i:
        async for j in k:
            await l
    global m
    del n, o[1], o[1:2, ...]
    assert p, q
    yield from r
    s: list[int] = [*t, *u]
    v += w if x else y
    return {**z, 'a': 1, **{k: v for k, v in b if c}}
@d
class A(B, metaclass=M):
    x = lambda *a, k=1: (yield)
    nonlocal_ = not -1 @ 2 ** 3 // 4 << 5 >> 6 & 7 | 8 ^ ~9
try:
    import a.b as c, d.e
    from .. import (f, g as h)
    from .x import *
except* (E, F) as e:
    raise G from e
else:
    pass
finally:
    print(f"{a!r:>{width}} {b=} {{}}" "text".upper(), b"")
while (n := n - 1) > 0 and n is not None or n not in m:
    if n: break
    continue
else: ...
match p:
    case [1, *rest] | (2, "x") if rest: a
    case {"k": v, **others}: b
    case Point(x=0, y=-1.5j) as q: c
    case a.b | None: d
    case _: e
"""


def test_every_kind_of_statement_is_lowered() -> None:
    file = parse(STATEMENTS)
    assert file.unread == ()
    kinds = set()

    def collect(node: object) -> None:
        kinds.add(type(node))
        if isinstance(node, tuple):
            for item in node:
                collect(item)
        elif dataclasses.is_dataclass(node) and not isinstance(node, type):
            for field in dataclasses.fields(node):
                collect(getattr(node, field.name))

    for chunk in file.chunks:
        collect(chunk.statements)
    # what cannot be parsed has tests of its own
    nodes = {value for value in vars(low).values() if dataclasses.is_dataclass(value)}
    assert nodes - {low.Data, low.Omitted, low.Unread} <= kinds
