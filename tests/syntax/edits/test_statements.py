"""Statements before and behind another, at its depth and with the line ends of the text."""

from __future__ import annotations

import pytest
from tests.syntax.edits.marked import changed, marked

from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.source import Source
from shapelens.syntax.edits.statements import Statement, statement_at
from shapelens.syntax.spans import Span


def at(source: Source, span: Span) -> Statement:
    statement = statement_at(source, span)
    assert statement is not None
    return statement


def before(source: Source, span: Span) -> tuple[Edit, ...]:
    return at(source, span).insert_before("n()")


def behind(source: Source, span: Span) -> tuple[Edit, ...] | None:
    return at(source, span).insert_behind("n()")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a()\n‹b()›\n", "a()\nn()\nb()\n"),
        ("a()\nx = f(‹b()›)  # two\n", "a()\nn()\nx = f(b())  # two\n"),
        ("def f():\n\tx = 1\n\treturn ‹g›(x)\n", "def f():\n\tx = 1\n\tn()\n\treturn g(x)\n"),
        ("a(); ‹b()›\n", "a(); n(); b()\n"),
        ("‹a()›; b()\n", "n()\na(); b()\n"),
        ("if a: ‹b()›\n", "if a: n(); b()\n"),
        ("with ‹a()› as b:\n    c()\n", "n()\nwith a() as b:\n    c()\n"),
        ("if a:\n    b()\nelif ‹c()›:\n    d()\n", "n()\nif a:\n    b()\nelif c():\n    d()\n"),
        (
            "for x in y:\n    m.add(\n        ‹b(1)›,\n    )\n",
            "for x in y:\n    n()\n    m.add(\n        b(1),\n    )\n",
        ),
        ("a()\r\n‹b()›\r\n", "a()\r\nn()\r\nb()\r\n"),
        ("‹b()›", "n()\nb()"),
    ],
)
def test_a_statement_before(text: str, expected: str) -> None:
    assert changed(text, before) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‹a()›\nb()\n", "a()\nn()\nb()\n"),
        ("‹a()›  # one\nb()\n", "a()  # one\nn()\nb()\n"),
        ("‹a()›; b()\n", "a(); n(); b()\n"),
        ("a(); ‹b()›\n", "a(); b(); n()\n"),
        ("if a: ‹b()›\n", "if a: b(); n()\n"),
        (
            "def f():\n    x = ‹g(\n        1\n    )›\n    return x\n",
            "def f():\n    x = g(\n        1\n    )\n    n()\n    return x\n",
        ),
        ("a()\n‹b()›", "a()\nb()\nn()"),
        ("with ‹a()› as b:\n    c()\n", None),
    ],
)
def test_a_statement_behind(text: str, expected: str | None) -> None:
    assert changed(text, behind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a()\n‹b()›\nc()\n", "a()\nc()\n"),
        ("a()\n‹b()›  # two\nc()\n", "a()\n# two\nc()\n"),
        ("def f():\n    a()\n    m.add(\n        ‹b›)\n", "def f():\n    a()\n"),
        ("def f():\n    ‹b()›\n", None),
        ("a(); ‹b()›\n", None),
        ("with ‹a()› as b:\n    c()\n", None),
    ],
)
def test_a_statement_fewer(text: str, expected: str | None) -> None:
    assert changed(text, lambda source, span: at(source, span).remove()) == expected


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("x = f(‹y›)", "x"),
        ("x: int = f(‹y›)", None),
        ("a, b = f(‹y›)", None),
        ("a = b = f(‹y›)", None),
        ("f(‹y›)", None),
    ],
)
def test_the_name_that_is_assigned(text: str, target: str | None) -> None:
    assert at(*marked(text)).target == target
