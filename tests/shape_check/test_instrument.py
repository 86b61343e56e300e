"""A program whose calls are watched does what it did before, and every call is known by its exact place."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from shapelens_agent.instrument import ENTER, LEAVE, Site, SourceLines, declared_environment, instrument, normalize

PROGRAMS = {
    "super without arguments": """
        class A:
            def name(self): return "A"
        class B(A):
            def name(self): return super().name() + "B"
        print(B().name(), super(B, B()).name())
    """,
    "locals and the names in sight": """
        def f(a):
            b = 2
            return sorted(locals()), dir()
        print(f(1), "f" in globals(), sorted(n for n in vars() if not n.startswith("__")))
    """,
    "a private name in a class": """
        class A:
            def __hidden(self, x): return x * 2
            def shown(self): return self.__hidden(int("21"))
        print(A().shown())
    """,
    "generators that send and yield inside calls": """
        def double(x): return x * 2
        def g():
            while True:
                got = double((yield len("abc")))
                print("got", got)
        it = g(); next(it); it.send(5); it.send(7)
        def nested(): return (yield from g())
        n = nested(); next(n); n.send(1)
    """,
    "coroutines": """
        import asyncio
        async def add(a, b):
            await asyncio.sleep(0)
            return a + b
        async def ticks():
            for i in range(3): yield i
        async def main():
            print(await add(await add(1, 2), 3), [i async for i in ticks()])
        asyncio.run(main())
    """,
    "decorators, class bases and class bodies": """
        import functools
        def tag(text):
            def wrap(f):
                @functools.wraps(f)
                def inner(*a, **k): return text + f(*a, **k)
                return inner
            return wrap
        def base(n): return type("Base" + str(n), (), {})
        class C(base(3), metaclass=type("M", (type,), {})):
            size = len("four")
            @tag("t-")
            def f(self, x=str(9)): return x
        print(C().f(), C.size, C.__mro__[1].__name__, type(C).__name__)
    """,
    "walrus, comprehensions and lambdas": """
        if (n := len("four")) > 3: print(n)
        print([y for x in range(4) if (y := abs(x - 2))], {k: str(k) for k in (1, 2)})
        print((lambda f: f(3))(lambda x: x + n))
    """,
    "annotations stay as they are written": """
        from __future__ import annotations
        from typing import get_type_hints
        def meta(x): return x
        class A:
            x: meta("text") = int("1")
        def f(a: list(int)) -> dict(str=int): return a
        print(A.__annotations__, f.__annotations__)
    """,
    "exec and eval see the caller": """
        def f():
            secret = 42
            return eval("secret"), eval("len('abc')")
        exec("created = 7")
        print(f(), created)
    """,
    "frames and line numbers": """
        import inspect, sys
        def where(): return sys._getframe(1).f_lineno, inspect.stack()[1].function
        def caller():
            return where()
        print(caller(), where())
    """,
    "exceptions keep their lines": """
        import traceback
        def fails(x):
            return int(
                x
            )
        try:
            print(
                fails("no"))
        except ValueError as e:
            print([f.lineno for f in traceback.extract_tb(e.__traceback__)])
    """,
    "starred arguments are evaluated in order": """
        order = []
        def note(x): order.append(x); return x
        def f(*a, **k): return a, k
        print(note(f)(note(1), *note([2, 3]), k=note(4), **note({"z": 5})), order[1:])
    """,
    "formatted strings": """
        x = "é"
        print(f"{x.upper()!r:>5} {len(x):03d} {'a'.join(list('bc'))}")
    """,
    "match": """
        from dataclasses import dataclass
        @dataclass
        class P:
            x: int
            y: int = 0
        match P(int("1")):
            case P(x=1, y=y) if bool(x := 5): print("one", y, x)
    """,
    "deleting, assigning to and augmenting what calls give": """
        d = {"a": [1, 2]}
        def get(): return d
        get()["b"] = [3]; get()["a"][0] += len("xy"); del get()["b"]
        print(d)
    """,
    "proxies are not asked for their class": """
        class Proxy:
            @property
            def __class__(self): print("asked"); return int
        def make(): return Proxy()
        make(); print("done")
    """,
    "global, nonlocal and recursion": """
        total = 0
        def fact(n):
            global total
            total += 1
            return 1 if n < 2 else n * fact(n - 1)
        def outer():
            k = 0
            def inner():
                nonlocal k
                k = max(k, 5)
            inner(); return k
        print(fact(10), total, outer())
    """,
}


@pytest.fixture
def watched() -> Iterator[list[tuple[int, object]]]:
    """The values that calls gave, by site, while the two reserved functions are there."""
    values: list[tuple[int, object]] = []

    def leave(site: int, token: int, value: object) -> object:
        assert token == 17
        values.append((site, value))
        return value

    setattr(builtins, ENTER, lambda: 17)
    setattr(builtins, LEAVE, leave)
    yield values
    delattr(builtins, ENTER)
    delattr(builtins, LEAVE)


def printed(code: object) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code, {"__name__": "__main__"})  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_program_does_what_it_did(name: str, watched: list[tuple[int, object]]) -> None:
    source = textwrap.dedent(PROGRAMS[name])
    expected = printed(compile(source, "program.py", "exec", dont_inherit=True))
    assert expected
    assert printed(instrument(source, "program.py").code) == expected
    assert watched


def test_calls_nested_a_thousand_deep_compile() -> None:
    source = "x = ''" + ".strip()" * 1000
    limit = sys.getrecursionlimit()
    assert len(instrument(source, "deep.py").sites) == 1000
    assert sys.getrecursionlimit() == limit


def sites_of(source: str) -> list[Site]:
    return sorted(instrument(normalize(source), "x.py").sites)


def text_at(source: str, site: Site) -> str:
    """The text of a site, cut out by its line and column in code points."""
    lines = normalize(source).split("\n")[site.line - 1 : site.end_line]
    lines[-1] = lines[-1][: site.end_column - 1]
    lines[0] = lines[0][site.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("x = Dense(4)(y)", ["Dense(4)", "Dense(4)(y)"]),
        ('s = "é🙂漢"; x = Dense(4)(y)', ["Dense(4)", "Dense(4)(y)"]),
        ("if 1:\n\tñ = '\t🙂'; x = Dense(4)", ["Dense(4)"]),
        ("x = Model(\n  a,\n  f('é')\n)", ["Model(\n  a,\n  f('é')\n)", "f('é')"]),
        ("\ufeffx = f()\r\ny = g()\r\n", ["f()", "g()"]),
        ("x = '\x0c\u2028'; y = g()\nz = h()", ["g()", "h()"]),
        ("x = (\n    Dense(4)\n)(y)", ["Dense(4)", "(\n    Dense(4)\n)(y)"]),
        ("x: int(3) = f()\ndef g(a: h() = k()) -> m(): pass", ["f()", "k()"]),
        ("print(f'{a()}')", ["print(f'{a()}')"]),
    ],
)
def test_positions(source: str, calls: list[str]) -> None:
    assert sorted(text_at(source, site) for site in sites_of(source)) == sorted(calls)


def test_the_name_that_a_call_is_bound_to() -> None:
    source = "m = f(g())\nself.n = h()\n(w := k())\na, b = p()\nq()\nr: int = s()\n"
    named = {re.split(r"\(", text_at(source, site))[0]: site.target for site in sites_of(source)}
    assert named == {"f": "m", "g": None, "h": "n", "k": "w", "p": None, "q": None, "s": "r"}


def test_the_tree_covers_every_call_outside_annotations_and_formatted_strings() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    inside = [
        node
        for text in ast.walk(ast.parse(source))
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if isinstance(node, ast.Call)
    ]
    assert len(sites_of(source)) == len(calls) - len(inside) > 50


def test_the_first_column_of_a_line() -> None:
    lines = SourceLines("x\n\t  y = 1\n")
    assert [lines.first_column(line) for line in (1, 2, 3, 9)] == [1, 4, 1, 1]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('import os\nos.environ["KERAS_BACKEND"] = "jax"', {"KERAS_BACKEND": "jax"}),
        ('os.environ.setdefault("TF_USE_LEGACY_KERAS", "1")', {"TF_USE_LEGACY_KERAS": "1"}),
        ('os.environ["CUDA_VISIBLE_DEVICES"] = "0"', {}),
        ('os.environ["KERAS_BACKEND"] = name', {}),
        ('settings["KERAS_BACKEND"] = "jax"', {}),
        ('f("KERAS_BACKEND", "jax")', {}),
    ],
)
def test_the_keras_that_a_program_chooses(source: str, found: dict[str, str]) -> None:
    assert declared_environment(source) == found
