"""Every program of the tests and of the examples in TensorFlow: what agreed, what differed, what was not run.

Writes docs/check-programs.md. A program counts as it is: where it is not run as a whole, the lines that keep it from it
are named. Differences are named one by one.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import select
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.machine.module_search import search_for
from shapelens.shape_check.check import Measurements, Status
from shapelens.shape_check.events import Heard
from shapelens.shape_check.result import Result, build_result, shapes_text
from shapelens.shape_check.slices.program import slice_program
from shapelens.shape_check.slices.shown import skipped_text
from shapelens.shape_check.static_calls import static_calls

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "check-programs.md"
TIMEOUT_SECONDS = 120.0
WORDS = {"agreed": "agreed", "differed": "differed", "filled": "measured only", "not_run": "not run"}
STATUSES = tuple(WORDS)
# what is known of the differences there are
EXPLAINED = (
    "`window_generator_series.py` fits its models on windows of one step, then calls them on windows of 24: ShapeLens "
    "shows the elements of a `Sequential` for the size it was built with, and TensorFlow measured both."
)
# how much of a message is shown
LONGEST = 240
HEAD = """\
# What a check says of every program of the tests

Every program of `tests/traced/programs` (the scripts, not the modules that they import), of `tests/mistakes/programs`
(repaired, and the traps) and of `examples`, run by a check; written by `make confirm-programs`. A call agrees where
TensorFlow gave the inferred shape, is measured where only TensorFlow knew it, is not run where the slice, an unknown
input or a branch that is not taken keeps it out. Where scikit-learn or pandas is not installed, the small modules of
`tests/mistakes/stand_ins` stand in for it.

"""


@dataclass(frozen=True, slots=True)
class Row:
    """One program, by its path in the project: its calls by status, what keeps it from more, and its differences."""

    name: str
    counts: tuple[int, ...]
    ending: str
    differences: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        return f"| `{self.name}` | {' | '.join(map(str, self.counts))} | {self.ending} |"


def row_of(path: Path, report: Result) -> Row:
    name = str(path.relative_to(ROOT))
    error = report.error
    if error is None:
        ending = "; ".join(map(skipped_text, report.skipped))
    else:
        where = f"line {error.line}: " if error.line is not None else ""
        ending = f"{where}{error.type or error.kind}: {error.message}"
    ending = " ".join(ending.replace(str(ROOT), ".").split()).replace("|", "\\|")
    differences = tuple(
        f"- `{name}`, line {call.line}, `{call.layer}`: ShapeLens {shapes_text(call.static)}, TensorFlow "
        f"{shapes_text(call.measured)}"
        for call in report.calls
        if call.status == "differed"
    )
    counts = tuple(sum(call.status == status for call in report.calls) for status in STATUSES)
    return Row(name, counts, ending[:LONGEST], differences)


def provide_missing() -> None:
    """As in the tests: small modules for libraries that are not installed."""
    from tests.mistakes.stand_ins import provide
    from tests.mistakes.stand_ins.frames import PANDAS
    from tests.mistakes.stand_ins.learning import SKLEARN

    missing = {name for name in ("pandas", "sklearn") if importlib.util.find_spec(name) is None}
    for name, members in {"pandas": PANDAS, **SKLEARN}.items():
        if name.split(".")[0] in missing:
            provide(name, members)


def known_rows() -> dict[str, Row]:
    """The rows of the page as it is, for when only some programs are run."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    rows = {}
    for name, counts, ending in re.findall(r"^\| `([^`]+)` \| ([\d| ]+) \| (.*) \|$", text, re.MULTILINE):
        own = tuple(line for line in text.split("\n") if line.startswith(f"- `{name}`, line"))
        rows[name] = Row(name, tuple(map(int, counts.split(" | "))), ending, own)
    return rows


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
    outcome = Measurements(
        status, sys.executable, round(time.monotonic() - began, 2), heard.python, keras.version, keras.backend,
        heard.models, heard.calls, heard.error,
    )  # fmt: skip
    report = build_result(str(path), static_calls(analysis), outcome, skipped=sliced.skipped)
    return row_of(path, report)


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
    from shapelens_agent import limits
    from shapelens_agent.agent import check as run
    from shapelens_agent.protocol import Channel, Request

    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(writing, 1)
    for descriptor in (0, 2):
        os.dup2(quiet, descriptor)
    provide_missing()
    os.environ["TMPDIR"] = os.environ["SHAPELENS_CHECK_FOLDER"] = folder
    limits.confine(folder, use_gpu=False)
    channel = Channel()
    try:
        run(channel, Request(**request), keras)
    except BaseException as error:
        channel.send("error", kind="internal", type=type(error).__name__, message=str(error))
    os._exit(0)


def page(rows: list[Row]) -> str:
    """The page: the sums, the differences by name, and every program."""
    total = [sum(row.counts[index] for row in rows) for index in range(len(STATUSES))]
    told = ", ".join(f"{number:,} {word}" for number, word in zip(total, WORDS.values(), strict=True))
    differences = [line for row in rows for line in row.differences]
    lines = [
        f"{len(rows)} of {len(programs())} programs, {sum(total):,} calls: {told}.",
        "",
        "## Differences",
        "",
        *(differences or ["None."]),
        *(["", EXPLAINED] if differences else []),
        "",
        "## Programs",
        "",
        f"| program | {' | '.join(WORDS.values())} | what keeps it from more |",
        "|---|---|---|---|---|---|",
        *(row.line for row in rows),
    ]
    return HEAD + "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", metavar="REGEX", help="the programs whose text or path matches; the page keeps the others"
    )
    parser.add_argument("--write", action="store_true", help="write docs/check-programs.md")
    options = parser.parse_args()
    # no graphics card, as in a check
    os.environ["CUDA_VISIBLE_DEVICES"], os.environ["TF_CPP_MIN_LOG_LEVEL"] = "-1", "3"
    from shapelens_agent.environment import load_keras

    keras = load_keras()
    rows = known_rows() if options.only else {}
    for path in programs():
        text = f"{path}\n{path.read_text(encoding='utf-8')}"
        if options.only and not re.search(options.only, text):
            continue
        row = check(path, keras)
        rows[row.name] = row
        print(row.line, flush=True)
    written = page([rows[name] for name in sorted(rows)])
    if options.write:
        PAGE.write_text(written, encoding="utf-8")
    print(written[len(HEAD) :].split("\n## Programs")[0])


if __name__ == "__main__":
    main()
