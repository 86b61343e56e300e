"""Fixes of what Keras 3 takes in other words: attributes of layers, names of files, declared inputs, decays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.placing import put_before
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import DeclaredInput, FileEnding, GoneMember, IgnoredDecay
from shapelens.syntax.edits.calls import call_of
from shapelens.syntax.edits.imports import spell_path
from shapelens.syntax.edits.strings import paths_of

# what sets the learning rate, which a schedule does not let it
_SETS_RATE = re.compile(r"LearningRateScheduler|ReduceLROnPlateau|\.learning_rate\b|\.lr\b")
_OLD_ENDINGS = (".hdf5", ".h5", ".weights", ".tf", ".ckpt")


def read_todays(problem: GoneMember, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """`layer.output.shape` for `layer.output_shape`; the first node for what asked for it by number."""
    call = call_of(program.source, finding.span)
    by_number = problem.name.endswith("_at")
    if by_number and (call is None or [call.text(each) for each in call.arguments] != ["0"]):
        return
    written = program.source.slice(finding.span).rpartition(".")[0]
    whole = call.span if call is not None and by_number else finding.span
    text = problem.written.replace("{0}", written)
    yield fix(f"Write {text}", program.source.replacement(whole, text), safe=True)


def name_the_format(problem: FileEnding, _finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The ending, wherever the path is written: what reads the file must find it."""
    root = problem.path
    for old in _OLD_ENDINGS:
        root = root.removesuffix(old)
    path = root + problem.ending
    places = list(paths_of(program.source, problem.path))
    edits = [edit for place in places for edit in program.source.replacement(place.span, place.write(path))]
    yield fix(f"Write {path}, in {len(places)} places" if len(places) > 1 else f"Write {path}", edits, safe=True)


def declare_input(problem: DeclaredInput, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """An Input before the layer, with the shape that it declares."""
    call = program.failing_call(finding)
    given = None if call is None else next(filter(None, map(call.keyword, problem.arguments)), None)
    if call is None or given is None:
        return
    shape = call.text(given) if given.keyword == "input_shape" else f"({call.text(given)},)"
    removed = call.items.remove(call.arguments.index(given))
    yield fix("Put an Input before the layer", put_before(call, "Input", f"shape={shape}"), removed, safe=True)


def schedule_decay(_problem: IgnoredDecay, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The schedule that decays as Keras 2 did; where the rate is set while it trains, none fits."""
    call = program.failing_call(finding)
    decay = None if call is None else call.keyword("decay")
    if call is None or decay is None:
        return
    if call.text(decay).strip("0.") == "":
        yield fix("Remove decay", call.remove("decay"), safe=True)
        return
    rate = call.keyword("learning_rate") or call.positional(0)
    if rate is None or _SETS_RATE.search(program.source.text):
        return
    spelled = spell_path(call.source, "keras.optimizers.schedules.InverseTimeDecay")
    schedule = f"{spelled.text}({call.text(rate)}, 1, {call.text(decay)})"
    edits = call.source.replacement(rate.value, schedule)
    yield fix("Write InverseTimeDecay", edits, call.remove("decay"), spelled.edits, safe=True)
