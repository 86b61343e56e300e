"""What real Keras gave at every call of a program, asked of a process that imports it once for many programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from shapelens.shapes.formatting import JsonShape

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class TracedCall:
    """One call expression. `symbolic` shapes are of tensors without values, where an open size is None; `concrete` ones
    of what the program computed; `zeros` of batches of two that stood in for the data of `fit`, or ran a model again.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    kind: str
    layer: str
    symbolic: tuple[JsonShape, ...]
    concrete: tuple[JsonShape, ...]
    zeros: tuple[JsonShape, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """One program that was run; `error` says what stopped it."""

    program: Path
    error: str | None
    seconds: float
    calls: tuple[TracedCall, ...]


def trace_all(programs: Sequence[Path], processes: int = 2, packages: Sequence[str] = ()) -> list[Traced]:
    """Run every program under real Keras, in the order given; `packages` are folders to import from."""
    shares = [share for share in (programs[index::processes] for index in range(processes)) if share]
    with ThreadPoolExecutor(max(len(shares), 1)) as pool:
        traced = {found.program: found for share in pool.map(partial(trace_share, packages), shares) for found in share}
    return [traced[program] for program in programs]


def trace_share(packages: Sequence[str], programs: Iterable[Path]) -> list[Traced]:
    search_path = os.pathsep.join([str(ROOT / "server"), str(ROOT), *packages])
    environment = {**os.environ, "PYTHONPATH": search_path, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.traced.trace_process"]
    asked = "".join(f"{program}\n" for program in programs)
    done = subprocess.run(command, input=asked, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"the tracing process failed: {done.stderr[-2000:]}")
    return list(read_answers(done.stdout))


def read_answers(text: str) -> Iterator[Traced]:
    for line in text.splitlines():
        answer = json.loads(line)
        calls = tuple(read_call(row) for row in answer["sites"])
        yield Traced(Path(answer["program"]), answer["error"], answer["seconds"], calls)


def read_call(row: dict[str, Any]) -> TracedCall:
    shapes = {key: tuple(row[key]) for key in ("symbolic", "concrete", "zeros")}
    return TracedCall(**{**row, **shapes})
