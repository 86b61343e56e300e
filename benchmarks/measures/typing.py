"""Typing in one place while hovering in another: no hover waits, and the hints of the last key are there soon."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.client import Answer
from benchmarks.figures import Figure, Scale, median, quantile
from benchmarks.measures.edits import VISIBLE, Opened
from benchmarks.programs import Place, local_places, write_project
from benchmarks.servers import SHAPELENS

TYPED = 'more = layers.Dense(128, activation="relu", name="extra")(x)'
KEYS_PER_SECOND = 20


def measure_typing(scale: Scale, folder: Path) -> list[Figure]:
    """60 characters at 20 a second; the hints in view are asked for at each, as an editor does."""
    ours = Opened(SHAPELENS, write_project(folder, 1_000))
    places = local_places(ours.text)
    asked: list[Answer] = []
    hints: list[Answer] = []
    for _ in range(max(1, scale.edits // 15)):
        typed = typed_once(ours, places[1], places[0])
        asked += typed.hovers
        hints += typed.hints
        _must_show_what_was_typed(typed.hints[-1])
    seconds = [answer.wait().seconds for answer in asked]
    ours.client.stop()
    p99 = quantile(seconds, 0.99) * 1000
    detail = f"{len(seconds)} hovers, p50 {median(seconds) * 1000:.3g} ms, worst {max(seconds) * 1000:.3g} ms"
    title = "typing 60 characters at 20 a second in 1,000 lines: a hover elsewhere, p99"
    last = [hint.seconds for hint in hints[len(TYPED) - 1 :: len(TYPED)]]
    answered = sum(hint.error is None and hint.done.is_set() for hint in hints)
    of_hints = f"{answered} of {len(hints)} requests were answered, the others taken back by the next key"
    return [
        Figure("typing", title, p99, 25.0, unit="ms", detail=detail),
        Figure("typing/hints", f"the same: {_HINTS}", median(last) * 1000, 100.0, unit="ms", detail=of_hints),
    ]


_HINTS = "from the last key to the hints of what was typed"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was asked for after every key."""

    hovers: list[Answer]
    hints: list[Answer]


def _must_show_what_was_typed(hints: Answer) -> None:
    shown = hints.wait().result or ()
    if not any("128" in str(hint["label"]) for hint in shown):
        raise RuntimeError("the hints of the last key do not show what was typed")


def typed_once(ours: Opened, below: Place, hovered: Place) -> Typed:
    """Type a statement on a line of its own, and take it out again; hints and a hover after every key."""
    client, path, line = ours.client, ours.path, below.line + 1
    client.change(path, Place(line, 0, 0), "    \n")
    typed = Typed([], [])
    began = time.perf_counter()
    for count, key in enumerate(TYPED):
        time.sleep(max(0.0, began + count / KEYS_PER_SECOND - time.perf_counter()))
        client.change(path, Place(line, 4 + count, 4 + count), key)
        if typed.hints:
            client.cancel(typed.hints[-1])
        typed.hints.append(client.hints(path, max(0, line - VISIBLE // 2), line + VISIBLE // 2))
        time.sleep(0.5 / KEYS_PER_SECOND)
        typed.hovers.append(client.hover(path, hovered.line, hovered.start))
    typed.hints[-1].wait()
    client.change(path, Place(line, 0, 4 + len(TYPED)), "")
    return typed
