"""From a text to its `Analysis`: the one way into the interpreter."""

from __future__ import annotations

from contextlib import suppress

import shapelens.layers  # noqa: F401  (registers every layer)
from shapelens.interpreter.analysis import Analysis, Site
from shapelens.interpreter.heap import Scope
from shapelens.interpreter.machine import DEFAULT_STEP_BUDGET, Hooks, Machine, OutOfBudget
from shapelens.interpreter.python.calls import call_value
from shapelens.interpreter.python.expressions import evaluate
from shapelens.interpreter.python.statements import execute
from shapelens.interpreter.summaries import observe_unbuilt, summarize_models
from shapelens.interpreter.uncalled import run_uncalled
from shapelens.syntax.parse import parse

_HOOKS = Hooks(evaluate, execute, call_value)


def analyze(text: str, path: str = "<text>", *, step_budget: int = DEFAULT_STEP_BUDGET) -> Analysis:
    """Everything that can be known about a program without running it. Never raises."""
    file = parse(text)
    machine = Machine(_HOOKS, step_budget)
    machine.scope = machine.module_scope = machine.heap.new(Scope({}))
    for chunk in file.chunks:
        machine.offset = chunk.offset
        try:
            execute(machine, chunk.statements)
        except OutOfBudget:
            break
        except RecursionError:
            # an expression nested deeper than Python's own stack: the other chunks are still worth reading
            continue
    with suppress(OutOfBudget, RecursionError):
        run_uncalled(machine)
    observe_unbuilt(machine)
    sites = (Site(span, kind, tuple(seen)) for (span, kind), seen in machine.sites.items())
    return Analysis(
        path,
        tuple(sorted(sites, key=lambda site: site.span)),
        tuple(sorted(machine.findings.values(), key=lambda finding: finding.span)),
        summarize_models(machine),
        file.unread,
        machine.steps,
    )
