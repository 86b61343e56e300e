"""The commands that the server runs, and their arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

RUN_SHAPE_CHECK = "shapelens.runShapeCheck"
SHOW_SLICE = "shapelens.showSlice"


@dataclass(frozen=True, slots=True)
class CheckArguments:
    """Which model to run: of a document the one named, else the one at a line (from 0), else all."""

    uri: str
    model: str | None = None
    line: int | None = None


def check_arguments(uri: str, model: str | None, line: int) -> dict[str, Any]:
    """The argument of both commands as a client sends it back."""
    return {"uri": uri, "model": model, "line": line}


def read_check_arguments(arguments: Sequence[Any] | None) -> CheckArguments | None:
    """What a client sent; None where it is not what the command takes."""
    first = arguments[0] if arguments else None
    if not isinstance(first, Mapping) or not isinstance(first.get("uri"), str):
        return None
    model, line = first.get("model"), first.get("line")
    return CheckArguments(
        first["uri"], model if isinstance(model, str) else None, line if isinstance(line, int) else None
    )
