"""Settings and comments: which diagnostics of a file are shown, and how gravely."""

from __future__ import annotations

from typing import get_args

import pytest

from shapelens.diagnostics.diagnose import Options, diagnose
from shapelens.diagnostics.ignore_comments import ignoring
from shapelens.diagnostics.registry import CHECKS
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis, Finding
from shapelens.interpreter.domain.problems import ProgramProblem
from shapelens.layers.framework.problems import MissingArgument, Problem, UnknownArgument
from shapelens.syntax.edits.edit import apply_edits
from shapelens.syntax.edits.source import Source
from shapelens.syntax.spans import Span

FIRST, SECOND = Span(2, 1, 2, 10), Span(5, 1, 8, 10)
TWO_FAULTS = Analysis(
    "model.py",
    findings=(Finding(MissingArgument("units"), SECOND, "Dense"), Finding(UnknownArgument("a", None), FIRST, "Dense")),
)
EIGHT_LINES = [""] * 8


def codes(options: Options | None = None, lines: list[str] | None = None) -> list[str]:
    return [diagnostic.code for diagnostic in diagnose(TWO_FAULTS, options, lines or ())]


def test_diagnostics_stand_in_the_order_of_their_places() -> None:
    assert codes() == ["SL301", "SL302"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (Options(select=("SL302",)), ["SL302"]),
        (Options(select=("SL3",)), ["SL301", "SL302"]),
        (Options(select=("SL2",)), []),
        (Options(ignore=("SL301",)), ["SL302"]),
        (Options(ignore=("SL",)), []),
        (Options(select=("SL302",), ignore=("SL3",)), ["SL302"]),
        (Options(select=("SL3",), ignore=("SL302",)), ["SL301"]),
        (Options(select=("SL3",), ignore=("SL3",)), []),
    ],
)
def test_codes_and_beginnings_of_codes_select_and_ignore(options: Options, expected: list[str]) -> None:
    assert codes(options) == expected


def test_a_setting_gives_another_severity() -> None:
    found = diagnose(TWO_FAULTS, Options(severity={"SL301": "hint"}))
    assert [diagnostic.severity for diagnostic in found] == ["hint", "error"]


@pytest.mark.parametrize(
    ("line", "comment", "expected"),
    [
        (2, "x = Dense()  # shapelens: ignore", ["SL302"]),
        (2, "x = Dense()  # shapelens: ignore[SL301]", ["SL302"]),
        (2, "x = Dense()  # shapelens:ignore[SL1, SL3]", ["SL302"]),
        (2, "x = Dense()  #shapelens: ignore[sl301] and why", ["SL302"]),
        (2, "x = Dense()  # shapelens: ignore[SL302]", ["SL301", "SL302"]),
        (2, "x = Dense()  # shapelens: ignored", ["SL301", "SL302"]),
        (3, "x = Dense()  # shapelens: ignore", ["SL301", "SL302"]),
        (5, "x = Dense(  # shapelens: ignore", ["SL301"]),
        (6, "    1,  # shapelens: ignore", ["SL301", "SL302"]),
        (8, ")  # shapelens: ignore[SL302]", ["SL301"]),
    ],
)
def test_a_comment_on_the_first_or_last_line_silences(line: int, comment: str, expected: list[str]) -> None:
    lines = [*EIGHT_LINES]
    lines[line - 1] = comment
    assert codes(lines=lines) == expected


def test_a_comment_in_a_real_program() -> None:
    program = "from keras import layers\nlayers.Dense(unit=3)  # shapelens: ignore[SL301]\nlayers.Dense(unit=3)\n"
    found = diagnose(analyze(program), lines=program.split("\n"))
    assert [(diagnostic.code, diagnostic.span.line) for diagnostic in found] == [("SL301", 3)]


def test_every_problem_is_put_into_words_by_one_check() -> None:
    problems = [check.problem for check in CHECKS if check.problem is not None]
    assert sorted(map(str, problems)) == sorted(map(str, (*get_args(Problem), *get_args(ProgramProblem))))


def test_one_place_has_one_diagnostic_of_a_code() -> None:
    twice = Analysis(
        "model.py",
        findings=(
            Finding(MissingArgument("units"), FIRST, "Dense"),
            Finding(MissingArgument("rate"), FIRST, "Dropout"),
        ),
    )
    assert [diagnostic.message[:5] for diagnostic in diagnose(twice)] == ["Dense"]


def test_all_unread_lines_are_one_note() -> None:
    analysis = Analysis("model.py", unread=(Span(9, 1, 11, 1), Span(3, 1, 3, 8)))
    [found] = diagnose(analysis)
    assert (found.code, found.severity, found.span.line) == ("SL101", "information", 3)
    assert found.message == "Lines 3 and 9 to 11 do not parse as Python and are left out; the others keep their shapes."


def test_in_a_sequential_model_the_layer_before_is_named() -> None:
    program = (
        "from keras import Input, Sequential, layers\n"
        "model = Sequential([\n"
        "    Input(shape=(9, 9, 1)),\n"
        "    layers.MaxPooling2D(4),\n"
        "    layers.MaxPooling2D(4),\n"
        "])\n"
        "other = Sequential()\n"
        "other.add(Input(shape=(10, 3)))\n"
        "other.add(layers.LSTM(8))\n"
        "other.add(layers.LSTM(8))\n"
    )
    found = [each for each in diagnose(analyze(program)) if each.severity == "error"]
    assert [[(place.span.line, place.message) for place in diagnostic.related] for diagnostic in found] == [
        [(4, "the input (None, 2, 2, 1) comes from this MaxPooling2D")],
        [(10, "it fails in this call")],
    ]


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("layers.Dense(unit=3)", "layers.Dense(unit=3)  # shapelens: ignore[SL301]"),
        ("layers.Dense(unit=3)  # three", "layers.Dense(unit=3)  # three  # shapelens: ignore[SL301]"),
        (
            "layers.Dense(unit=3)  # shapelens: ignore[SL2] why",
            "layers.Dense(unit=3)  # shapelens: ignore[SL2, SL301] why",
        ),
        ("layers.Dense(\\\nunit=3)", "layers.Dense(\\\nunit=3)  # shapelens: ignore[SL301]"),
        ('layers.Dense(name="""a\nb""", unit=3)', 'layers.Dense(name="""a\nb""", unit=3)  # shapelens: ignore[SL301]'),
    ],
)
def test_the_comment_that_silences(line: str, after: str) -> None:
    program = f"from keras import layers\n{line}\n"
    [found] = diagnose(analyze(program), lines=program.split("\n"))
    edits = ignoring(Source(program), found.span, found.code)
    assert edits is not None
    silenced = apply_edits(program, edits)
    assert silenced == f"from keras import layers\n{after}\n"
    assert diagnose(analyze(silenced), lines=silenced.split("\n")) == ()
