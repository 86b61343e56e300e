"""`python -m tests.traced [PATH ...] [--json]`: programs under real Keras against what is inferred of them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.traced.corpus import PROGRAMS, find_programs, program_name
from tests.traced.libraries import install_libraries
from tests.traced.measure import measure
from tests.traced.records import traced_or_recorded, write_record
from tests.traced.report import as_json, format_details, format_table, wrong_calls


def main(arguments: list[str] | None = None) -> int:
    """Trace, compare and print; 1 where a shape is wrong, an error false, or a program does not run."""
    parser = argparse.ArgumentParser(prog="python -m tests.traced", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[PROGRAMS], help="programs, or folders of them")
    parser.add_argument("--json", action="store_true", help="print JSON, and nothing else")
    parser.add_argument("--details", action="store_true", help="list what is wrong, and what is unknown by its reason")
    parser.add_argument("--processes", type=int, default=2, help="how many programs run at once")
    parser.add_argument(
        "--from-main", action="store_true", help="judge every file by what reading the main one says of it"
    )
    parser.add_argument("--recorded", action="store_true", help="take what was recorded, where it still holds")
    parser.add_argument("--record", action="store_true", help="keep what real Keras gave beside the programs")
    options = parser.parse_args(arguments)
    libraries = install_libraries()
    programs = find_programs(options.paths)
    traced = traced_or_recorded(programs, libraries, options.processes, recorded=options.recorded)
    for found in traced if options.record else ():
        write_record(found)
    named = [
        (program_name(found.program), measure(found, (libraries,), from_main=options.from_main)) for found in traced
    ]
    if options.json:
        print(json.dumps(as_json(named), indent=1))
    else:
        print(format_table(named))
        if options.details:
            print("\n" + format_details(named))
    failed = any(program.traced.error or program.errors() or wrong_calls(program) for _, program in named)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
