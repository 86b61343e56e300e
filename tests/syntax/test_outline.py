"""The outline of a file: names without a parser, and the same statements as parsing gives."""

from __future__ import annotations

import pytest

from shapelens.interpreter.modules.names import bound_names
from shapelens.syntax.outline import outline
from shapelens.syntax.parse import parse

MODULE = '''"""A docstring
def not_a_function(): pass
"""
import os
from a import (b,
    c as d)

# a comment
TABLE = {
    "x": 1,
}
pair = one, other = (1, 2)
@register(
    "name",
)
def decorated(x):
    def inner():
        pass
    return inner

async def waits():
    pass


class Thing(Base):
    """class Other:"""
    size = 3

if os.name:
    def either(): pass
else:
    either = None
'''


def test_says_what_each_chunk_declares() -> None:
    names = [chunk.name for chunk in outline(MODULE)]
    assert [name for name in names if name] == ["TABLE", "decorated", "waits", "Thing"]


@pytest.mark.parametrize("text", [MODULE, MODULE.replace("\n", "\r\n"), "\ufeff" + MODULE, "def broken(:\nx = 1\n", ""])
def test_reads_what_parsing_reads(text: str) -> None:
    read = [part for chunk in outline(text) for part in chunk.read()]
    assert [part.offset for part in read] == [chunk.offset for chunk in parse(text).chunks]
    assert [len(part.statements) for part in read] == [len(chunk.statements) for chunk in parse(text).chunks]


def test_declares_what_its_statements_bind() -> None:
    for chunk in outline(MODULE):
        if chunk.name is not None:
            assert [name for part in chunk.read() for name in bound_names(part.statements)] == [chunk.name]
