"""Every program of the tests and of the examples in TensorFlow: what agreed, what differed, what was not run.

Writes docs/check-programs.md. A program counts as it is: where it is not run as a whole, the lines that keep it from it
are named. Differences are named one by one.
"""

from __future__ import annotations

import argparse
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapelens.confirm.check import CheckOutcome, Status
from shapelens.confirm.events import Heard
from shapelens.confirm.report import ConfirmReport, build_report, shapes_text
from shapelens.confirm.slices.program import slice_program
from shapelens.confirm.slices.shown import skipped_text
from shapelens.confirm.static_calls import static_calls
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.modules.search import search_for

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "check-programs.md"
TIMEOUT_SECONDS = 120.0
WORDS = {"agreed": "agreed", "differed": "differed", "filled": "measured only", "not_run": "not run"}
STATUSES = tuple(WORDS)
HEAD = """\
# What a check says of every program of the tests

Every program of `tests/traced/programs` (the scripts, not the modules that they import), of `tests/mistakes/programs`
(repaired, and the traps) and of `examples`, run by a check; written by `make confirm-programs`. A call agrees where
TensorFlow gave the inferred shape, is measured where only TensorFlow knew it, is not run where the slice, an unknown
input or a branch that is not taken keeps it out.

"""


@dataclass(frozen=True, slots=True)
class Row:
    """One program, by its path in the project."""

    name: str
    report: ConfirmReport

    def count(self, status: str) -> int:
        return sum(call.status == status for call in self.report.calls)

    @property
    def ending(self) -> str:
        """Why not everything was run, in a few words."""
        error = self.report.error
        if error is not None:
            where = f"line {error.line}: " if error.line is not None else ""
            return f"{where}{error.type or error.kind}: {error.message}"
        return "; ".join(skipped_text(skipped) for skipped in self.report.skipped)


def programs() -> list[Path]:
    """Scripts alone: a module in a folder of the traced programs is run by the script that imports it."""
    traced = ROOT / "tests" / "traced" / "programs"
    scripts = [*traced.glob("*.py"), *traced.glob("*/main.py")]
    mistakes = ROOT / "tests" / "mistakes" / "programs"
    scripts += [*mistakes.glob("pairs/*/repaired.py"), *mistakes.glob("traps/*.py"), *(ROOT / "examples").glob("*.py")]
    return sorted(scripts)


def check(path: Path, keras: Any) -> Row:
    text = path.read_text(encoding="utf-8")
    analysis = analyze(text, str(path), search=search_for(str(path), sys.executable))
    sliced = slice_program(text, analysis)
    began = time.monotonic()
    status, heard = run_forked(
        {"path": str(path), "text": sliced.text, "once": list(sliced.once), "lines": sliced.lines}, keras
    )
    outcome = CheckOutcome(
        status, sys.executable, round(time.monotonic() - began, 2), heard.python, keras.version, keras.backend,
        heard.models, heard.calls, heard.error,
    )  # fmt: skip
    report = build_report(str(path), static_calls(analysis), outcome, skipped=sliced.skipped)
    return Row(str(path.relative_to(ROOT)), report)


def run_forked(request: dict[str, Any], keras: Any) -> tuple[Status, Heard]:
    """What the agent says of a request, in a fork of this process: so that TensorFlow is imported once for all."""
    heard = Heard()
    folder = tempfile.mkdtemp(prefix="shapelens-programs-")
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        answer(request, keras, writing, folder)
    os.close(writing)
    status: Status = "finished"
    end = time.monotonic() + TIMEOUT_SECONDS
    while not heard.is_over:
        if not select.select([reading], [], [], max(0.0, end - time.monotonic()))[0]:
            status = "deadline"
            break
        data = os.read(reading, 1 << 16)
        if not data:
            status = "crashed"
            break
        heard.feed(data)
    os.close(reading)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    shutil.rmtree(folder, ignore_errors=True)
    return status, heard


def answer(request: dict[str, Any], keras: Any, writing: int, folder: str) -> None:
    """The agent's part, in the fork: held as ever, and quiet."""
    from shapelens_agent import limits, sandbox
    from shapelens_agent.agent import check as run
    from shapelens_agent.protocol import Channel, Request

    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(writing, 1)
    for descriptor in (0, 2):
        os.dup2(quiet, descriptor)
    os.environ["TMPDIR"] = os.environ["SHAPELENS_CHECK_FOLDER"] = folder
    limits.confine(folder, use_gpu=False)
    sys.dont_write_bytecode = True
    sandbox.install(folder)
    limits.refuse_processes()
    channel = Channel()
    try:
        run(channel, Request(**request), keras)
    except BaseException as error:
        channel.send("error", kind="internal", type=type(error).__name__, message=str(error))
    os._exit(0)


def page(rows: list[Row]) -> str:
    """The page: the sums, the differences by name, what was not run and why, and every program."""
    total = {status: sum(row.count(status) for row in rows) for status in STATUSES}
    told = ", ".join(f"{number:,} {WORDS[status]}" for status, number in total.items())
    lines = [
        f"{len(rows)} programs, {sum(total.values()):,} calls: {told}.",
        "",
        "## Differences",
        "",
        *(differences(rows) or ["None."]),
        "",
        "## Programs",
        "",
        "| program | agreed | differed | measured only | not run | what keeps it |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        counts = " | ".join(str(row.count(status)) for status in total)
        ending = " ".join(row.ending.split()).replace("|", "\\|")
        lines.append(f"| `{row.name}` | {counts} | {ending[:240]} |")
    return HEAD + "\n".join(lines) + "\n"


def differences(rows: list[Row]) -> list[str]:
    return [
        f"- `{row.name}`, line {call.line}, `{call.layer}`: ShapeLens {shapes_text(call.static)}, TensorFlow "
        f"{shapes_text(call.measured)}"
        for row in rows
        for call in row.report.calls
        if call.status == "differed"
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only each n-th program")
    parser.add_argument("--first", type=int, default=0, help="from which one on")
    parser.add_argument("--write", action="store_true", help="write docs/check-programs.md")
    options = parser.parse_args()
    # no graphics card, as in a check
    os.environ["CUDA_VISIBLE_DEVICES"], os.environ["TF_CPP_MIN_LOG_LEVEL"] = "-1", "3"
    from shapelens_agent.environment import load_keras

    keras = load_keras()
    rows = []
    for path in programs()[options.first :: options.every]:
        rows.append(check(path, keras))
        counts = " ".join(
            f"{status} {rows[-1].count(status)}" for status in ("agreed", "differed", "filled", "not_run")
        )
        print(f"{rows[-1].name}: {counts} {rows[-1].report.seconds} s {rows[-1].ending[:300]}", flush=True)
    text = page(rows)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    print("\n".join([text.split("\n")[7], *differences(rows)]))


if __name__ == "__main__":
    main()
