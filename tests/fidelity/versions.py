"""`python -m tests.fidelity.versions`: every layer's rule against real Keras of several versions, one after another.

Each version is put before the installed Keras, over the same TensorFlow: its metadata asks for no other. An older Keras
may end its process (TensorFlow divides by a size of 0), so each layer is compared in a process of its own.
"""

from __future__ import annotations

import argparse
import inspect
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.fidelity.cases import Construction

from shapelens.environments.versions import KERAS_3, Versions, exactly
from shapelens.interpreter.domain.problems import refused_since
from shapelens.layers.framework.registry import Layer, all_layers, find_layer

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = ROOT / ".cache" / "keras"
REPORT = ROOT / "docs" / "fidelity-versions.md"
VERSIONS = ("3.5", "3.8", "3.10", "3.12", "3.15")


@dataclass(frozen=True, slots=True)
class Difference:
    """A case in which a rule and one version of Keras differ, in words."""

    case: str
    ours: str
    keras: str


@dataclass(frozen=True, slots=True)
class Compared:
    """How one layer came out in one version; `missing` where it has no such layer, `ended` cases ended the process.

    `misdeclared` are the layer or its arguments, where that version has them before it is declared to, or not yet.
    """

    layer: str
    cases: int
    agreed: int
    missing: bool
    ended: int
    misdeclared: tuple[str, ...]
    differing: tuple[Difference, ...]


def main(arguments: list[str] | None = None) -> int:
    """Compare every version, and write docs/fidelity-versions.md."""
    parser = argparse.ArgumentParser(prog="python -m tests.fidelity.versions", description=__doc__)
    parser.add_argument("layers", nargs="*", help="layers to compare (all unless named)")
    parser.add_argument("--cases", type=int, default=100, help="cases per layer")
    parser.add_argument("--versions", nargs="*", default=VERSIONS, help="minor versions of Keras")
    parser.add_argument("--show", type=int, default=3, help="differing cases to list per layer")
    parser.add_argument("--here", action="store_true", help="compare the Keras of this process, and print JSON")
    options = parser.parse_args(arguments)
    if options.here:
        for compared in compare_here(options.layers, options.cases):
            print(json.dumps(asdict(compared)), flush=True)
        return 0
    found = {version: compare_version(version, options.layers, options.cases) for version in options.versions}
    for version, layers in found.items():
        print(format_table(version, layers, options.show))
    if not options.layers:
        REPORT.write_text(format_report(found, options.cases), encoding="utf-8")
    return any(compared.misdeclared for layers in found.values() for compared in layers)


# ---- one version


def compare_version(version: str, layers: list[str], cases: int) -> list[Compared]:
    """The layers in one minor version of Keras, in a process that finds it first."""
    path = os.pathsep.join([str(install(version)), str(ROOT / "server"), str(ROOT)])
    command = [sys.executable, "-m", "tests.fidelity.versions", "--here", "--cases", str(cases), *layers]
    environment = {**os.environ, "PYTHONPATH": path, "TF_CPP_MIN_LOG_LEVEL": "3"}
    answered = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [_read(line) for line in answered.stdout.splitlines()]


def install(version: str) -> Path:
    """The folder of a minor version of Keras, of which the newest is fetched where it is not there yet."""
    folder = INSTALLED / version
    if not (folder / "keras").is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "--target", str(folder), f"keras=={version}.*"], check=True)
    return folder


def _read(line: str) -> Compared:
    read = json.loads(line)
    differing = tuple(Difference(**each) for each in read["differing"])
    return Compared(**{**read, "differing": differing, "misdeclared": tuple(read["misdeclared"])})


# ---- in the process that has that Keras


def compare_here(layers: list[str], cases: int) -> Iterator[Compared]:
    """Each layer in a process of its own, which begins behind the case that ended the one before."""
    from tests.fidelity.differences import NOT_COMPARED
    from tests.fidelity.real_keras import keras

    for entry in all_layers():
        if entry.name in NOT_COMPARED or (layers and entry.name not in layers):
            continue
        wrong = _misdeclared(entry, exactly(keras.__version__), getattr(keras.layers, entry.name, None))
        if not hasattr(keras.layers, entry.name):
            yield Compared(entry.name, 0, 0, True, 0, wrong, ())
            continue
        answers: list[Difference | None] = []
        ended = 0
        while len(answers) + ended < cases:
            answers += _in_a_process(entry.name, range(len(answers) + ended, cases))
            ended += len(answers) + ended < cases
        differing = tuple(answer for answer in answers if answer is not None)
        yield Compared(entry.name, cases, len(answers) - len(differing), False, ended, wrong, differing)


