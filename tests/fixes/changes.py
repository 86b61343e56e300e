"""Programs and what a fix makes of them, in one text: `layers.Dense(⟦unit→units⟧=3)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.diagnostics.pages import analyzed

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.diagnostic import Diagnostic
from shapelens.diagnostics.fixes.offer import Repair
from shapelens.syntax.edits.edit import apply_edits

_CHANGE = re.compile(r"⟦(.*?)→(.*?)⟧", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """What the fix `title` of a diagnostic `code` makes of a program; `leaves` are the codes that stay, of others."""

    code: str
    title: str
    program: str
    leaves: tuple[str, ...] = ()

    @property
    def broken(self) -> str:
        return _CHANGE.sub(r"\1", self.program)

    @property
    def fixed(self) -> str:
        return _CHANGE.sub(r"\2", self.program)


def repair_of(text: str) -> Repair:
    """What proposes and offers fixes for a text."""
    return Repair.of(text, analyzed(text), analyzed)


def grave(text: str) -> list[Diagnostic]:
    """The errors and warnings of a text."""
    found = diagnose(analyzed(text), lines=text.split("\n"))
    return [diagnostic for diagnostic in found if diagnostic.severity in ("error", "warning")]


def offered(text: str, code: str) -> dict[str, str]:
    """The fixes offered for the first diagnostic of a code: their titles, and the text that each makes."""
    repair = repair_of(text)
    diagnostic = next(each for each in diagnose(repair.program.analysis) if each.code == code)
    texts: dict[str, str] = {}
    for fix in repair.offered(diagnostic):
        after = apply_edits(text, fix.edits)
        assert after is not None
        texts[fix.title] = after
    return texts
