"""`python -m tests.traced.ecosystem [PART ...]`: programs, Keras itself, packages; tables, and docs/ecosystem.md."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.traced.corpus import HELD_OUT, PROGRAMS, find_programs, program_name
from tests.traced.ecosystem import page
from tests.traced.ecosystem.keras_itself import judge_examples, judge_tests
from tests.traced.ecosystem.packages import Package, fetch_packages
from tests.traced.ecosystem.reading import read_package
from tests.traced.libraries import install_libraries
from tests.traced.measure import Measured, measure
from tests.traced.records import traced_or_recorded
from tests.traced.report import format_details, format_table
from tests.traced.truth import trace_all

DEADLINE = "900"
PROCESSES = 2
PARTS = ("programs", "held-out", "keras", "packages")


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and put what was measured into the page; 1 where an analysis failed or a program did not run."""
    parser = argparse.ArgumentParser(prog="python -m tests.traced.ecosystem", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (all unless named)")
    parser.add_argument("--details", action="store_true", help="list what is wrong, and what is unknown by its reason")
    parser.add_argument("--recorded", action="store_true", help="take what was recorded of programs that are held out")
    options = parser.parse_args(arguments)
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    os.environ["TRACE_DEADLINE"] = DEADLINE
    parts = options.parts or PARTS
    well = True
    if "programs" in parts:
        well &= measure_programs(PROGRAMS, page.PROGRAMS, options)
    if "held-out" in parts:
        well &= measure_programs(HELD_OUT, page.HELD_OUT, options)
    if "keras" in parts:
        well &= measure_keras()
    if "packages" in parts:
        well &= measure_packages(options.details)
    return 0 if well else 1


def measure_programs(folder: Path, section: str, options: argparse.Namespace) -> bool:
    libraries = install_libraries()
    traced = traced_or_recorded(find_programs([folder]), libraries, PROCESSES, recorded=options.recorded)
    named = [(program_name(each.program), measure(each, (libraries,))) for each in traced]
    print(format_table(named))
    if options.details:
        print("\n" + format_details(named, limit=12))
    page.update_page(versions(), {section: page.programs_section([measured for _, measured in named])})
    return not any(each.error for each in traced)


def measure_keras() -> bool:
    examples, tests = judge_examples(), judge_tests()
    section = page.keras_section(examples, tests)
    print(section)
    page.update_page(versions(), {page.KERAS: section})
    return not examples.crashes and not tests.crashes


def measure_packages(details: bool) -> bool:
    fetched = fetch_packages()
    folders = tuple(str(package.folder) for package in fetched)
    built = build([package for package in fetched if package.program is not None], folders)
    with ProcessPoolExecutor(PROCESSES) as pool:
        read = list(zip(fetched, pool.map(partial(read_package, folders=folders), fetched), strict=True))
    named = [(package.name, measured) for package, measured in built]
    print(format_table(named))
    if details:
        print("\n" + format_details(named, limit=12))
    sections = {
        page.BUILT: page.built_section(built),
        page.READ: page.read_section(read),
        page.WRONG: page.wrong_section(built),
    }
    print(sections[page.READ])
    page.update_page(versions(), sections)
    return not any(reading.crashes for _, reading in read) and not any(m.traced.error for _, m in built)


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