def _misdeclared(entry: Layer, here: Versions, real: Any) -> tuple[str, ...]:
    """Of a layer and its arguments those that are there, or are not, against what `since` and `added` say."""
    from tests.fidelity.real_keras import keras

    if real is None or here.since(entry.since) is False:
        return () if (real is None) == (here.since(entry.since) is False) else (entry.name,)
    # a constructor hands keywords on to that of its base class
    own = real.__mro__[: real.__mro__.index(keras.Layer)]
    taken = {name for each in own for name in inspect.signature(each.__init__).parameters}
    names = [each.name for each in entry.signature.parameters]
    return tuple(name for name in names if (name in taken) != (here.since(entry.added.get(name, KERAS_3)) is True))


def _in_a_process(layer: str, numbers: range) -> list[Difference | None]:
    """What the cases gave until the process ended."""
    # TensorFlow is imported and has not begun: a copy of this process can go on with it
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_compare, args=(layer, numbers, theirs))
    process.start()
    theirs.close()
    answers: list[Difference | None] = []
    while True:
        try:
            answers.append(ours.recv())
        except EOFError:
            process.join()
            return answers


def _compare(layer: str, numbers: range, answers: Connection) -> None:
    from tests.fidelity.cases import draw_case
    from tests.fidelity.compare import compare, real_outcome
    from tests.fidelity.real_keras import keras

    entry = find_layer(layer)
    assert entry is not None
    here = exactly(keras.__version__)
    late = {name for name, added in entry.added.items() if here.since(added) is False}
    for number in numbers:
        case = draw_case(entry, number)
        if late.intersection(case.construction.keywords):
            real = real_outcome(case, many=False)
            took = Difference(str(case), "rejected (an argument of a later version)", str(real))
            answers.send(None if real.rejected is not None else took)
            continue
        if _takes_still(case.construction, here):
            real = real_outcome(case, many=False)
            refused = Difference(str(case), "taken before a later version", str(real))
            answers.send(None if real.rejected is None else refused)
            continue
        differing = [
            Difference(str(case), str(ours), str(real))
            for _, _, ours, real in compare(entry, range(number, number + 1)).differing
        ]
        answers.send(differing[0] if differing else None)
    answers.close()


def _takes_still(construction: Construction, here: Versions) -> bool:
    """Whether a rule says that a later version alone refuses the arguments."""
    from tests.fidelity.compare import our_layer

    since = refused_since(our_layer(construction))
    return since is not None and here.since(since) is False


# ---- in words


def format_table(version: str, layers: list[Compared], show: int) -> str:
    """The layers of one version that differ, with the first cases of each."""
    lines = [f"Keras {version}: {_sum(layers)}"]
    for compared in layers:
        lines += [f"  {compared.layer}: `{name}` is declared for another version" for name in compared.misdeclared]
        for difference in compared.differing[:show]:
            lines += [f"  {difference.case}", f"    ours:  {difference.ours}", f"    Keras: {difference.keras}"]
    return "\n".join(lines)


def format_report(found: dict[str, list[Compared]], cases: int) -> str:
    """docs/fidelity-versions.md."""
    lines = [
        "# The rules and older versions of Keras",
        "",
        f"Written by `make fidelity-versions`: the first {cases} cases of `make fidelity` for each layer, in several",
        "versions of Keras over one TensorFlow. A declaration says since when Keras has a layer, and each of its",
        "later arguments; misdeclared is what a version has before, or has not yet. A case that ended the process of",
        "Keras counts for neither side.",
        "",
        "| Keras | layers | missing | misdeclared | cases | agree | differ | ended |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for version, layers in found.items():
        there = [compared for compared in layers if not compared.missing]
        counts = [sum(compared.cases for compared in there), sum(compared.agreed for compared in there)]
        counts += [sum(len(compared.differing) for compared in there), sum(compared.ended for compared in there)]
        misdeclared = sum(len(compared.misdeclared) for compared in layers)
        row = [len(there), len(layers) - len(there), misdeclared, *counts]
        lines.append(f"| {version} | {' | '.join(f'{count:,}' for count in row)} |")
    for version, layers in found.items():
        differing = [compared for compared in layers if compared.differing]
        if differing:
            lines += ["", f"## Keras {version}", "", "| layer | differ | the first |", "|---|---:|---|"]
        for compared in differing:
            first = compared.differing[0]
            words = f"`{first.case}`: ours {first.ours}; Keras {first.keras}".replace("|", "\\|")
            lines.append(f"| {compared.layer} | {len(compared.differing)} | {words} |")
    return "\n".join(lines) + "\n"


def _sum(layers: list[Compared]) -> str:
    there = [compared for compared in layers if not compared.missing]
    cases, agreed = sum(compared.cases for compared in there), sum(compared.agreed for compared in there)
    return f"{agreed:,} of {cases:,} cases agree; {len(layers) - len(there)} layers are missing"


if __name__ == "__main__":
    sys.exit(main())
