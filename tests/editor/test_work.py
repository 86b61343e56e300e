"""What is answered on the event loop costs as much in a long file as in a short one: calls of functions are counted."""

from __future__ import annotations

from benchmarks.programs import Place, local_places, program
from tests.counting import calls_of

from shapelens.editor.carrying import carry_line
from shapelens.editor.hints import hints
from shapelens.editor.hover import hover
from shapelens.editor.lines import shown_beside_lines
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis

SHORT, LONG = (program(lines) for lines in (200, 2_000))
# the lines in view
VIEW = range(1, 61)


def answered(text: str, analysis: Analysis) -> dict[str, int]:
    """The calls of functions that each answer takes, for places at the beginning of a file."""
    place: Place = local_places(text)[0]
    edited = text.split("\n")
    edited.insert(place.line + 5, "# a line")
    before = text.split("\n")

    def carry() -> None:
        known = carry_line(analysis, before, edited, place.line + 1)
        assert known is not None
        assert known.sites

    return {
        "hints": calls_of(lambda: shown_beside_lines(hints(analysis, lines=VIEW), analysis.trainings)),
        "hover": calls_of(lambda: hover(analysis, place.line + 1, place.start)),
        "carrying": calls_of(carry),
    }


def test_a_file_of_ten_times_the_lines_takes_as_many_calls() -> None:
    short, long = (answered(text, analyze(text)) for text in (SHORT, LONG))
    assert all(count > 5 for count in short.values())
    assert {name: long[name] <= 1.2 * short[name] for name in short} == dict.fromkeys(short, True)
    # with what it does a call takes about a microsecond, and a handler may take 5 ms
    assert max(long.values()) < 3_000
