"""What Python's parser reads is lowered to what LibCST reads."""

from __future__ import annotations

import sys
from pathlib import Path

import libcst as cst
import pytest
from tests.fuzz.mutate import ROOT

from shapelens.syntax.chunks import split
from shapelens.syntax.lower_statements import lower_body
from shapelens.syntax.native.read import lower_natively
from shapelens.syntax.parse import lower_text
from shapelens.syntax.positions import Positions

FILES = sorted(
    path
    for part in ("examples", "tests/traced/programs", "server/shapelens/syntax")
    for path in (ROOT / part).rglob("*.py")
)

SNIPPETS = [
    "()\n( )\n(a, b)\n( a, b, )\n(a,\n b,  # (c)\n)\na, b,\n(a), b\n((a), b)\n((a) # )\n, b), (c)\n"
    "(a, b), c\n",
    "f(x for x in y)\nf((x for x in y))\n( x for x in y if (z) )\nf(1, (x for x in y))\n"
    "f(x for x in (y) # )\n)\n",
    "f((a), *b, **c)\nf(a=1, *b)\n(f)(a, ( # (\n(b) # )\n ) ,)\nf((a, b), (yield))\nf()((a))\n"
    "f(a, b = (1))\n",
    "x[::2]\nx[1:]\nx[:, None]\nx[1:2, 3]\nx[(1, 2)]\nx[(1), 2]\nx[1,]\nx[a:b,]\nx[b := 1]\nx[f(1, 2)[0]]\n",
    "a and b and (c) and d\n(a or b) or c\na or (b) or c\na < b <= (c) not in d is not e\n"
    "not -~+a ** b @ c // d\n",
    "a = 1; b = 2; c # remark\nif x: d = 3 # none\nif x:\n    e = 4; # this\n    f: int = 5 # that\n"
    "else: g: int = 6 # none\n",
    "def f(a, # first\n  b=(1), # second\n  *, c: (int) = ')', # third\n **d # fourth\n): pass\n",
    "def f(a, /, b, *c: int, d=1, e, **g: str) -> (x): # remark\n    return\n",
    "@a\n@ b(1)\nasync def f(): return [x async for x in y]\n@c\nclass A(B, (C), *D, metaclass=E): pass\n"
    "class  F: x = 1\n",
    "lambda: (yield)\ndef f(): return lambda x, *y, z=1: (yield)\ndef g():\n    def h(): yield\n"
    "    return 1\n",
    "def f():\n    x = yield\n    yield from x\nasync def g(): return (await f())\n"
    "def h(): return f'{(yield)}'\n",
    "f'a{b!r:>{c}}' 'd{' f\"{{}}{(1, 2)}{x=}\"\n(f'''a\n  {b}\n{f(1)}''' # c\n  rf'\\d{e}')\n"
    "f'\\n{é}'\n",
    "'a' 'b'\n('a' # b\n  u'c')\nb'a' rb'\\d'\n1_000, 0x1f, 1e3, 2j, ..., None, True, 10**40\n",
    "é = 'ü' ; f('日本', (b), c='😀', d=(x, 'ö')) # ñ\ndef ä(é: 'ü' = 'ö', # ß\n  *ü): pass\n"
    "class Ö(Ä, ü): pass\n",
    "del (a, b)\ndel a, (b), c[0]\ndel [a]\nglobal a, b\nnonlocal c\nassert (a), b\nraise (a) from b\n"
    "raise\npass\n",
    "import a.b.c as d, e\nfrom . import f\nfrom ..g.h import i as j, k\nfrom l import *\n"
    "from m import (n,\n o)\n",
    "*a, b = c = (d, *e)\n(a, b) = c\n[a, *b] = c\na += (1, 2)\na.b[c] @= d\n{**a, 'b': (c), **(d)}\n"
    "{a, *b}\n",
    "for a, b in c, d: break\nelse: pass\nwhile (a): continue\nelse:\n    pass\ntry: a\n"
    "except (A, B) as e: b\nexcept C:\n    c\nfinally: d\n",
    "with (a as b, c): pass\nwith (a): pass\nwith a, (b) as (c, d): pass\nif a: b\nelif c: d\nelif e:\n"
    "    f\nelse: g\n",
    "{a: b for a, b in c if d if (e) for f in g}\n{a for a in b}\n[(a) for (a) in (b)]\na if b else (c)\n"
    "(a := (1))\n",
    "match x, y:\n  case 'a' | -1 | (None): pass\n  case [a, *_] | (b, *c): pass\n"
    "  case {'a': 1, d.e: f, **r}: pass\n  case A.B(b, c=d) as e if (f): pass\n  case (g): pass\n"
    "  case _: pass\n",
]  # fmt: skip


def _by_libcst(text: str) -> str:
    module = cst.parse_module(text)
    return repr(lower_body(Positions(module), module.body))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_real_code(path: Path) -> None:
    for chunk in split(path.read_text(encoding="utf-8")):
        lowered = lower_natively(chunk.text)
        assert lowered is not None
        assert repr(lowered.statements) == _by_libcst(chunk.text)


@pytest.mark.parametrize("text", SNIPPETS)
def test_every_kind_of_node(text: str) -> None:
    lowered = lower_natively(text)
    assert lowered is not None
    assert repr(lowered.statements) == _by_libcst(text)


def test_a_newer_grammar_is_left_to_libcst() -> None:
    text = "def f[T](x: T) -> T:\n    return g(x)\n"
    assert (lower_natively(text) is None) == (sys.version_info < (3, 12))
    assert repr(lower_text(text)) == _by_libcst(text)


@pytest.mark.parametrize("text", ["f(", "a = = 1\n", "x = '\n", "f(\0)\n", "1" * 5000 + "\n"])
def test_what_python_refuses(text: str) -> None:
    assert lower_natively(text) is None
    assert lower_text(text) is None
