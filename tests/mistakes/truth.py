"""What real Keras says to programs, asked of a few processes for all of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import local

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Run:
    """How a program ended: `error` is None where it ran through; `line` is where it raised, `models` are those that a
    program which ran through holds at its end."""

    error: str | None
    line: int
    seconds: float
    models: Sequence[str] = ()


def environment() -> dict[str, str]:
    """That of a process which runs programs: it finds these tests, and TensorFlow is quiet."""
    path = os.pathsep.join([str(ROOT / "server"), str(ROOT)])
    return {**os.environ, "PYTHONPATH": path, "TF_CPP_MIN_LOG_LEVEL": "3"}


class Keras:
    """Processes that run programs in real Keras, as many at a time as there are processes."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(PROCESSES)
        self._own = local()
        self._started: list[subprocess.Popen[str]] = []

    def submit(self, text: str) -> Future[Run]:
        """Run a program as soon as a process is free."""
        return self._pool.submit(self._run, text)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        for process in self._started:
            process.communicate()

    def _run(self, text: str) -> Run:
        process = getattr(self._own, "process", None) or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(text) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the process that runs Keras ended with {process.wait()}")
        return Run(**json.loads(answer))

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.mistakes.keras_process"],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )
        self._own.process = process
        self._started.append(process)
        return process
