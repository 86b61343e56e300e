"""Hints against a run: what `python file.py` prints with TensorFlow, and how long the same takes in the editor."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Figure, Scale, median, milliseconds
from benchmarks.measures.edits import Opened, Timed
from benchmarks.measures.start import opened
from benchmarks.programs import Place
from benchmarks.servers import ROOT, SHAPELENS

EXAMPLE = ROOT / "examples" / "cnn_b.py"
# numbers of two digits, whose place others of two digits take
EXAMPLE_EDITED = re.compile(r"(?<=Conv2D\()\d\d")
RESNET_EDITED = re.compile(r"(?<=stack_residual_blocks_v1\(x, )\d\d")
RESNET_RUN = "from keras.applications import ResNet50\nResNet50(weights=None).summary()\n"


def keras_folder() -> Path:
    """Where Keras is installed; it is not imported."""
    spec = importlib.util.find_spec("keras")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def measure_runs(scale: Scale, folder: Path) -> list[Figure]:
    """Example B, and ResNet50 in Keras' own source."""
    resnet = folder / "resnet50.py"
    resnet.write_text(RESNET_RUN, encoding="utf-8")
    source = keras_folder() / "src" / "applications" / "resnet.py"
    return [
        *_compared("example", "example B", EXAMPLE, EXAMPLE, EXAMPLE_EDITED, scale, folder),
        *_compared(
            "resnet50",
            "ResNet50's source",
            resnet,
            source,
            RESNET_EDITED,
            scale,
            folder,
        ),
    ]


def _compared(
    key: str, name: str, program: Path, source: Path, edited: re.Pattern[str], scale: Scale, folder: Path
) -> list[Figure]:
    runs, cold, edits = [], [], Timed()
    for _ in range(scale.runs):
        runs.append(_run(program))
        client = SHAPELENS.start(folder)
        client.initialize()
        opened(client, ROOT / "examples" / "cnn_a.py")
        cold.append(opened(client, source))
        client.stop()
    ours = Opened(SHAPELENS, source)
    place = _place(edited, ours.text)
    for count in range(scale.edits // 2):
        ours.edit(place, str(40 + count % 20), edits)
    ours.client.stop()
    run = f"the run {median(runs):.3g} s"
    return [
        Figure(
            f"run/{key}/edit",
            f"{name}: hints after an edit, faster than a run in TensorFlow by",
            median(runs) / median(edits.seconds),
            1_000,
            detail=f"{milliseconds(edits.seconds)}; {run}",
            at_least=True,
        ),
        Figure(
            f"run/{key}/open",
            f"{name}: hints after opening it, faster by",
            median(runs) / median(cold),
            1_000,
            detail=f"{milliseconds(cold)}; {run}",
            at_least=True,
        ),
    ]


def _run(program: Path) -> float:
    began = time.perf_counter()
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    subprocess.run([sys.executable, str(program)], check=True, capture_output=True, env=environment)
    return time.perf_counter() - began


def _place(pattern: re.Pattern[str], text: str) -> Place:
    match = pattern.search(text)
    assert match is not None
    begin = text.rfind("\n", 0, match.start()) + 1
    return Place(text.count("\n", 0, match.start()), match.start() - begin, match.end() - begin)
