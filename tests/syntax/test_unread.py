"""Lines that do not parse: what they visibly bind and fill."""

from __future__ import annotations

import pytest

from shapelens.syntax import lowered as low
from shapelens.syntax.parse import parse
from shapelens.syntax.unread import unread_block


def path_of(node: object) -> str:
    if isinstance(node, low.Name):
        return node.id
    assert isinstance(node, low.Attribute)
    return f"{path_of(node.value)}.{node.name}"


def seen(text: str) -> tuple[set[str], set[str]]:
    block = unread_block(text)
    if block is None:
        return set(), set()
    (node,) = block
    assert isinstance(node, low.Unread)
    return set(map(path_of, node.targets)), set(map(path_of, node.filled))


@pytest.mark.parametrize(
    ("text", "bound", "filled"),
    [
        ("x = f(", {"x"}, set()),
        ("x = y = f(", {"x", "y"}, set()),
        ("a, (b, *c), d.e = f(", {"a", "b", "c", "d.e"}, set()),
        ("x: int = f(", {"x"}, set()),
        ("x += f(", {"x"}, set()),
        ("x == f(", set(), set()),
        ("rows[3], other.rows['a'] = f(", set(), {"rows", "other.rows"}),
        ("for a, b in f(:\n    rows.append(a)\n    self.rows[a].extend(b", {"a", "b"}, {"rows", "self.rows"}),
        ("with open('a = 3') as file", {"file"}, set()),
        ("if (n := f(", {"n"}, set()),
        ("from a.b import (c, d as e", {"c", "d", "e"}, set()),
        ("import a.b, c", {"a", "c"}, set()),
        ("def f(a=3:\n    x = 4\n    rows.append(x)\n", {"f"}, set()),
        ("class A(B:\n    x = 4\n", {"A"}, set()),
        ("Dense(\n    units=3,\n    name='x = 4',\n", set(), set()),
        ("# x = 3\n'''y = 4'''(", set(), set()),
        ("model.add(Dense(", set(), {"model"}),
    ],
)
def test_what_is_seen(text: str, bound: set[str], filled: set[str]) -> None:
    assert seen(text) == (bound, filled)


@pytest.mark.parametrize(
    "piece", ["x = [", "a[", "a . ", "for x ", "x=1,", "'", '"""\'', "a = b = ", "a.append(", " ", "[x]", "("]
)
def test_long_lines_are_seen_too(piece: str) -> None:
    seen(piece * 20_000)


def test_what_can_be_seen_stands_between_what_parses() -> None:
    file = parse("a = 1\nx = f(\nb = 2\n")
    assert [chunk.offset for chunk in file.chunks] == [0, 2]
    assert [(chunk.offset, type(chunk.statements[0])) for chunk in file.evaluated] == [
        (0, low.Assign),
        (1, low.Unread),
        (2, low.Assign),
    ]
    whole = parse("a = 1\n")
    assert whole.evaluated == whole.chunks
