"""What LibCST would be too slow for, or would not survive."""

from __future__ import annotations

import ast

import pytest
from tests.counting import calls_of

from shapelens.syntax import lowered as low
from shapelens.syntax.oversize import MAX_NESTING, MOST_DATA, fit
from shapelens.syntax.parse import parse
from shapelens.syntax.spans import Span


def value_of(text: str, position: int = 0) -> low.Expression:
    """The right side of an assignment."""
    file = parse(text)
    assert file.unread == file.oversize == ()
    statement = file.chunks[position].statements[0]
    assert isinstance(statement, low.Assign)
    return statement.value


@pytest.mark.parametrize(
    "data",
    [
        "[" + "1, " * 10_000 + "]",
        "[" + "[1.5, -2e-3],\n  " * 1000 + "]",
        "{" + "'key': [True, None], " * 300 + "}",
        "{" + "1, 2, " * 300 + "}",
        "[" + "'it is # no comment', \"[\",\n" * 300 + "]  # [\n",
        "[  # a comment with a bracket (\n" + "1,\n" * 300 + "\n]",
    ],
    ids=["a list", "nested", "a dict", "a set", "strings", "comments"],
)
def test_long_data_is_read_as_python_reads_it(data: str) -> None:
    value = value_of(f"x = {data}\n")
    assert isinstance(value, low.Data)
    assert value.value == ast.literal_eval(data)


@pytest.mark.parametrize("lines", [0, 300])
def test_what_follows_long_data_keeps_its_place(lines: int) -> None:
    text = "x = f((([" + "1,\n" * lines + "2, " * 300 + "])), y)"
    value = value_of(f"{text}\n")
    assert isinstance(value, low.Call)
    held, name = value.arguments
    last = text.split("\n")[-1]
    assert held.value.span == Span(1, 9, lines + 1, last.index("]") + 2)
    assert name.span == Span(lines + 1, last.index("y") + 1, lines + 1, last.index("y") + 2)


