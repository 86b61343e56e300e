"""What the interpreter sees in the other files of a program while it reads the main one.

A file's hints come from reading that file; the functions of a library are mostly called from others. For the share of a
library's calls that the interpreter understands, its machine is listened to wherever it goes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from shapelens.interpreter import analyze as entry
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Kind, Observation, Site
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.machine.module_search import SearchPath
from shapelens.syntax.spans import Span

STEPS = 10_000_000


@dataclass(slots=True)
class Listener(Machine):
    """A machine that also keeps what it observes in files that are imported, in their own lines."""

    elsewhere: dict[tuple[str, Span, Kind], list[Observation]] = field(default_factory=dict)

    def at(self, span: Span) -> Span:
        return span.shifted(self.offset)

    def observe(self, span: Span, kind: Kind, observation: Observation) -> None:
        if self.module.file is None:
            Machine.observe(self, span, kind, observation)
        elif not self.quiet and not self.faults_only:
            self.elsewhere.setdefault((self.module.file, span, kind), []).append(observation)


def sites_by_file(main: Path, search: SearchPath) -> dict[str, list[Site]]:
    """The sites of the main file and of every file that reading it led to."""
    machines: list[Listener] = []

    def listen(*arguments: Any, **named: Any) -> Listener:
        machines.append(Listener(*arguments, **named))
        return machines[-1]

    with patch.object(entry, "Machine", listen):
        analysis = analyze(main.read_text(encoding="utf-8"), str(main), search=search, step_budget=STEPS)
    found: dict[str, list[Site]] = {str(main): list(analysis.sites)}
    for (path, span, kind), seen in machines[0].elsewhere.items():
        found.setdefault(str(Path(path).resolve()), []).append(Site(span, kind, tuple(dict.fromkeys(seen))))
    return found
