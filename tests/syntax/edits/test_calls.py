"""Arguments of a call: set, added, removed, renamed, however the call is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.syntax.edits.marked import changed, marked

from shapelens.syntax.edits.calls import Call, call_around, call_of, read_call
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.source import Source
from shapelens.syntax.spans import Span


def of_call(change: Callable[[Call], tuple[Edit, ...] | None]) -> Callable[[Source, Span], tuple[Edit, ...] | None]:
    def apply(source: Source, span: Span) -> tuple[Edit, ...] | None:
        call = read_call(source, span)
        assert call is not None
        return change(call)

    return apply


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("‹f()›", "f(p=1)"),
        ("‹f(  # why\n)›", "f(p=1  # why\n)"),
        ("‹f(a)›", "f(a, p=1)"),
        ("‹f(a,)›", "f(a, p=1,)"),
        ("‹f(a, b=2 )›", "f(a, b=2, p=1 )"),
        ("‹f(a  # why\n)›", "f(a, p=1  # why\n)"),
        ("‹f(\n    a,\n    b=2,\n)›", "f(\n    a,\n    b=2,\n    p=1,\n)"),
        ("‹f(\n    a,\n    b=2\n)›", "f(\n    a,\n    b=2,\n    p=1\n)"),
        ("‹f(\n    a,\n    b=2,  # two\n)›", "f(\n    a,\n    b=2,  # two\n    p=1,\n)"),
        ("‹f(\n    a,\n    b=2  # two\n)›", "f(\n    a,\n    b=2,  # two\n    p=1\n)"),
        ("‹f(a,\n  b=2)›", "f(a,\n  b=2,\n  p=1)"),
        ("‹f(\n\ta,\n\tb=2,\n)›", "f(\n\ta,\n\tb=2,\n\tp=1,\n)"),
        ("‹f(\r\n    a,\r\n)›\r\n", "f(\r\n    a,\r\n    p=1,\r\n)\r\n"),
        ("x = g(‹f(a, h(b))›, c)", "x = g(f(a, h(b), p=1), c)"),
        ('é = "日本 😀"; ‹f("😀")›', 'é = "日本 😀"; f("😀", p=1)'),
        ("‹(f)(a)›", "(f)(a, p=1)"),
        ("‹f (a)›", "f (a, p=1)"),
        ("‹f(a, *b, **c)›", "f(a, *b, **c, p=1)"),
        ("‹f((each for each in b))›", "f((each for each in b), p=1)"),
        ("‹f(each for each in b)›", None),
        (
            "if a:\n  while b:\n      ‹f(\n        a,\n      )›\n",
            "if a:\n  while b:\n      f(\n        a,\n        p=1,\n      )\n",
        ),
        ("\ufeff‹f(a)›", "\ufefff(a, p=1)"),
    ],
)
def test_an_argument_more(before: str, after: str | None) -> None:
    assert changed(before, of_call(lambda call: call.add("p=1"))) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("‹f(p=1)›", "f()"),
        ("‹f(p=1,)›", "f()"),
        ("‹f(a, p=1)›", "f(a)"),
        ("‹f(a, p=1,)›", "f(a,)"),
        ("‹f(p=1, b=2)›", "f(b=2)"),
        ("‹f(a, p = (1, 2), b=2)›", "f(a, b=2)"),
        ("‹f(\n    a,\n    p=1,\n    b=2,\n)›", "f(\n    a,\n    b=2,\n)"),
        ("‹f(\n    a,\n    p=1\n)›", "f(\n    a,\n)"),
        ("‹f(\n    p=g(\n        1,\n    ),\n    b=2,\n)›", "f(\n    b=2,\n)"),
        ("‹f(\n    a,\n    p=1,  # why\n    b=2,\n)›", "f(\n    a,\n    # why\n    b=2,\n)"),
        ("‹f(a, p=1,\n  b=2)›", "f(a,\n  b=2)"),
        ("‹f(p=1,\n  b=2)›", "f(b=2)"),
        ("‹f(p=1,  # why\n  b=2)›", "f(  # why\n  b=2)"),
        ("‹f(a,\n  p=1)›", "f(a)"),
        ("‹f(a,  # why\n  p=1)›", "f(a,  # why\n  )"),
        ("‹f(a, p=1,  # why\n  b=2)›", "f(a,  # why\n  b=2)"),
        ("‹f(\r\n    a,\r\n    p=1,\r\n)›", "f(\r\n    a,\r\n)"),
        ("‹f(a, b=2)›", None),
        ("‹f(a, **p)›", None),
    ],
)
def test_an_argument_fewer(before: str, after: str | None) -> None:
    assert changed(before, of_call(lambda call: call.remove("p"))) == after


@pytest.mark.parametrize(
    ("before", "indices", "after"),
    [
        ("‹f(a, p=1, q=2)›", (1, 2), "f(a)"),
        ("‹f(a, p=1, q=2, b=3)›", (1, 2), "f(a, b=3)"),
        ("‹f(p=1, q=2)›", (0, 1), "f()"),
        ("‹f(p=1, b=3, q=2)›", (0, 2), "f(b=3)"),
        ("‹f(a, p=1, b=3, q=2,)›", (1, 3), "f(a, b=3,)"),
        ("‹f(\n    a,\n    p=1,  # why\n    q=2,\n)›", (1, 2), "f(\n    a,\n    # why\n)"),
        ("‹f(a, p=1,\n  q=2)›", (1, 2), "f(a)"),
        ("‹f(a, p=1,\n  q=2,\n  b=3)›", (1, 2), "f(a,\n  b=3)"),
    ],
)
def test_several_arguments_fewer(before: str, indices: tuple[int, ...], after: str) -> None:
    assert changed(before, of_call(lambda call: call.items.remove(*indices))) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("‹f(a, p=1)›", "f(a, p=9)"),
        ("‹f(a, p = (1 + \n 2))›", "f(a, p = 9)"),
        ("‹f(a, 1, b=2)›", "f(a, 9, b=2)"),
        ("‹f(a, (1), b=2)›", "f(a, 9, b=2)"),
        ("‹f(a, b=2)›", "f(a, b=2, p=9)"),
        ("‹f(a, *b)›", None),
        ("‹f(a, **b)›", None),
        ("‹f(a, p=1, **b)›", "f(a, p=9, **b)"),
    ],
)
def test_an_argument_gets_another_value(before: str, after: str | None) -> None:
    assert changed(before, of_call(lambda call: call.set("p", "9", position=1))) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("‹f(a, p=1)›", "f(a, q=1)"),
        ("‹f(a, p  =  p)›", "f(a, q  =  p)"),
        ("‹f(\n    p=1,  # p\n)›", "f(\n    q=1,  # p\n)"),
        ("‹f(a, p=1, q=2)›", None),
        ("‹f(p)›", None),
    ],
)
def test_an_argument_gets_another_name(before: str, after: str | None) -> None:
    assert changed(before, of_call(lambda call: call.rename("p", "q"))) == after


@pytest.mark.parametrize(
    ("before", "index", "after"),
    [
        ("‹f(a, 3)›", 1, "f(a, size=3)"),
        ("‹f(a, (3), b=2)›", 1, "f(a, size=(3), b=2)"),
        ("‹f(a, 3, 4)›", 1, None),
        ("‹f(a)›", 1, None),
    ],
)
def test_a_position_gets_its_name(before: str, index: int, after: str | None) -> None:
    assert changed(before, of_call(lambda call: call.name_positional(index, "size"))) == after


def test_what_is_known_of_a_call() -> None:
    source, span = marked('x = ‹tf.keras.layers.Conv2D(32, (3), padding="same", *more, **options)›')
    call = read_call(source, span)
    assert call is not None
    assert call.name == "tf.keras.layers.Conv2D"
    assert call.positional_count == 2
    assert [call.text(argument) for argument in call.arguments] == ["32", "(3)", '"same"', "more", "options"]
    assert [argument.star for argument in call.arguments] == ["", "", "", "*", "**"]
    assert call.positional(2) is None


def test_a_call_whose_function_has_no_name() -> None:
    call = read_call(*marked("‹layers[0](x)›"))
    assert call is not None
    assert call.name == ""


def test_the_call_around_an_argument() -> None:
    source, span = marked("f(g(1, ‹h(2)›), 3)")
    call = call_around(source, span)
    assert call is not None
    assert call.name == "g"
    assert call_around(*marked("‹f›(1)")) is None


def test_the_call_of_a_call() -> None:
    call = call_of(*marked("y = g(‹f(1)›(x))"))
    assert call is not None
    assert [call.text(argument) for argument in call.arguments] == ["x"]
    assert call_of(*marked("y = g(‹f(1)›)")) is None


@pytest.mark.parametrize("program", ["‹f›(1)", "x = ‹1›", "f(‹1, 2)›"])
def test_what_is_no_call(program: str) -> None:
    assert read_call(*marked(program)) is None


def test_a_call_between_lines_that_do_not_parse() -> None:
    program = "def (:\nx = ‹f(a)›\ny = [1,\n"
    assert changed(program, of_call(lambda call: call.add("p=1"))) == "def (:\nx = f(a, p=1)\ny = [1,\n"


def test_a_call_that_does_not_parse() -> None:
    assert read_call(*marked("x = ‹f(a b)›\n")) is None
