"""Findings on demand: what Keras takes and should be written otherwise, or what stands on a path that may not run."""

from __future__ import annotations

from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import ProgramProblem
from shapelens.interpreter.machine.machine import Machine
from shapelens.syntax.spans import Span


def remark(machine: Machine, problem: ProgramProblem, span: Span, *, layer: str = "", site: Span | None = None) -> None:
    """Record a finding that is reported where the user asks for its code; nothing else comes of it."""
    if machine.module.file is None and not machine.takes_still(problem):
        finding = Finding(problem, span, layer, site=site, path=machine.path, on_demand=True)
        machine.record.findings.setdefault((span, f"{type(problem).__name__} on demand"), finding)
