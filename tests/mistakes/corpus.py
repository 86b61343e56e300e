"""The programs: pairs of a broken one and its repair, and correct ones that look wrong (traps).

The first line of a broken program says what must be reported, `# expect: SL501`, with the severity behind it where it
is no error; every line that a person might change to repair it ends with `# blame`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path(__file__).resolve().parent / "programs"
EXPECT = "# expect: "
BLAME = "# blame"


@dataclass(frozen=True, slots=True)
class Program:
    """One text, and the name of the file that it is in."""

    name: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A broken program with what must be said of it, and the same program repaired."""

    name: str
    broken: Program
    repaired: Program
    code: str
    severity: str
    blamed: tuple[int, ...]


def read_pair(folder: Path) -> Pair:
    broken = read_program(folder / "broken.py", f"{folder.name} broken")
    lines = broken.text.split("\n")
    code, *severity = lines[0].removeprefix(EXPECT).split()
    blamed = tuple(number for number, line in enumerate(lines, 1) if line.endswith(BLAME))
    repaired = read_program(folder / "repaired.py", f"{folder.name} repaired")
    return Pair(folder.name, broken, repaired, code, "".join(severity) or "error", blamed)


def read_program(path: Path, name: str) -> Program:
    return Program(name, str(path), path.read_text(encoding="utf-8"))


PAIRS = tuple(read_pair(folder) for folder in sorted((PROGRAMS / "pairs").iterdir()) if folder.is_dir())
TRAPS = tuple(read_program(path, path.stem) for path in sorted((PROGRAMS / "traps").glob("*.py")))
