"""`shapelens check` over Keras' own applications and layers, against basedpyright's command line and a bare parse."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure, Scale, median, parse
from benchmarks.measures.runs import keras_folder
from benchmarks.servers import PEERS


def measure_check(scale: Scale, folder: Path) -> list[Figure]:
    """With one process, and with two."""
    # basedpyright passes over what lies in a virtual environment
    for name in scale.checked:
        shutil.copytree(keras_folder() / "src" / name, folder / "checked" / name, dirs_exist_ok=True)
    folders = [str(folder / "checked")]
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "checked").rglob("*.py"))]
    single, double, parses, theirs = [], [], [], []
    for _ in range(scale.runs):
        single.append(_timed([sys.executable, "-m", "shapelens", "check", "--jobs", "1", *folders]))
        double.append(_timed([sys.executable, "-m", "shapelens", "check", "--jobs", "2", *folders]))
        parses.append(sum(parse(text).seconds for text in texts))
        if (PEERS / "basedpyright").exists():
            theirs.append(_timed([str(PEERS / "basedpyright"), "--pythonpath", sys.executable, *folders]))
    lines = sum(text.count("\n") for text in texts)
    what = (
        f"`shapelens check --jobs 2` over {len(texts)} files of Keras' {' and '.join(scale.checked)}, {lines:,} lines"
    )
    detail = f"{median(double):.3g} s; the parse {median(parses):.3g} s"
    figures = [Figure("check", f"{what}, against LibCST's parse alone", median(double) / median(parses), 3.0)]
    if theirs:
        against = f"basedpyright {median(theirs):.3g} s"
        ratio = median(double) / median(theirs)
        figures.append(Figure("check/basedpyright", "the same, against basedpyright", ratio, 0.5, detail=against))
    scaling = median(single) / median(double)
    jobs = f"{median(single):.3g} s with one process, {detail}"
    title = "the same, two processes against one: faster by"
    return [*figures, Figure("check/jobs", title, scaling, 1.7, detail=jobs, at_least=True)]


def _timed(command: Sequence[str]) -> float:
    """Seconds of a command that may find something to say."""
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} failed: {done.stderr.decode()[-500:]}")
    return time.perf_counter() - began
