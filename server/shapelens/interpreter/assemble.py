"""The analysis of a program that was evaluated: what its units saw, in lines of the text."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from itertools import chain

from shapelens.interpreter.domain.analysis import Analysis, Finding, MissingRule, ModelSummary, SizeConstraints
from shapelens.interpreter.domain.observations import Record, put_together
from shapelens.interpreter.domain.positions import Unit
from shapelens.interpreter.domain.values import Ref
from shapelens.interpreter.evaluator.model_summaries import observe_unbuilt, summarize_model
from shapelens.interpreter.graph.size_constraints import collect_size_constraints
from shapelens.interpreter.incremental.evaluation import Evaluation
from shapelens.interpreter.incremental.placed import place_seen
from shapelens.interpreter.machine.budget import limits_of
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.defects import guarded
from shapelens.syntax.cells import NO_CELLS, cells_of
from shapelens.syntax.parse import LoweredFile
from shapelens.syntax.spans import Span


def assemble(
    evaluation: Evaluation, text: str, path: str, file: LoweredFile, cut: Collection[Unit], uncalled: Collection[str]
) -> Analysis:
    """Everything that is known; `cut` are the units that were given up, `uncalled` the functions that nothing calls."""
    machine, lines = evaluation.machine, evaluation.lines
    machine.record = Record()
    derived = list(evaluation.derive(partial(_summary, machine)))
    unbuilt = [Ref(address) for block in derived for address in block.unbuilt]
    guarded("what is not built", partial(observe_unbuilt, machine, unbuilt, evaluation.calls), None)
    limits = limits_of(machine, evaluation.units, chain(evaluation.calls(), machine.record.sites), cut, uncalled)
    seen = [*evaluation.history.seen.of_rows(lines, evaluation.blocks), place_seen(lines, machine.record)]
    record = put_together(each.record for each in seen)
    findings = sorted(record.findings.values(), key=_bounds)
    return Analysis(
        path,
        evaluation.history.sites.of([each.sites for each in seen]),
        tuple(each for each in findings if not each.on_demand),
        evaluation.history.models.of_blocks(lines, derived),
        file.unread,
        machine.steps,
        guarded("the size constraints", partial(collect_size_constraints, record), SizeConstraints()),
        file.oversize,
        cells_of(text) if evaluation.history.has_cells else NO_CELLS,
        lines.place(limits),
        tuple(sorted(record.trainings)),
        evaluation.imports(),
        tuple(MissingRule(name, tuple(sorted(calls))) for name, calls in sorted(record.missing.items())),
        machine.keras,
        tuple(each for each in findings if each.on_demand),
    )


def _summary(machine: Machine, ref: Ref) -> ModelSummary | None:
    return guarded("the summary of a model", partial(summarize_model, machine, ref), None)


def _bounds(value: Finding) -> tuple[int, int, int, int]:
    span: Span = value.span
    return span.bounds
