"""From a program to the part of it that is run: the one way into this package."""

from __future__ import annotations

from dataclasses import dataclass

from shapelens.interpreter.domain.analysis import Analysis
from shapelens.shape_check.slices.builders import call_of
from shapelens.shape_check.slices.changes import Change, TextChanges, blank, gone
from shapelens.shape_check.slices.facts import Facts
from shapelens.shape_check.slices.relevance import Item, Relevance, flat, items_of, names_read
from shapelens.shape_check.slices.rewrite import Missing, Rewriter
from shapelens.syntax import lowered as low
from shapelens.syntax.parse import LoweredFile, parse
from shapelens.syntax.spans import Span

DEEP = "it is nested too deep"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that the models depend on and that is not run, and why not: the reason may lie in another line."""

    line: int
    reason: str
    cause: int | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """The text to run, in the lines and columns of the program.

    `once` are the lines of loops that train, of which one pass is made; `lines` how many the program has: behind them
    stand calls of builders that nothing calls.
    """

    text: str
    skipped: tuple[Skipped, ...] = ()
    once: tuple[int, ...] = ()
    lines: int = 0


def slice_program(text: str, analysis: Analysis, model: str | None = None) -> Slice:
    """What a check runs of a program, for one of its models or for all."""
    file = parse(text)
    statements = tuple(statement for chunk in file.chunks for statement in chunk.statements)
    facts = Facts.of(analysis, statements)
    text_changes = TextChanges(text)
    items = [item for chunk in file.chunks for item in items_of(chunk.statements, chunk.offset)]
    rewriter = _rewritten(items, facts, text_changes)
    wanted, makers = wanted_spans(analysis, model, facts)
    relevance = Relevance(facts, wanted, makers, frozenset(rewriter.dropped))
    lost = relevance.mark(items)
    calls, unsaid = _builders(items, relevance)
    changes = [*_unread(file), *_taken_out(items, text_changes)]
    for item in flat(items):
        if item.kept:
            changes += rewriter.changes.get(id(item.statement), [])
    sliced = text_changes.apply(changes)
    lines = len(text_changes.lines.starts)
    if calls:
        sliced += "".join(f"\n{call}" for call in calls) + "\n"
    return Slice(sliced, _skipped(lost, rewriter, items, unsaid), tuple(sorted(rewriter.once)), lines)


def wanted_spans(analysis: Analysis, model: str | None, facts: Facts) -> tuple[frozenset[Span], frozenset[Span]]:
    """The calls to measure, and those among them that make models: of the model named, or all."""
    chosen = [summary for summary in analysis.models if summary.name == model]
    if not chosen:
        return facts.measured, facts.measured
    makers = frozenset(summary.span for summary in chosen)
    return makers | {layer.span for summary in chosen for layer in summary.layers}, makers


def _rewritten(items: list[Item], facts: Facts, text_changes: TextChanges) -> Rewriter:
    """The statements without their side effects; again where functions may meet names that go missing later."""
    first = Rewriter(facts, text_changes)
    _rewrite(first, items)
    if not first.missing:
        return first
    second = Rewriter(facts, text_changes, late=dict(first.missing))
    _rewrite(second, items)
    return second


def _rewrite(rewriter: Rewriter, items: list[Item]) -> None:
    for item in items:
        try:
            rewriter.top(item.statement, item.offset)
        except RecursionError:
            rewriter.dropped[id(item.statement)] = Missing(item.span.line, DEEP)


def _builders(items: list[Item], relevance: Relevance) -> tuple[list[str], list[Skipped]]:
    """The calls to add for what holds models and is never called, and those that cannot be made."""
    calls: list[str] = []
    unsaid: list[Skipped] = []
    for item in items:
        node = item.statement
        if not item.kept or not isinstance(node, (low.FunctionDefinition, low.ClassDefinition)):
            continue
        # what is decorated may be known by another name
        if node.decorators or node.name not in relevance.carriers or node.name in names_read(items, item):
            continue
        call = call_of(node)
        if call is not None:
            calls.append(call)
        else:
            what = "`self.call`" if isinstance(node, low.ClassDefinition) else f"`{node.name}`"
            reason = (
                f"nothing calls `{node.name}`, and nothing says what goes into {what} (pin it: # shape: (None, ...))"
            )
            unsaid.append(Skipped(node.name_span.line + item.offset, reason))
    return calls, unsaid


def _unread(file: LoweredFile) -> list[Change]:
    return [blank(span) for span in (*file.unread, *file.oversize)]


def _taken_out(items: list[Item], text_changes: TextChanges) -> list[Change]:
    """What is not kept becomes blank; a block keeps a statement, and so does a line that others share."""
    changes: list[Change] = []
    for item in items:
        if not item.kept:
            shared = text_changes.shares_its_line(item.span)
            changes.append(gone(item.span) if shared else blank(item.span))
            continue
        for block in item.blocks:
            if block and not any(inner.kept for inner in block):
                changes += _emptied(block[0], text_changes)
            changes += _taken_out(block, text_changes)
    return changes


def _emptied(first: Item, text_changes: TextChanges) -> list[Change]:
    """A block of which nothing is left; of an `elif` the test stays, as it may be what decides."""
    if text_changes.starts(first.span, "elif"):
        return []
    return [gone(first.span)]


def _skipped(lost: list[Item], rewriter: Rewriter, items: list[Item], unsaid: list[Skipped]) -> tuple[Skipped, ...]:
    found = [
        _lost(item, missing_because)
        for item in lost
        if (missing_because := rewriter.dropped.get(id(item.statement))) is not None
    ]
    kept = [item.span for item in items if item.kept]
    inside = [
        Skipped(line, missing_because.reason, None if missing_because.line == line else missing_because.line)
        for line, missing_because in rewriter.lost
        if any(span.line <= line <= span.end_line for span in kept)
    ]
    return tuple(sorted({*found, *inside, *unsaid}, key=lambda skipped: (skipped.line, skipped.reason)))


def _lost(item: Item, missing_because: Missing) -> Skipped:
    span = item.span
    return Skipped(
        span.line,
        missing_because.reason,
        None if span.line <= missing_because.line <= span.end_line else missing_because.line,
    )
