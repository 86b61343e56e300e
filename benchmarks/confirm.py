"""How long a check takes, against `python file.py` of the same program in the same run: the first, and the next ones.

Each round runs the program, a check that imports TensorFlow, and a check by an agent that stands ready; the rounds are
in turn, so that a machine that slows down slows all three. The medians and their ratios are written into docs/check.md.
"""

from __future__ import annotations

import argparse
import asyncio
import platform
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

from shapelens.interpreter.analyze import analyze
from shapelens.shape_check.check import Measurements, Request
from shapelens.shape_check.process import Started, run_check
from shapelens.shape_check.result import build_result
from shapelens.shape_check.slices.program import slice_program
from shapelens.shape_check.standby import Standby
from shapelens.shape_check.static_calls import static_calls

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "examples" / "cnn_b.py"
PAGE = ROOT / "docs" / "check.md"
BETWEEN = re.compile(r"(<!-- measured: begin -->\n).*?(<!-- measured: end -->)", re.DOTALL)
FIRST_LIMIT, NEXT_LIMIT = 1.3, 0.35
# how long TensorFlow may take to be imported by the agent that stands ready
READY_SECONDS = 120.0


def run_program() -> float:
    """`python cnn_b.py`, which prints its model's summary."""
    began = time.perf_counter()
    subprocess.run([sys.executable, str(PROGRAM)], check=True, capture_output=True)
    return time.perf_counter() - began


async def run_one(text: str, ready: Started | None) -> tuple[float, Measurements]:
    """A check as the server makes it, from the text to the report."""
    began = time.perf_counter()
    analysis = analyze(text, str(PROGRAM))
    sliced = slice_program(text, analysis)
    request = request_for(sliced.text)
    outcome = await run_check(request, ready=ready)
    report = build_result(str(PROGRAM), static_calls(analysis), outcome)
    seconds = time.perf_counter() - began
    if report.error is not None or report.count("agreed") != 6:
        raise SystemExit(f"the check did not agree: {report.error}")
    return seconds, outcome


def request_for(text: str) -> Request:
    return Request(sys.executable, str(PROGRAM), text)


async def until_ready(started: Started) -> None:
    """Until the agent waits for its request: it sleeps, and has said which Keras it has."""
    end = time.monotonic() + READY_SECONDS
    stdout = started.process.stdout
    while stdout is None or b'"environment"' not in bytes(getattr(stdout, "_buffer", b"")):
        if time.monotonic() > end:
            raise SystemExit("no agent stood ready")
        await asyncio.sleep(0.05)


async def measure(rounds: int) -> tuple[list[float], list[float], list[float], Measurements]:
    text = PROGRAM.read_text(encoding="utf-8")
    standby = Standby()
    program, first, later = [], [], []
    for _ in range(rounds):
        program.append(await asyncio.to_thread(run_program))
        seconds, outcome = await run_one(text, None)
        first.append(seconds)
        await standby.prepare(request_for(text), READY_SECONDS)
        ready = standby.take(request_for(text))
        if ready is None:
            raise SystemExit("no agent stood ready")
        await until_ready(ready)
        seconds, outcome = await run_one(text, ready)
        later.append(seconds)
    await standby.end()
    return program, first, later, outcome


def table(program: list[float], first: list[float], later: list[float], outcome: Measurements) -> str:
    alone = statistics.median(program)
    rows = [("`python cnn_b.py`, which imports TensorFlow and prints the summary", program, ""),
            ("the first check, TensorFlow's import included", first, f"{FIRST_LIMIT}"),
            ("a check where TensorFlow stands ready", later, f"{NEXT_LIMIT}")]  # fmt: skip
    lines = ["| | median | fastest | slowest | ratio | at most |", "|---|---|---|---|---|---|"]
    for name, seconds, limit in rows:
        middle = statistics.median(seconds)
        times = " | ".join(f"{value:.2f} s" for value in (middle, min(seconds), max(seconds)))
        lines.append(f"| {name} | {times} | {middle / alone:.2f} | {limit} |")
    versions = f"{outcome.backend}, Keras {outcome.keras}, Python {outcome.python}, {platform.system()}"
    return "\n".join([*lines, "", f"`make bench-confirm`, {len(program)} rounds: {versions}."]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="write the table into docs/check.md")
    options = parser.parse_args()
    program, first, later, outcome = asyncio.run(measure(options.rounds))
    text = table(program, first, later, outcome)
    print(text, end="")
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(BETWEEN.sub(lambda found: found[1] + text + found[2], page), encoding="utf-8")
    alone = statistics.median(program)
    if statistics.median(first) > FIRST_LIMIT * alone or statistics.median(later) > NEXT_LIMIT * alone:
        raise SystemExit("a check takes longer than it may")


if __name__ == "__main__":
    main()
