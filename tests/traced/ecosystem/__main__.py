"""`python -m tests.traced.ecosystem [PACKAGE ...]`: the packages and the corpus, as tables and as docs/ecosystem.md."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.traced.corpus import PROGRAMS, find_programs, program_name
from tests.traced.ecosystem.packages import Package, fetch_packages
from tests.traced.ecosystem.page import write_page
from tests.traced.ecosystem.reading import read_package
from tests.traced.measure import Measured, measure
from tests.traced.report import format_details, format_table
from tests.traced.truth import trace_all

DEADLINE = "900"
PROCESSES = 2


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and write the page where nothing was left out; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.traced.ecosystem", description=__doc__)
    parser.add_argument("packages", nargs="*", help="packages to measure (all unless named; the page needs all)")
    parser.add_argument("--details", action="store_true", help="list what is wrong, and what is unknown by its reason")
    options = parser.parse_args(arguments)
    os.environ["TRACE_DEADLINE"] = DEADLINE
    fetched = fetch_packages()
    folders = tuple(str(package.folder) for package in fetched)
    chosen = [package for package in fetched if not options.packages or package.name in options.packages]
    built = build([package for package in chosen if package.program is not None], folders)
    with ProcessPoolExecutor(PROCESSES) as pool:
        read = list(zip(chosen, pool.map(partial(read_package, folders=folders), chosen), strict=True))
    named = [(package.name, measured) for package, measured in built]
    print(format_table(named))
    for package, reading in read:
        print(f"{package.name}: {reading.files} files, {reading.calls_shown} of {reading.calls} calls with a shape")
        print("".join(f"  failed: {crash}\n" for crash in reading.crashes), end="")
        print("".join(f"  reported: {error}\n" for error in reading.errors), end="")
    if options.details:
        print("\n" + format_details(named, limit=12))
    if not options.packages:
        corpus = [measure(traced) for traced in trace_all(find_programs([PROGRAMS]))]
        print(format_table([(program_name(program.traced.program), program) for program in corpus]))
        write_page(versions(), corpus, built, read)
    return 1 if any(reading.crashes for _, reading in read) or any(m.traced.error for _, m in built) else 0


def build(packages: Sequence[Package], folders: tuple[str, ...]) -> list[tuple[Package, Measured]]:
    """Run the programs of the packages in real Keras, one after another, and compare."""
    programs = [package.program for package in packages if package.program is not None]
    traced = trace_all(programs, processes=1, packages=folders)
    return [(package, measure(each, folders, from_main=True)) for package, each in zip(packages, traced, strict=True)]


def versions() -> str:
    found = {name: importlib.metadata.version(name) for name in ("keras", "tensorflow-cpu")}
    return f"{found['keras']} (TensorFlow {found['tensorflow-cpu']})"


if __name__ == "__main__":
    sys.exit(main())
