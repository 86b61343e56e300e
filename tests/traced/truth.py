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
from typing import Any, Literal, TypeAlias

from shapelens.shapes.formatting import JsonShape
from shapelens.syntax.spans import Span

# a script, an example that is run statement by statement, or a module of tests
How: TypeAlias = Literal["program", "example", "tests"]

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
class Ran:
    """A statement: whether it began, and whether it came to its end."""

    path: str
    span: Span
    begun: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class Traced:
    """One program that was run; `error` says what stopped it, `failed` the lines that it passed through (by file);
    `unreturned` are the call expressions that never gave a value."""

    program: Path
    error: str | None
    seconds: float
    calls: tuple[TracedCall, ...]
    statements: tuple[Ran, ...] = ()
    unreturned: tuple[tuple[str, Span], ...] = ()
    failed: tuple[tuple[str, int], ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files that took part."""
        named = {str(self.program), *(call.path for call in self.calls), *(ran.path for ran in self.statements)}
        return tuple(sorted(named))


def trace_all(
    programs: Sequence[Path], processes: int = 2, packages: Sequence[str] = (), how: How = "program"
) -> list[Traced]:
    """Run every program under real Keras, in the order given; `packages` are folders to import from."""
    shares = [share for share in (programs[index::processes] for index in range(processes)) if share]
    with ThreadPoolExecutor(max(len(shares), 1)) as pool:
        traced = {
            found.program: found for share in pool.map(partial(trace_share, packages, how), shares) for found in share
        }
    return [traced[program] for program in programs]


def trace_share(packages: Sequence[str], how: How, programs: Iterable[Path]) -> list[Traced]:
    search_path = os.pathsep.join([str(ROOT / "server"), str(ROOT), *packages])
    environment = {**os.environ, "PYTHONPATH": search_path, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.traced.trace_process", how]
    asked = "".join(f"{program}\n" for program in programs)
    done = subprocess.run(command, input=asked, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"the tracing process failed: {done.stderr[-2000:]}")
    return list(read_answers(done.stdout))


def read_answers(text: str) -> Iterator[Traced]:
    for line in text.splitlines():
        yield read_answer(json.loads(line))


def read_answer(answer: dict[str, Any]) -> Traced:
    return Traced(
        Path(answer["program"]),
        answer["error"],
        answer["seconds"],
        tuple(read_call(row) for row in answer["sites"]),
        tuple(Ran(row[0], Span(*row[1:5]), bool(row[5]), bool(row[6])) for row in answer["statements"]),
        tuple((row[0], Span(*row[1:])) for row in answer["unreturned"]),
        tuple((path, line) for path, line in answer["failed"]),
    )


def read_call(row: dict[str, Any]) -> TracedCall:
    shapes = {key: tuple(row[key]) for key in ("symbolic", "concrete", "zeros")}
    return TracedCall(**{**row, **shapes})
