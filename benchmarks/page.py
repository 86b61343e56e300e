"""docs/benchmarks.md, its picture, and the figures of the last run, which the next one is compared with."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, shown
from benchmarks.picture import draw
from benchmarks.servers import ROOT, absent_peers, peer_versions

PAGE = ROOT / "docs" / "benchmarks.md"
PICTURE = ROOT / "docs" / "images" / "benchmarks.svg"
LAST = ROOT / "benchmarks" / "last.json"
SOAK = ROOT / "benchmarks" / "soak.json"

# a ratio that has grown by as much is worth a look
WORSE = 1.3

HEAD = """# Benchmarks

`make bench` makes this page: a client over stdio edits files in the real server, beside [basedpyright], [pyrefly] and
[ty] with the same files open and no pause after edits. Everything is a ratio against something that was timed in the
same run, in turn with it, so that a slow or busy machine slows both; medians, where nothing else is said. The files
are programs in mixed styles that `benchmarks/programs.py` writes, the same ones every time.

[basedpyright]: https://docs.basedpyright.com
[pyrefly]: https://pyrefly.org
[ty]: https://docs.astral.sh/ty

{where}

![How each figure stands to its goal](images/benchmarks.svg)

| figure | goal | measured | met | in this run |
|---|---|---|---|---|
"""

FOOT = """
"Of processor time" is the same ratio in seconds of the processor instead of the clock: it says what the work is where
other programs compete for the cores. The other servers infer types of everything and show other hints; they are here
because they are what an editor of Python runs today.
"""
SOAK_BEGINS = "\n`python -m benchmarks.soak"


@dataclass(frozen=True, slots=True)
class Run:
    """All figures of one run, and where and when it was."""

    date: str
    kind: str
    machine: str
    versions: Mapping[str, str]
    figures: Sequence[Figure]


def run_of(figures: Sequence[Figure], kind: str) -> Run:
    names = ("pygls", "libcst", "keras", "tensorflow-cpu")
    versions = {"Python": platform.python_version(), **{name: metadata.version(name) for name in names}}
    busy = os.getloadavg()[0]
    machine = f"{platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} cores, load {busy:.1f}"
    return Run(time.strftime("%Y-%m-%d"), kind, machine, {**versions, **peer_versions()}, figures)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "unknown processor")


def write_page(run: Run) -> None:
    """The page and the picture."""
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    where = f"{run.date}, {run.kind}; {run.machine}; {versions}."
    if absent_peers():
        where += f" Not installed, and so not measured: {', '.join(absent_peers())}."
    text = HEAD.format(where=where) + "".join(map(_row, run.figures)) + FOOT + _soaked()
    PAGE.write_text(text, encoding="utf-8")
    PICTURE.write_text(draw(run.figures), encoding="utf-8")


def _row(figure: Figure) -> str:
    met = {None: "", True: "yes", False: "**no**"}[figure.holds]
    return f"| {figure.title} | {figure.goal} | {shown(figure.value)} {figure.unit} | {met} | {figure.detail} |\n"


def write_soak(figures: Mapping[str, Any]) -> None:
    """Keep what came of a soak, and say it on the page."""
    SOAK.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text.partition(SOAK_BEGINS)[0] + _soaked(), encoding="utf-8")


def _soaked() -> str:
    """What came of the last soak."""
    if not SOAK.exists():
        return ""
    kept = json.loads(SOAK.read_text(encoding="utf-8"))
    return (
        f"{SOAK_BEGINS} --minutes {kept['minutes']:g}` types over {kept['files']} files. {kept['date']}: "
        f"{kept['edits']:,} edits; {kept['settled']} MB\n"
        f"after {kept['settle']:g} minutes, {kept['last']} MB at the end; "
        f"{kept['stale']} answers were for a version that was gone.\n"
    )


def write_last(run: Run) -> None:
    kept = {figure.key: round(figure.value, 4) for figure in run.figures}
    record = {
        "date": run.date,
        "kind": run.kind,
        "machine": run.machine,
        "versions": dict(run.versions),
        "figures": kept,
    }
    LAST.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def regressions(figures: Sequence[Figure]) -> list[str]:
    """What has become worse than in the last run that was kept."""
    if not LAST.exists():
        return []
    last: dict[str, float] = json.loads(LAST.read_text(encoding="utf-8"))["figures"]
    worse = []
    for figure in figures:
        before = last.get(figure.key)
        if before:
            factor = before / figure.value if figure.at_least else figure.value / before
            if factor > WORSE:
                worse.append(
                    f"{figure.title}: {shown(before)} {figure.unit} before, {shown(figure.value)} {figure.unit} now"
                )
    return worse
