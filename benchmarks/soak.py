"""`python -m benchmarks.soak --minutes N [--write]`: type over 20 files, and watch the server.

Numbers are typed at random places, several edits at a time, each with a request for hints: an answer must be for the
version it was asked for or a later one. Memory after five minutes (or a fifth of the time) is compared with memory at
the end.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.client import Answer, Client
from benchmarks.page import write_soak
from benchmarks.programs import Place, local_places, write_project
from benchmarks.servers import SHAPELENS

FILES, LINES = 20, 300
BURST = 5
SETTLED_MINUTES = 5.0
# the allocator does not give everything back at once
ALLOWED_GROWTH = 1.05


@dataclass(slots=True)
class Typed:
    """A file, and the numbers that were put in each of its places."""

    path: Path
    places: list[Place]
    numbers: dict[Place, list[int]] = field(default_factory=dict)


def main(minutes: float, seed: int, *, write: bool) -> int:
    """Type; 1 where memory has grown or an answer was for a version that is gone."""
    chance, settle = random.Random(seed), min(SETTLED_MINUTES, minutes / 5)
    with tempfile.TemporaryDirectory() as folder:
        client = SHAPELENS.start(Path(folder).resolve())
        client.initialize()
        files = [_opened(client, write_project(client.folder, LINES, number)) for number in range(FILES)]
        began, edits, gone = time.perf_counter(), 0, 0
        first = 0.0
        while (passed := time.perf_counter() - began) < minutes * 60:
            gone += _burst(client, chance.choice(files), chance)
            edits += BURST
            if passed > settle * 60 and not first:
                first = client.memory()
        last = client.memory()
        client.stop()
    print(f"{edits} edits in {minutes} minutes: {first:.1f} MB after {settle}, {last:.1f} MB at the end; {gone} stale")
    if write:
        write_soak(
            {
                "date": time.strftime("%Y-%m-%d"),
                "minutes": minutes,
                "files": FILES,
                "edits": edits,
                "settle": settle,
                "settled": round(first, 1),
                "last": round(last, 1),
                "stale": gone,
            }
        )
    return int(gone > 0 or last > first * ALLOWED_GROWTH)


def _opened(client: Client, path: Path) -> Typed:
    text = path.read_text(encoding="utf-8")
    client.open(path, text)
    client.hints(path, 0, LINES).wait()
    return Typed(path, local_places(text))


def _burst(client: Client, file: Typed, chance: random.Random) -> int:
    """Some edits in one place without waiting for an answer; how many answers were older than their requests."""
    place = chance.choice(file.places)
    typed = file.numbers.setdefault(place, [0])
    asked: list[tuple[int, Answer]] = []
    for _ in range(BURST):
        number = chance.choice([number for number in range(10, 100) if number not in typed[-BURST:]])
        client.change(file.path, place, str(number))
        typed.append(number)
        asked.append((len(typed) - 1, client.hints(file.path, place.line, place.line)))
    gone = 0
    for version, answer in asked:
        shown = [hint["label"] for hint in answer.wait().result]
        fresh = [f"→ (None, {number})" for number in typed[version:]]
        gone += not (len(shown) == 1 and shown[0] in fresh)
    del typed[:-BURST]
    return gone


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="keep what comes of it, and say it in docs/benchmarks.md")
    chosen = parser.parse_args()
    sys.exit(main(chosen.minutes, chosen.seed, write=chosen.write))
