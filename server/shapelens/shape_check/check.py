"""What a check is asked, and what comes back of it.

A check ends in exactly one `Status`, whatever the user's program does; only a finished one says anything about shapes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from shapelens.shapes.formatting import JsonShape

Status: TypeAlias = Literal[
    "finished",
    "cancelled",
    "deadline",
    "memory",
    "disk",
    "crashed",
    "no-tensorflow",
    "broken-tensorflow",
    "no-interpreter",
]
State: TypeAlias = Literal["starting", "importing", "running", "ended"]

AGENT = Path(__file__).resolve().parents[2] / "shapelens_agent"


@dataclass(frozen=True, slots=True)
class Request:
    """One check: `text` is what is run (see `slices`) of the program in the editor, `path` the name it runs under.

    `model` names the one model to run (all of them otherwise). `inputs` gives the input shapes, batch axis included, of
    models that do not say them; `open_size` the size of open axes other than the batch. Loops at the lines `once` make
    one pass; behind the first `lines` lines stand calls that the program does not have. The memory limit needs Linux.
    `environment` is added to the child's, from which every `PYTHON*` variable of ours is removed.
    """

    interpreter: str
    path: str
    text: str
    model: str | None = None
    timeout_seconds: float = 120.0
    memory_limit_mb: int | None = None
    inputs: Mapping[str, Sequence[Sequence[int | None]]] = field(default_factory=dict)
    open_size: int | None = None
    once: tuple[int, ...] = ()
    lines: int | None = None
    use_gpu: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    agent: Path = AGENT


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a check is; `total` is 0 while that is not known."""

    state: State
    message: str
    done: int = 0
    total: int = 0

    @property
    def text(self) -> str:
        """`running the model: 14 of 31 layers`."""
        return f"{self.message}: {self.done} of {self.total} layers" if self.total else self.message


@dataclass(frozen=True, slots=True)
class MeasuredCall:
    """A call expression (lines and columns from 1, in code points) and every distinct output it gave.

    `symbolic` shapes were inferred by Keras and not computed; `models` are indices of the models the call belongs to.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    layer: str
    shapes: tuple[JsonShape, ...]
    symbolic: bool
    models: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeasuredModel:
    """A model that the program made; `reason` says why it was not run."""

    name: str
    line: int | None
    params: int | None
    trainable_params: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class CheckError:
    """What went wrong, in a layer or model (`in_model`), elsewhere in the program, or in the run itself."""

    kind: str
    message: str
    type: str = ""
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    in_model: bool = False
    traceback: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Measurements:
    """How a check ended. `output` is the end of what the program printed."""

    status: Status
    interpreter: str
    seconds: float
    python: str | None = None
    keras: str | None = None
    backend: str | None = None
    models: tuple[MeasuredModel, ...] = ()
    calls: tuple[MeasuredCall, ...] = ()
    error: CheckError | None = None
    exit_code: int | None = None
    output: str = ""
