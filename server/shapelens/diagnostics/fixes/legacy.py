"""Fixes of what was spelled before Keras 3: the same call, written as today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.placing import put_before
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import LegacyArgument, LegacyName
from shapelens.layers.legacy.translate import Added, Change, Joined, PutBefore, Removed, Renamed, Source
from shapelens.syntax.edits.calls import Argument, Call, call_of
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.imports import call_from_parent, call_instead


def write_as_today(problem: LegacyArgument, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The arguments by today's names."""
    call = program.failing_call(finding)
    if call is not None:
        today = problem.today or tuple(problem.arguments)
        title = f"Write {', '.join(today)}" if problem.today else f"Remove {', '.join(problem.arguments)}"
        if any(isinstance(change, PutBefore) for change in problem.changes):
            title = "Put an Input before the layer"
        yield fix(title, _rewrite(call, problem.changes), _inputs_before(call, problem.changes), safe=problem.same)


def call_todays(problem: LegacyName, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """What has taken the place of a layer, function or method, with its arguments."""
    call = program.failing_call(finding)
    if call is None or not problem.today:
        return
    if problem.name.startswith("experimental."):
        function = call_from_parent(program.source, call, problem.today, "experimental")
    else:
        function = call_instead(program.source, call, problem.today)
    arguments, before = _rewrite(call, problem.changes), _inputs_before(call, problem.changes)
    around = call.source.wrapping(call.span, *problem.around) if any(problem.around) else ()
    yield fix(f"Write {problem.today}", function, arguments, before, around, safe=problem.same)


def _rewrite(call: Call, changes: Iterable[Change]) -> tuple[Edit, ...] | None:
    """The arguments of a call after the changes; None where one of them is not written in the call itself."""
    edits: list[Edit] = []
    gone: list[Argument] = []
    added: list[str] = []
    for change in changes:
        if isinstance(change, Added):
            added.append(f"{change.name}={change.value}")
            continue
        sources = change.sources if isinstance(change, Joined) else (change.source,)
        arguments = [found for source in sources if (found := _find(call, source)) is not None]
        if len(arguments) != len(sources):
            return None
        if isinstance(change, Renamed):
            if change.value is None:
                return None
            edits += _rename(call, arguments[0], change)
        elif isinstance(change, Joined):
            edits += _join(call, arguments, change)
            gone += arguments[1:] if arguments[0].keyword is not None else ()
        elif isinstance(change, (Removed, PutBefore)):
            gone.append(arguments[0])
    for argument in gone[: len(added)]:
        edits += call.source.replacement(argument.span, added.pop(0))
        gone.remove(argument)
    edits += call.items.remove(*(call.arguments.index(argument) for argument in gone))
    if added:
        further = call.add(", ".join(added))
        if further is None:
            return None
        edits += further
    return tuple(edits)


def _find(call: Call, source: Source) -> Argument | None:
    return call.positional(source) if isinstance(source, int) else call.keyword(source)


def _rename(call: Call, argument: Argument, change: Renamed) -> Iterator[Edit]:
    start, _ = call.source.lines.bounds(argument.span)
    if argument.keyword is not None:
        yield call.source.edit(start, start + len(argument.keyword), change.name)
    elif not change.stays:
        yield call.source.insertion(start, f"{change.name}=")
    if change.value:
        yield from call.source.replacement(argument.value, change.value)


def _join(call: Call, arguments: list[Argument], change: Joined) -> tuple[Edit, ...]:
    """One tuple of several arguments: in brackets, or at the place of the first where they have names."""
    if arguments[0].keyword is not None:
        values = ", ".join(call.text(argument) for argument in arguments)
        return call.source.replacement(arguments[0].span, f"{change.name}=({values})")
    (start, _), (_, end) = (call.source.lines.bounds(argument.span) for argument in (arguments[0], arguments[-1]))
    name = "" if change.stays else f"{change.name}="
    return call.source.insertion(start, f"{name}("), call.source.insertion(end, ")")


def _inputs_before(call: Call, changes: Iterable[Change]) -> tuple[Edit, ...] | None:
    """An Input before the layer: in the list of its model, or added to the model before it."""
    moved = next((change for change in changes if isinstance(change, PutBefore)), None)
    if moved is None or call_of(call.source, call.span) is not None:
        # what is called on a tensor has its input already
        return ()
    argument = _find(call, moved.source)
    return None if argument is None else put_before(call, "Input", f"batch_shape={call.text(argument)}")
