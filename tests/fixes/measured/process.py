"""Programs in real Keras, one after the other in one process; a program that takes too long ends it, and a new one
takes the next."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Timer

from tests.mistakes.truth import ROOT, Run, environment

COMMAND = (sys.executable, "-m", "tests.mistakes.keras_process")
STARTING = 180.0


def run_each(texts: Iterable[str], seconds: float, command: Sequence[str] = COMMAND) -> Iterator[Run]:
    """How each program ends, in order, in a process that is started by a command."""
    process: subprocess.Popen[str] | None = None
    try:
        for text in texts:
            if process is None:
                process = _start(command)
                # the deadline is of the program, not of the import of TensorFlow before it
                _ask(process, "", STARTING)
            run = _ask(process, text, seconds)
            if run is None:
                process = None
            yield run or Run(f"it did not end within {seconds:.0f} s, or took the process with it", 0, seconds)
    finally:
        if process is not None:
            process.kill()
            process.communicate()


def _start(command: Sequence[str]) -> subprocess.Popen[str]:
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, text=True, env=environment(), cwd=ROOT)


def _ask(process: subprocess.Popen[str], text: str, seconds: float) -> Run | None:
    """What the process says of a program; None where it had to be ended, or ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    with _deadline(process, seconds):
        process.stdin.write(json.dumps(text) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
    if answer:
        return Run(**json.loads(answer))
    process.communicate()
    return None


@contextmanager
def _deadline(process: subprocess.Popen[str], seconds: float) -> Iterator[None]:
    timer = Timer(seconds, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
