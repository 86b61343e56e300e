"""Long classes and functions lowered piece by piece are what they are as a whole, and an edit costs its piece."""

from __future__ import annotations

from typing import Any

import libcst as cst
import pytest
from tests.fuzz.mutate import ROOT

from shapelens.syntax import blocks, lowered
from shapelens.syntax.blocks import LONG, lower_block
from shapelens.syntax.chunks import split
from shapelens.syntax.lower_statements import lower_body
from shapelens.syntax.parse import lower_text
from shapelens.syntax.positions import Positions

FOLDERS = ("server/shapelens", "tests/traced/programs", "tests/interpreter")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
CHUNKS = [chunk.text for path in FILES for chunk in split(path.read_text(encoding="utf-8")) if len(chunk.text) > LONG]

HEADS = [
    "class A(B):\n", "class A(B):  # a remark\n", "# before\n\n@wraps(\n    x)\n@other\nclass A:\n",
    "def f(a, b=(1,\n      2)):\n", "async def f(a: int) -> int:\n",
]  # fmt: skip
BODIES = [
    """\
    '''Text
    of it.'''
    a = 1

    # remark
    if a:
        b
    else:
        c
    d = 2  # shape: (1,)
""",
    "\tx = 1\n\tfor i in x:\n\t\tyield i\n\treturn (1,\n2)\n",
    """\
    @property
    def g(self):
        yield 1

    @g.setter
    # remark
    def g(self, v): ...
    y = lambda: (yield)
""",
    """\
    a = '''
    b
  c'''
    d = 1\\
+ 2
    try:
        e
    except E:
        f
    finally:
        g
    h
""",
]


def _as_a_whole(text: str) -> str:
    module = cst.parse_module(text)
    return repr(lower_body(Positions(module), module.body))


def _one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse every piece by itself, as after an edit, although none is known yet."""
    monkeypatch.setattr(blocks, "_read_ahead", lambda *_: None)
    lower_block.cache_clear()
    blocks._frame.cache_clear()


@pytest.mark.parametrize("text", CHUNKS, ids=range(len(CHUNKS)))
def test_real_code(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _one_by_one(monkeypatch)
    assert repr(lower_block(text).statements) == _as_a_whole(text)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("body", BODIES)
def test_every_kind_of_head_and_body(head: str, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LONG", 1)
    _one_by_one(monkeypatch)
    assert repr(lower_block(head + body).statements) == _as_a_whole(head + body)
    lower_block.cache_clear()


@pytest.mark.parametrize("text", [*CHUNKS[::10], *(head + body for head in HEADS for body in BODIES)])
def test_what_is_read_ahead_is_what_the_pieces_give(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LONG", 100 if len(text) > LONG else 1)
    lower_block.cache_clear()
    ahead = lower_block(text)
    ends: list[Any] = [key for key in lower_block._kept if key != (text,)]
    assert repr(ahead.statements) == _as_a_whole(text)
    known = [repr(lower_block(*key)) for key in ends]
    _one_by_one(monkeypatch)
    assert [repr(lower_block(*key)) for key in ends] == known
    assert repr(lower_block(text)) == repr(ahead)
    lower_block.cache_clear()


def test_an_edit_costs_the_statement_that_it_is_in() -> None:
    methods = "".join(f"    def m{n}(self, x):\n        y = x + {n}\n        return y\n\n" for n in range(60))
    text = "class A:\n" + methods
    before, after = lower_text(text), lower_text(text.replace("y = x + 30\n", "y = x + 31\n"))
    assert before is not None
    assert after is not None
    (old,), (new,) = before, after
    assert isinstance(old, lowered.ClassDefinition)
    assert isinstance(new, lowered.ClassDefinition)
    assert [n for n, (a, b) in enumerate(zip(old.body, new.body, strict=True)) if a is not b] == [30]


def test_what_does_not_parse_does_not_parse_in_pieces_either() -> None:
    methods = "".join(f"    def m{n}(self, x):\n        y = x + {n}\n        return y\n\n" for n in range(60))
    assert lower_text("class A:\n" + methods.replace("y = x + 30", "y = x +")) is None
    assert lower_text("class A:\n" + methods + "  b = 1\n") is None
