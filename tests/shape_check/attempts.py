"""Attempts at harm, many in one process: what each of them came to, with walls and without.

An attempt is a text that raises unless it got through. `HOME` is a folder of the person's, `OWN` the check's, `VICTIM`
a process of the person's.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shapelens.shape_check.check import Measurements, Request
from shapelens.shape_check.process import run_check_blocking

BARE = Path(__file__).parent / "bare_agent.py"
# the walls, by the name of what leaves them out (`bare_agent.py`)
HOOK, FILTER, LIMITS = "WITHOUT_HOOK", "WITHOUT_FILTER", "WITHOUT_LIMITS"
THROUGH = "through"

RUNNER = """
import json, os
values = json.loads({values!r})
values["OWN"] = os.environ["TMPDIR"]
write, exec_, compile_, kind, dict_, text_of = os.write, exec, compile, type, dict, str
for name, text in json.loads({attempts!r}):
    said = "through"
    try:
        exec_(compile_(text, "attempt", "exec"), dict_(values))
    except BaseException as error:
        said = kind(error).__name__ + ": " + text_of(error).replace("\\n", " ")
    write(2, ("attempt|" + name + "|" + said + "\\n").encode())
"""


@dataclass(frozen=True)
class Place:
    """Where attempts are made: what they are after."""

    folder: Path
    home: Path
    victim: int

    @property
    def precious(self) -> dict[str, tuple[int, bytes | None]]:
        """The files of the person, with their modes."""
        paths = sorted(self.home.rglob("*"))
        return {str(path): (path.stat().st_mode, path.read_bytes() if path.is_file() else None) for path in paths}


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    """A home folder, and a process that sleeps."""
    home = folder / "home"
    (home / "folder").mkdir(parents=True)
    (home / "notes.txt").write_text("precious")
    (home / "folder" / "more.txt").write_text("more")
    victim = subprocess.Popen(["sleep", "300"])
    try:
        yield Place(folder, home, victim.pid)
    finally:
        victim.kill()
        victim.wait()


def run_attempts(
    attempts: Mapping[str, str], at: Place, without: Iterable[str] = (), agent: Path = BARE, head: str = ""
) -> tuple[dict[str, str], Measurements]:
    """What each attempt came to, made one after the other in one check."""
    values = json.dumps({"HOME": str(at.home), "VICTIM": at.victim, "PROGRAM": str(at.folder)})
    text = head + RUNNER.format(values=values, attempts=json.dumps(list(attempts.items())))
    environment = dict.fromkeys(without, "1")
    outcome = run_check_blocking(
        Request(
            sys.executable,
            str(at.folder / "model.py"),
            text,
            timeout_seconds=60.0,
            environment=environment,
            agent=agent,
        )
    )
    lines = [line.split("|", 2) for line in outcome.output.splitlines() if line.startswith("attempt|")]
    return {name: said for _, name, said in lines}, outcome
