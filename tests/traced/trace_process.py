"""`python -m tests.traced.trace_process HOW`: trace many programs after one import of Keras.

Reads program paths from standard input, one a line, and writes one JSON object a line. Every program runs in a fork of
its own: importing TensorFlow costs seconds, a fork of what has imported it costs nothing, and no program sees what
another did to Keras, to `sys.modules` or to the working directory.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", MPLBACKEND="Agg", CUDA_VISIBLE_DEVICES="", TF_ENABLE_ONEDNN_OPTS="0")

from tests.traced.pieces import trace_example, trace_tests
from tests.traced.tracer import trace

from shapelens_agent.environment import Loaded, load_keras

TRACES = {"program": trace, "example": trace_example, "tests": trace_tests}
DEADLINE = float(os.environ.get("TRACE_DEADLINE", "120"))


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # what the programs print is nobody's business
    silent = os.open(os.devnull, os.O_RDWR)
    os.dup2(silent, 1)
    programs = [Path(line.rstrip("\n")) for line in sys.stdin]
    loaded = load_keras()
    for program in programs:
        answers.write(json.dumps(trace_in_fork(loaded, program)) + "\n")
        answers.flush()


def trace_in_fork(loaded: Loaded, program: Path) -> dict[str, Any]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as result:
        child = os.fork()
        if child == 0:
            answer_and_exit(loaded, program, result)
        ended = wait(child)
        result.seek(0)
        text = result.read()
    answer: dict[str, Any] = json.loads(text) if text else untraced(ended)
    return {"program": str(program), **answer}


def untraced(error: str) -> dict[str, Any]:
    return {"error": error, "seconds": 0.0, "sites": [], "statements": [], "unreturned": [], "failed": []}


def answer_and_exit(loaded: Loaded, program: Path, result: Any) -> None:
    status = 1
    try:
        json.dump(TRACES[sys.argv[1]](loaded, program), result)
        result.flush()
        status = 0
    except BaseException as error:
        result.seek(0)
        result.truncate()
        json.dump(untraced(f"not traced: {type(error).__name__}: {error}"), result)
        result.flush()
    finally:
        os._exit(status)


def wait(child: int) -> str:
    """Wait for a fork to end, at most until the deadline; how it ended, in words."""
    begun = time.monotonic()
    while time.monotonic() - begun < DEADLINE:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return f"the process ended with status {status}"
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return f"stopped after {DEADLINE:.0f} s"


if __name__ == "__main__":
    main()
