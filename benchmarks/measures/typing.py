"""Typing in one place while hovering in another: no hover waits."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.client import Answer
from benchmarks.figures import Figure, Scale, median, quantile
from benchmarks.measures.edits import VISIBLE, Opened
from benchmarks.programs import Place, local_places, write_project
from benchmarks.servers import SHAPELENS

TYPED = 'extra = layers.Dense(128, activation="relu", name="extra")(x)'[:60]
KEYS_PER_SECOND = 20


def measure_typing(scale: Scale, folder: Path) -> list[Figure]:
    """60 characters at 20 a second; the hints in view are asked for at each, as an editor does."""
    ours = Opened(SHAPELENS, write_project(folder, 1_000))
    places = local_places(ours.text)
    asked: list[Answer] = []
    for _ in range(max(1, scale.edits // 15)):
        asked += typed_once(ours, places[1], places[0])
    seconds = [answer.wait().seconds for answer in asked]
    ours.client.stop()
    p99 = quantile(seconds, 0.99) * 1000
    detail = f"{len(seconds)} hovers, p50 {median(seconds) * 1000:.3g} ms, worst {max(seconds) * 1000:.3g} ms"
    title = "typing 60 characters at 20 a second in 1,000 lines: a hover elsewhere, p99"
    return [Figure("typing", title, p99, 25.0, unit="ms", detail=detail)]


def typed_once(ours: Opened, below: Place, hovered: Place) -> list[Answer]:
    """Type a statement on a line of its own, and take it out again; a hover after every key."""
    client, path, line = ours.client, ours.path, below.line + 1
    client.change(path, Place(line, 0, 0), "    \n")
    asked: list[Answer] = []
    hints: Answer | None = None
    began = time.perf_counter()
    for count, key in enumerate(TYPED):
        time.sleep(max(0.0, began + count / KEYS_PER_SECOND - time.perf_counter()))
        client.change(path, Place(line, 4 + count, 4 + count), key)
        if hints is not None:
            client.cancel(hints)
        hints = client.hints(path, max(0, line - VISIBLE // 2), line + VISIBLE // 2)
        time.sleep(0.5 / KEYS_PER_SECOND)
        asked.append(client.hover(path, hovered.line, hovered.start))
    client.change(path, Place(line, 0, 4 + len(TYPED)), "")
    return asked
