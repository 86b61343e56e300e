"""From a text to its `Analysis`: the one way into the interpreter."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import shapelens.layers  # noqa: F401  (registers every layer)
from shapelens.discovery import import_all
from shapelens.interpreter import data, keras, modules
from shapelens.interpreter.assemble import assemble
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.domain.interruption import Cancelled, IsCancelled, OutOfBudget, never
from shapelens.interpreter.domain.positions import Unit
from shapelens.interpreter.domain.values import Module
from shapelens.interpreter.evaluator import builtins
from shapelens.interpreter.evaluator.abandoned import forget_effects
from shapelens.interpreter.evaluator.calls import call_value
from shapelens.interpreter.evaluator.entry_points import defined, run_uncalled
from shapelens.interpreter.evaluator.expressions import evaluate
from shapelens.interpreter.evaluator.statements import execute
from shapelens.interpreter.incremental.evaluation import Evaluation
from shapelens.interpreter.incremental.history import History
from shapelens.interpreter.machine.budget import pool_of_file, run_within
from shapelens.interpreter.machine.first_scopes import MAIN
from shapelens.interpreter.machine.machine import DEFAULT_STEP_BUDGET, NO_SEARCH, Hooks, Machine, ProgramRaises
from shapelens.interpreter.machine.module_search import SearchPath, package_of
from shapelens.interpreter.modules.reach import reach
from shapelens.shapes.defects import note_defect, raising_defects
from shapelens.syntax.cells import cells_of
from shapelens.syntax.parse import parse_chunks
from shapelens.syntax.versions import cut

# what stands in these packages registers the functions of libraries that it describes
for _package in (builtins, data, keras, modules):
    import_all(_package)

HOOKS = Hooks(evaluate, execute, call_value)
log = logging.getLogger(__name__)


def analyze(
    text: str,
    path: str = "<text>",
    *,
    step_budget: int = DEFAULT_STEP_BUDGET,
    search: SearchPath = NO_SEARCH,
    strict: bool = False,
) -> Analysis:
    """Everything that can be known about a program without running it.

    `search` says where the modules that it imports are read. Never raises; with `strict` a defect of our own does.
    """
    return analyze_again(History(), text, path, step_budget=step_budget, search=search, strict=strict)


def analyze_again(
    history: History,
    text: str,
    path: str = "<text>",
    *,
    step_budget: int = DEFAULT_STEP_BUDGET,
    search: SearchPath = NO_SEARCH,
    strict: bool = False,
    is_cancelled: IsCancelled = never,
) -> Analysis:
    """The analysis of the next version of a text: as `analyze` gives it, but what an edit has not touched is kept.

    `history` is what the last version left, with the same budget and search path. Raises `Cancelled` soon after
    `is_cancelled` says so; the history is then as it was, or that of the text as far as it was read.
    """
    reached = reach(text, package_of(path), search)
    if not reached.tensors:
        # there is nothing to show; what the history has stays for the next version
        return Analysis(path, cells=cells_of(text), imports=reached.files)
    began = time.perf_counter()
    history.begin_for(search.keras.of_text(text))
    history.cut = cut(text, history.cut)
    file = history.file = parse_chunks(history.cut.chunks, history.file, partial(_unless_cancelled, is_cancelled))
    machine = Machine(HOOKS, step_budget, tracker=history.tracker, search=search, is_cancelled=is_cancelled)
    machine.keras = history.keras
    evaluation = Evaluation(history, machine, file)
    with raising_defects(strict):
        try:
            given_up, uncalled = interpret(evaluation, path, strict)
        except Cancelled:
            evaluation.abandon()
            raise
        analysis = assemble(evaluation, text, path, file, given_up, uncalled)
    seconds = time.perf_counter() - began
    log.debug("%s: %d of %d units ran, %.1f ms", path, evaluation.ran, history.count, 1_000 * seconds)
    return analysis


def _unless_cancelled(is_cancelled: IsCancelled) -> None:
    if is_cancelled():
        raise Cancelled


# the units that were given up, and the functions and classes that nothing calls
_Cut: TypeAlias = tuple[list[Unit], list[str]]


def interpret(evaluation: Evaluation, path: str, strict: bool) -> _Cut:
    """Run a program; the machine of `evaluation` then has its state, with all that was seen on the way."""
    machine = evaluation.machine
    machine.scope, machine.module = MAIN, Module(MAIN, "__main__", package_of(path))
    given_up = _run(evaluation, strict)
    evaluation.finish()
    return given_up


def _run(evaluation: Evaluation, strict: bool) -> _Cut:
    machine = evaluation.machine
    module, scope = machine.module, machine.scope
    cut: list[Unit] = []
    uncalled: list[str] = []
    whole, machine.budget = machine.budget, pool_of_file(machine.budget)
    for number, unit in evaluation.units_of_file(evaluation.units):
        # a unit that ended in the middle of a call must not leave the next one there
        machine.module, machine.scope, machine.offset, machine.path = module, scope, unit.origin, ()
        body = partial(_guarded, partial(_execute, machine, unit), strict)
        forget = partial(forget_effects, machine, unit.statements)
        if not evaluation.run(unit, number, partial(run_within, machine, len(evaluation.units) - number, body, forget)):
            cut.append(unit)
    evaluation.end_file()
    machine.module, machine.scope, machine.path = module, scope, ()
    machine.budget, names = whole, defined(machine)
    for number, name in evaluation.units_of_entry_points(names):
        body = partial(_guarded, partial(run_uncalled, machine, name), strict)
        if not evaluation.run(name, number, partial(run_within, machine, len(names) - number, body)):
            uncalled.append(name)
    return cut, uncalled


def _execute(machine: Machine, unit: Unit) -> None:
    machine.conclude(execute(machine, unit.statements))


def _guarded(run: Callable[[], object], strict: bool) -> bool:
    """Run one part of an analysis; where it fails the others are still worth reading."""
    try:
        run()
    except (OutOfBudget, Cancelled):
        raise
    except ProgramRaises:
        log.info("the program raises here")
    except RecursionError:
        # an expression nested deeper than Python's own stack
        log.info("nested too deep to follow")
    except Exception as defect:
        if strict:
            raise
        note_defect("a part of the analysis", defect)
    return True
