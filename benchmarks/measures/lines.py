"""From an edit that moves what is below it to fresh hints: a new line, a pasted block, and undo, beside another number.

Each is timed in turn with a number in a function of the same file, and with one parse of it.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Figure, Scale, median, milliseconds, parse
from benchmarks.measures.edits import Opened, Timed, numbers
from benchmarks.programs import local_places, write_project
from benchmarks.servers import SHAPELENS

# the length of a file, and what a new line may cost of one parse of it
_GOALS = {1_000: 0.15, 10_000: 0.35}
_PASTED_LINES = 12
# a longer text is parsed seldom: that takes more than all else
_PARSES = 3


def measure_lines(scale: Scale, folder: Path) -> list[Figure]:
    """New lines near the top, in the middle and inside a function, blocks, and undo, in short and long files."""
    return [figure for lines in _GOALS for figure in _measure(scale, write_project(folder, lines), lines)]


def _measure(scale: Scale, path: Path, length: int) -> list[Figure]:
    ours, digit, number = Opened(SHAPELENS, path), Timed(), numbers()
    places, kinds = local_places(ours.text), _kinds(ours.text)
    timed = {name: Timed() for name in kinds}
    undone = Timed()
    for count in range(max(4, scale.edits // 4)):
        ours.edit(places[count % len(places)], next(number), digit)
        for name, (line, text) in kinds.items():
            shown = ours.replace_lines(line, line, text.replace("7", next(number)), timed[name])
            _must_have_moved(shown, ours.replace_lines(line, line + text.count("\n"), "", undone), text.count("\n"))
    ours.client.stop()
    whole = median([parse(ours.text).seconds for _ in range(_PARSES)])
    figures = []
    for name, each in (*timed.items(), ("undo", undone)):
        title = f"{name} in {length:,} lines to fresh hints, against "
        ratio, share = median(each.seconds) / median(digit.seconds), median(each.seconds) / whole
        key = f"lines/{length}/{name.replace(' ', '-')}"
        detail = f"{milliseconds(each.seconds)}; another number {milliseconds(digit.seconds)}"
        figures.append(Figure(key, title + "another number", ratio, 2.0, detail=detail))
        figures.append(Figure(f"{key}/parse", title + "one parse", share, _GOALS[length]))
    return figures


def _kinds(text: str) -> dict[str, tuple[int, str]]:
    """What is put in, and before which line."""
    lines = text.split("\n")
    tops = [number for number, line in enumerate(lines) if line and line[0] not in " \t)]}#@"]
    inside = local_places(text)[0].line
    indent = lines[inside][: len(lines[inside]) - len(lines[inside].lstrip())]
    block = "\n".join(f"pasted_{number} = 7" for number in range(_PASTED_LINES)) + "\n"
    return {
        "a new line near the top": (tops[8], "added = 7\n"),
        "an empty line near the top": (tops[8], "\n"),
        "a new line in the middle": (tops[len(tops) // 2], "added = 7\n"),
        "a new line inside a function": (inside, f"{indent}added = 7\n"),
        "a pasted block near the top": (tops[8], block),
    }


def _must_have_moved(after: list[dict[str, object]], before: list[dict[str, object]], lines: int) -> None:
    """The hints are the same, the last of them so many lines further down."""
    last = [hints[-1]["position"] for hints in (after, before)]
    assert isinstance(last[0], dict)
    assert isinstance(last[1], dict)
    if len(after) != len(before) or last[0]["line"] - last[1]["line"] != lines:
        raise SystemExit(f"{lines} lines more must move the hints: {len(after)} and {len(before)}, last {last}")
