"""What real Keras gave, kept in a file beside the programs: `held_out/traces/NAME.json` of `held_out/NAME.py`.

A record is of one text: where the program has changed since, or Keras has, it is none, and the program has to be run.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.traced.corpus import ENTRY, program_name
from tests.traced.truth import Traced, TracedCall, read_answer, trace_all

FOLDER = "traces"
ROWS = ("sites", "statements", "unreturned", "failed")


def record_of(program: Path) -> Path:
    folder = program.parent.parent if program.name == ENTRY else program.parent
    return folder / FOLDER / f"{program_name(program)}.json"


def read_record(program: Path) -> Traced | None:
    """What is kept of a program as it stands; None where nothing is."""
    path = record_of(program)
    if not path.exists():
        return None
    kept = json.loads(path.read_text(encoding="utf-8"))
    if kept["of"] != digest(program):
        return None
    folder = program.parent
    rows = {name: [[str(folder / row[0]), *row[1:]] for row in kept[name]] for name in ROWS}
    sites = [dict(zip(TracedCall.__slots__, row, strict=True)) for row in rows.pop("sites")]
    return read_answer({**kept, **rows, "sites": sites, "program": str(program)})


def traced_or_recorded(programs: Sequence[Path], libraries: str, processes: int, *, recorded: bool) -> list[Traced]:
    """What real Keras gives now, or gave when it was recorded; in the order of the programs."""
    kept = [found for found in map(read_record, programs) if found is not None] if recorded else []
    known = {found.program: found for found in kept}
    run = trace_all([program for program in programs if program not in known], processes, [libraries])
    known.update({found.program: found for found in run})
    return [known[program] for program in programs]


def write_record(traced: Traced) -> None:
    folder = traced.program.parent
    rows: dict[str, list[list[Any]]] = {
        "sites": [[getattr(call, name) for name in TracedCall.__slots__] for call in traced.calls],
        "statements": [[ran.path, *ran.span.bounds, int(ran.begun), int(ran.ended)] for ran in traced.statements],
        "unreturned": [[path, *span.bounds] for path, span in traced.unreturned],
        "failed": [[path, line] for path, line in traced.failed],
    }
    head = {"of": digest(traced.program), "error": traced.error, "seconds": round(traced.seconds, 1)}
    kept = {name: [[str(Path(row[0]).relative_to(folder)), *row[1:]] for row in rows[name]] for name in ROWS}
    lines = [f'"{name}":{compact(value)}' for name, value in {**head, **kept}.items()]
    path = record_of(traced.program)
    path.parent.mkdir(exist_ok=True)
    path.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


def compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def digest(program: Path) -> str:
    """What a record is of: the text of the program, all its files, and the Keras that ran it."""
    files = sorted(program.parent.rglob("*.py")) if program.name == ENTRY else [program]
    text = importlib.metadata.version("keras").encode() + b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(text).hexdigest()[:16]
