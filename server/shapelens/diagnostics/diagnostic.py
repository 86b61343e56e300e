"""A diagnostic as plain data: what the command line prints and the language server publishes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from shapelens.interpreter.domain.analysis import Finding
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.spans import Span

Severity: TypeAlias = Literal["error", "warning", "information", "hint"]


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """Another place that the message speaks of (`path` is None for the same file)."""

    span: Span
    message: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that removes the diagnostic; a `safe` one leaves what the program means as it is."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault in words, on the span where the user would repair it; `fixes` are there where they were asked for.

    `finding` is what the words were made of, where one finding is: fixes are proposed for that, not for its place.
    """

    span: Span
    code: str
    name: str
    severity: Severity
    message: str
    related: tuple[RelatedPlace, ...] = ()
    fixes: tuple[Fix, ...] = ()
    finding: Finding | None = field(default=None, compare=False)
