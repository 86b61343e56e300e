"""`python -m tests.incremental [EDITS] [SEED]`: edit programs, and in turn with them projects of several files, and
print where the two ways of analysing differ."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.incremental.compare import EDITS_EACH, run, run_project


def main(edits: int, seed: int) -> int:
    """Make the edits; 1 where anything differed."""
    failed = 0
    for number in range(edits // EDITS_EACH):
        for edit, differing in _run(seed + number):
            if differing:
                failed += 1
                print(f"seed {seed + number}, edit {edit}\n" + "\n".join(differing), flush=True)
    print(f"{edits // EDITS_EACH * EDITS_EACH} edits from seed {seed}: {failed} differ")
    return int(failed > 0)


def _run(seed: int) -> Iterator[tuple[int, list[str]]]:
    if seed % 2:
        yield from run(seed)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield from run_project(seed, Path(folder))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [50_000, 1][len(numbers) :])))
