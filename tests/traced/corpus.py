"""Which programs a path means: a file is a program; a folder with a `main.py` is one of several modules.

Those that are held out are meant where they are named alone: the interpreter was not made on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

PROGRAMS = Path(__file__).resolve().parent / "programs"
HELD_OUT = PROGRAMS / "held_out"
ENTRY = "main.py"


def find_programs(paths: Iterable[Path]) -> list[Path]:
    return [program.resolve() for path in paths for program in programs_in(path)]


def programs_in(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif (path / ENTRY).exists():
        yield path / ENTRY
    else:
        for entry in sorted(path.iterdir()):
            if entry.suffix == ".py" or (entry.is_dir() and entry != HELD_OUT and any(entry.rglob("*.py"))):
                yield from programs_in(entry)


def program_name(program: Path) -> str:
    """What a person calls it: the file's name, or the folder's of several modules."""
    return program.parent.name if program.name == ENTRY else program.stem
