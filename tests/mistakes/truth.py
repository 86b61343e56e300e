"""What real Keras says to programs, asked of a few processes for all of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Run:
    """How a program ended: `error` is None where it ran through; `line` is where it raised."""

    error: str | None
    line: int
    seconds: float


def environment() -> dict[str, str]:
    """That of a process which runs programs: it finds these tests, and TensorFlow is quiet."""
    path = os.pathsep.join([str(ROOT / "server"), str(ROOT)])
    return {**os.environ, "PYTHONPATH": path, "TF_CPP_MIN_LOG_LEVEL": "3"}


def run_all(texts: Iterable[str]) -> list[Run]:
    """Run every text in real Keras; the runs in the order of the texts."""
    given = list(texts)
    shares = [given[place::PROCESSES] for place in range(PROCESSES)]
    with ThreadPoolExecutor(PROCESSES) as pool:
        ended = list(pool.map(_run_share, shares))
    return [ended[place % PROCESSES][place // PROCESSES] for place in range(len(given))]


def _run_share(texts: Sequence[str]) -> list[Run]:
    """Run some of them in a process of their own."""
    if not texts:
        return []
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "server"), str(ROOT)]),
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    asked = "".join(json.dumps(text) + "\n" for text in texts)
    command = [sys.executable, "-m", "tests.mistakes.keras_process"]
    done = subprocess.run(command, input=asked, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"the process that runs Keras failed: {done.stderr[-2000:]}")
    return [Run(**json.loads(line)) for line in done.stdout.splitlines()]