def test_data_beyond_all_measure_is_unknown_and_says_so() -> None:
    value = value_of("x = [" + "1, " * (MOST_DATA // 2) + "]\n")
    assert isinstance(value, low.Omitted)
    assert value.reason == f"a literal of {MOST_DATA // 2 * 3 + 2:,} characters is data that is not read"


@pytest.mark.parametrize(
    "text",
    [
        "x = y[" + "1, " * 300 + "]\n",
        "x = f(" + "1, " * 300 + ")\n",
        "x = [" + "a, " * 300 + "]\n",
        "x = " + "[f(1), " * 60 + "]" * 60 + "\n",
        "if x in [" + "1, " * 30 + "]: pass\n" + "y = 1\n" * 100,
    ],
)
def test_what_is_no_data_is_left_as_it_is(text: str) -> None:
    fitted = fit(text)
    assert fitted is not None
    assert (fitted.text, fitted.is_whole) == (text, True)


def test_a_long_list_that_only_looks_like_data_costs_itself_alone() -> None:
    file = parse("x = [" + "1 2, " * 300 + "]\ny = 1\n")
    assert [span.line for span in file.unread] == [1]
    assert [chunk.offset for chunk in file.chunks] == [1]
    assert isinstance(value_of("x = [" + "e, " * 300 + "]\n"), low.Omitted)


@pytest.mark.parametrize("indentation", ["", "    "])
@pytest.mark.parametrize("count", [99, 100, 101, 5000])
def test_a_chain_of_elif_of_any_length_is_one_statement(count: int, indentation: str) -> None:
    branches = "".join(f"{indentation}elif x == {number}:\n{indentation}    y = {number}\n" for number in range(count))
    chain = f"{indentation}if x == -1:\n{indentation}    pass\n{branches}{indentation}else:\n{indentation}    z = 1\n"
    text = f"def f(x):\n{chain}    return y\n" if indentation else f"{chain}after = 1\n"
    file = parse(text)
    assert file.unread == file.oversize == ()
    statements = file.chunks[0].statements
    if isinstance(statements[0], low.FunctionDefinition):
        statements = statements[0].body
        assert isinstance(statements[1], low.Return)
    node = statements[0]
    for number in range(count):
        assert isinstance(node, low.If)
        [node] = node.orelse
        assert isinstance(node, low.If)
        assert isinstance(node.test, low.Comparison)
        assert isinstance(node.test.targets[0][1], low.Constant)
        assert node.test.targets[0][1].value == number
    assert isinstance(node, low.If)
    [last] = node.orelse
    assert isinstance(last, low.Assign)


DEEP = {
    "attributes": "x = a" + ".b" * 100_000,
    "calls": "x = f" + "()" * 100_000,
    "subscripts": "x = a" + "[0]" * 50_000,
    "signs": "x = " + "-" * 100_000 + "1",
    "not": "x = " + "not " * 50_000 + "1",
    "and": "x = " + "a and " * 50_000 + "1",
    "sums": "x = " + "1 + " * 50_000 + "1",
    "powers": "x = " + "2 ** " * 50_000 + "1",
    "lambdas": "x = " + "lambda: " * 20_000 + "1",
    "conditions": "x = " + "1 if a else " * 20_000 + "1",
    "strings": "x = " + "'a' " * 50_000,
    "named": "x = " + "(y := " * 50 + "-" * 5000 + "1" + ")" * 50,
    "brackets": "x = " + "[" * 5000 + "]" * 5000,
    "brackets and sums": "x = " + "(1 + 1 + 1 + 1 + " * 80 + "1" + ")" * 80,
}


@pytest.mark.parametrize("name", DEEP)
def test_what_nests_too_deep_costs_itself_alone(name: str) -> None:
    # a native parser that recurses for each of them takes the process with it
    file = parse(f"before = 1\n{DEEP[name]}\nafter = 1\n")
    assert file.unread == ()
    assert file.oversize == (Span(2, 1, 2, len(DEEP[name].rstrip()) + 1),) or name == "strings"
    assert [chunk.offset for chunk in file.chunks] == [0, 2]


@pytest.mark.parametrize(
    "text",
    [
        "x = " + " + ".join(["a.b.c(1)[2]"] * (MAX_NESTING // 6)),
        "f(" + "a.b, " * 1000 + ")",
        "x = a < " + "b < " * 1000 + "c",
        "\n".join(["x = a.b.c.d"] * 1000),
        "def f():\n" + "    x = a.b.c.d if e else -f\n" * 1000,
    ],
)
def test_what_is_long_and_not_deep_is_read(text: str) -> None:
    file = parse(text + "\n")
    assert file.unread == file.oversize == ()


def test_generated_code_of_any_length_costs_itself_alone() -> None:
    file = parse("before = 1\nclass A:\n" + "    x = f(1)\n" * 60_000 + "after = 1\n")
    assert [(span.line, span.end_line) for span in file.oversize] == [(2, 60_002)]
    assert len(file.chunks) == 2


@pytest.mark.parametrize(
    "text",
    [
        "# a comment\n" * 100_000,
        "\n" * 500_000,
        "#" + "long" * 500_000 + "\n",
        "x = 1  #" + "long" * 500_000 + "\n",
        "x = '" + "long" * 500_000 + "'\n",
        "x = '''" + "long\n" * 500_000 + "'''\n",
        "x = b'" + "\\x00" * 300_000 + "'\n",
    ],
    ids=["comments", "blank lines", "a comment", "one behind code", "a string", "lines of a string", "escapes"],
)
def test_what_is_no_code_is_never_too_long(text: str) -> None:
    file = parse(f"before = 1\n{text}after = 1\n")
    assert file.unread == file.oversize == ()
    assert [type(chunk.statements[0]) for chunk in file.chunks] in ([low.Assign] * 2, [low.Assign] * 3)
    # the work goes with the length of the text
    assert calls_of(lambda: parse(f"before = 1\n{text}after = 1\n")) <= 5 * len(text)
