"""From an edit to fresh hints: inside a function, of a constant, in an imported module, in short and long files.

Every round edits in every server and parses the text once, so that a machine that slows down slows all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.blocks import SHARED
from benchmarks.client import Client
from benchmarks.figures import Figure, Scale, median, milliseconds, parse, quantile
from benchmarks.programs import SHARED_NAME, Place, constant_place, local_places, shared_with, write_project
from benchmarks.servers import SHAPELENS, Server, peers

VISIBLE = 60
# longer texts are compared with shorter ones, and parsing them would take most of a run
_PARSED = 1_000


@dataclass(slots=True)
class Timed:
    """Edits of one kind: seconds on the clock and of the server's processor, and of one parse beside each."""

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    parses: list[float] = field(default_factory=list)
    parse_processor: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return median(self.seconds) / median(self.parses)

    @property
    def detail(self) -> str:
        share = median(self.processor) / median(self.parse_processor)
        return f"{milliseconds(self.seconds)}; the parse {milliseconds(self.parses)}; of processor time {share:.2g} ×"


class Opened:
    """A file that a server has open, and has given hints for."""

    def __init__(self, server: Server, path: Path) -> None:
        self.path, self.text = path, path.read_text(encoding="utf-8")
        self.lines = self.text.count("\n")
        self.client: Client = server.start(path.parent)
        self.client.initialize()
        self.client.open(path, self.text)
        self.client.hints(path, 0, self.lines).wait()

    def edit(self, place: Place, new: str, timed: Timed, *, visible: bool = False) -> list[dict[str, Any]]:
        """Put a text in a place and ask for hints; they are given back."""
        first = max(0, place.line - VISIBLE // 2) if visible else 0
        last = place.line + VISIBLE // 2 if visible else self.lines
        return self._timed(lambda: self.client.change(self.path, place, new), first, last, timed)

    def replace_lines(self, first: int, end: int, text: str, timed: Timed) -> list[dict[str, Any]]:
        """Put a text in the place of lines and ask for all hints; they are given back."""
        behind = self.lines + text.count("\n")
        return self._timed(lambda: self.client.change_lines(self.path, first, end, text), 0, behind, timed)

    def edit_shared(self, number: int, timed: Timed) -> None:
        """Write the imported module anew."""
        path = self.path.with_name(SHARED_NAME)

        def write() -> float:
            path.write_text(shared_with(number), encoding="utf-8")
            return self.client.save(path)

        self._timed(write, 0, self.lines, timed)

    def _timed(self, act: Callable[[], float], first: int, last: int, timed: Timed) -> list[dict[str, Any]]:
        processor = self.client.processor_seconds()
        began = act()
        answer = self.client.hints(self.path, first, last).wait()
        timed.seconds.append(answer.received - began)
        timed.processor.append(self.client.processor_seconds() - processor)
        if self.lines <= _PARSED:
            parsed = parse(self.text)
            timed.parses.append(parsed.seconds)
            timed.parse_processor.append(parsed.processor)
        return list(answer.result or ())


def numbers() -> Iterator[str]:
    """Numbers of two digits, none like the one before."""
    while True:
        yield from map(str, range(65, 96))


def measure_edits(scale: Scale, folder: Path) -> list[Figure]:
    """A number in a function's body: all hints of the file, and those of the lines that can be seen."""
    ours, whole, seen = Opened(SHAPELENS, write_project(folder, 1_000)), Timed(), Timed()
    others = {peer.name: (Opened(peer, ours.path), Timed()) for peer in peers()}
    places, number = local_places(ours.text), numbers()
    for count in range(scale.edits):
        place, new = places[count % len(places)], next(number)
        _must_show(ours.edit(place, new, whole), place, new)
        new = next(number)
        _must_show(ours.edit(place, new, seen, visible=True), place, new)
        if count < scale.peer_edits:
            for other, timed in others.values():
                other.edit(place, new, timed)
    for opened in (ours, *(other for other, _ in others.values())):
        opened.client.stop()
    title = "an edit inside a function of 1,000 lines to fresh hints, against one parse of the file"
    p95 = quantile(whole.seconds, 0.95) / median(whole.parses)
    figures = [
        Figure("edit", title, whole.ratio, 0.1, detail=whole.detail),
        Figure("edit/p95", "the same, p95", p95, 0.3),
        Figure("edit/visible", f"the same, hints of {VISIBLE} lines alone", seen.ratio, 0.1, detail=seen.detail),
    ]
    limits = {"basedpyright": 1.0, "pyrefly": 2.0}
    for name, (_, timed) in others.items():
        ratio = median(whole.seconds) / median(timed.seconds)
        detail = f"{name} {milliseconds(timed.seconds)}"
        figures.append(Figure(f"edit/{name}", f"the same, against {name}", ratio, limits.get(name), detail=detail))
    return figures


def measure_wide_edits(scale: Scale, folder: Path) -> list[Figure]:
    """Edits that many lines depend on."""
    path = write_project(folder, 1_000)
    ours, constant, imported = Opened(SHAPELENS, path), Timed(), Timed()
    place, number = constant_place(ours.text), numbers()
    for count in range(scale.edits // 2):
        ours.edit(place, next(number), constant)
        ours.edit_shared(2 + count % 2, imported)
    ours.client.stop()
    path.with_name(SHARED_NAME).write_text(SHARED, encoding="utf-8")
    titles = "an edit of a constant that everything uses", "an edit in an imported module"
    return [
        Figure("constant", f"{titles[0]}, against one parse", constant.ratio, 0.5, detail=constant.detail),
        Figure("imported", f"{titles[1]}, against one parse", imported.ratio, 0.5, detail=imported.detail),
    ]


def measure_growth(scale: Scale, folder: Path) -> list[Figure]:
    """The same local edit in a file of ten times the lines, with the hints that can be seen."""
    timed = {lines: Timed() for lines in (200, 1_000, 5_000, 10_000)}
    opened = {lines: Opened(SHAPELENS, write_project(folder, lines)) for lines in timed}
    number = numbers()
    for count in range(scale.edits // 2):
        for lines, ours in opened.items():
            places = local_places(ours.text)
            ours.edit(places[count % len(places)], next(number), timed[lines], visible=True)
    for ours in opened.values():
        ours.client.stop()
    detail = "; ".join(f"{lines:,} lines {milliseconds(each.seconds)}" for lines, each in timed.items())
    ratio = median(timed[10_000].seconds) / median(timed[1_000].seconds)
    return [Figure("growth", "the same edit in 10,000 lines, against 1,000", ratio, 2.0, detail=detail)]


def _must_show(hints: list[dict[str, Any]], place: Place, new: str) -> None:
    """Fresh hints show what was typed."""
    shown = [hint["label"] for hint in hints if hint["position"]["line"] == place.line]
    if shown != [f"→ (None, {new})"]:
        raise SystemExit(f"line {place.line + 1} must show {new}, and shows {shown}")
