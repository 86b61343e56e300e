"""Fixes of calls of `compile` and `fit`: what is missing before or in them, and what Keras takes in another form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.data import behind
from shapelens.diagnostics.fixes.placing import makers
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import (
    ClassWeightKeys,
    IdRange,
    ListData,
    MissingLabels,
    NameMismatch,
    NotCompiled,
    OneSampleAdjusted,
    RefusedArgument,
    Unbatched,
)
from shapelens.syntax.edits.calls import Call, call_around
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.elements import element_spans
from shapelens.syntax.edits.imports import import_module
from shapelens.syntax.edits.statements import statement_at
from shapelens.syntax.spans import Span

# the losses that go with how a model ends, likeliest first; the labels decide
_LOSSES = {
    "softmax": ("sparse_categorical_crossentropy", "categorical_crossentropy"),
    "sigmoid": ("binary_crossentropy",),
    "": ("mse",),
}
# inputs and labels
_PAIR = 2
_LABELS = re.compile(r"y|t(arget)?|label|class|answer", re.IGNORECASE)
_YIELD = re.compile(r"^[ \t]*yield\s+([\w.]+),\s*([\w.]+)", re.MULTILINE)
_KEY = re.compile(r"""(["'])(\w+)\1(?=\s*:)""")


def compile_before(problem: NotCompiled, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """`model.compile(...)` before the call, with a loss that goes with the end of the model."""
    call = program.call_at(finding.span)
    statement = statement_at(program.source, finding.span)
    if call is None or statement is None:
        return
    model = call.name.removesuffix(f".{problem.method}")
    end = next((_activation(maker.call.source.slice(maker.call.span)) for maker in makers(program, call.span)), "")
    for loss in _LOSSES[end]:
        text = f'{model}.compile(optimizer="adam", loss="{loss}")'
        yield fix(f"Compile it with {loss}", statement.insert_before(text))


def _activation(written: str) -> str:
    return next((name for name in ("softmax", "sigmoid") if name in written), "")


def make_an_array(problem: ListData, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """A Python list as an array; Keras takes no array of strings, but a tensor of them."""
    module, name, maker = ("tensorflow", "tf", "constant") if problem.holds == "strings" else ("numpy", "np", "array")
    alias, edits = import_module(program.source, module, name)
    written = program.source.wrapping(finding.span, f"{alias}.{maker}(", ")")
    # an array of the list is what Keras 2 made of it
    yield fix(f"Write `{alias}.{maker}(...)`", edits, written, safe=problem.since is not None)


def give_labels(_problem: MissingLabels, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Labels that nothing uses yet; or the inputs again, for an autoencoder."""
    call = program.call_at(finding.span)
    data = None if call is None else call.keyword("x") or call.positional(0)
    if call is None or data is None:
        return
    if data.keyword is None:
        yield _its_parts(data.value, program)
    _, end = program.source.lines.bounds(data.span)
    label = "y=" if data.keyword else ""
    names = sorted(program.unused_names(finding.span), key=lambda name: _LABELS.match(name) is None)
    written = call.text(data)
    for name in (*names, *([written] if written.isidentifier() else [])):
        yield fix(f"Give {name} as the labels", (program.source.insertion(end, f", {label}{name}"),))


def _its_parts(place: Span, program: Program) -> Fix | None:
    """`fit(train)` where `train` is both, the inputs and the labels: `fit(*train)`."""
    written = program.source.slice(place)
    made = program.values_of(written) if written.isidentifier() else (place,)
    pairs = any(len(element_spans(program.source, each)) == _PAIR for each in made)
    calls = [call for each in made if (call := program.call_at(each)) is not None]
    returned = any(re.search(rf"def {re.escape(call.name)}\(", program.source.text) for call in calls)
    both = pairs or returned or any(call.name.endswith("load_data") for call in calls)
    return fix(f"Give its parts: `*{written}`", program.source.wrapping(place, "*", "")) if both else None


def rename_the_keys(problem: NameMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The keys of a dict, by the names of the model."""
    free = [name for name in problem.expected if name not in problem.given]
    edits: list[Edit] = []
    for wrong in (name for name in problem.given if name not in problem.expected):
        near = get_close_matches(wrong, free, n=1, cutoff=0.0) or free[:1]
        place = _key_place(program, finding.span, wrong)
        if not near or place is None:
            continue
        free.remove(near[0])
        edits += program.source.replacement(place, near[0])
    names = ", ".join(edit.text for edit in edits)
    yield fix(f"Rename the keys: {names}", edits)


def _key_place(program: Program, span: Span, key: str) -> Span | None:
    """Where a key stands, without its quotes: in the dict itself, in what is assigned to its name, or in the one place
    of the text where there is such a key."""
    source = program.source
    name = source.slice(span).rpartition("=")[2].strip()
    for place in (span, *(program.values_of(name) if name.isidentifier() else ())):
        start, _ = source.lines.bounds(place)
        for found in _KEY.finditer(source.slice(place)):
            if found.group(2) == key:
                return source.lines.span(start + found.start(2), start + found.end(2))
    found_once = [found for found in _KEY.finditer(source.text) if found.group(2) == key]
    return source.lines.span(found_once[0].start(2), found_once[0].end(2)) if len(found_once) == 1 else None


def number_the_classes(problem: ClassWeightKeys, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The keys of `class_weight` by the order in which they stand."""
    source = program.source
    edits: list[Edit] = []
    for number, key in enumerate(problem.keys):
        place = _key_place(program, finding.span, key.strip("'"))
        if place is not None:
            start, end = source.lines.bounds(place)
            edits.append(source.edit(start - 1, end + 1, str(number)))
    yield fix("Number the classes from 0", edits)


def make_rows(problem: IdRange, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """As many rows as there are ids."""
    call = program.call_at(finding.span) or call_around(program.source, finding.span)
    if call is not None:
        rows = str(problem.highest + 1)
        yield fix(f"Set input_dim={rows}", call.set("input_dim", rows, 0))


def give_it_in_form(problem: RefusedArgument, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """An argument in the form that Keras takes; or none."""
    source = program.source
    # what is given may be a call itself
    around = call_around(source, finding.span)
    arguments = () if around is None else around.arguments
    given = next((each for each in arguments if finding.span in (each.span, each.value)), None)
    call = around if given is not None else program.call_at(finding.span) or around
    if call is None:
        return
    if problem.reason == "metrics" and given is not None:
        yield fix("Write the metrics as a list", source.wrapping(given.value, "[", "]"), safe=True)
    elif problem.reason == "loss_weights":
        yield fix("Write `metrics=` before it", call.name_positional(2, "metrics"), safe=True)
    elif given is not None and problem.reason == "whole number":
        yield fix("Write it as a whole number: `int(...)`", source.wrapping(given.value, "int(", ")"))
    elif given is not None and problem.reason == "sample_weight list":
        yield fix("Write it as an array: `np.array(...)`", source.wrapping(given.value, "np.array(", ")"))
    elif given is not None and problem.reason.startswith("batch_size") and given.keyword is None:
        yield from _what_stands_for_a_size(problem, call)
    elif given is not None and given.keyword is not None:
        if problem.reason == "sample_weight dict":
            yield fix("Write `class_weight=`", call.rename("sample_weight", "class_weight"))
        if problem.reason == "class_weight":
            edits = source.wrapping(given.value, "dict(enumerate(", "))")
            yield fix("Write it as a dict: `dict(enumerate(...))`", edits)
        if problem.reason == "split":
            yield fix(f"Write {given.keyword}=0.2", source.replacement(given.value, "0.2"))
        yield fix(f"Remove `{given.keyword}`", call.remove(given.keyword))
    elif given is not None and problem.reason == "labels of stream":
        yield fix("Remove the labels", call.items.remove(call.arguments.index(given)))


def _what_stands_for_a_size(problem: RefusedArgument, call: Call) -> Iterator[Fix | None]:
    """Data in the place of `batch_size`: a further input, or what is taken by name."""
    first, second = call.arguments[0].value, call.arguments[1].value
    whole = Span(first.line, first.column, second.end_line, second.end_column)
    yield fix("Give the inputs in one list", call.source.wrapping(whole, "[", "]"))
    if problem.method != "predict":
        name = "validation_data" if problem.found.startswith("a list") else "sample_weight"
        yield fix(f"Write `{name}=` before it", call.name_positional(2, name))


def make_batches(_problem: Unbatched, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """A data set of samples, or a generator of them, in batches."""
    source, written = program.source, program.source.slice(finding.span)
    if re.search(rf"def {re.escape(written.partition('(')[0])}\(", source.text):
        for found in _YIELD.finditer(source.text):
            edits = [source.insertion(found.end(part), "[None]") for part in (1, 2)]
            yield fix("Yield batches of one: `[None]`", edits)
    elif "Dataset" in source.text or "dataset" in source.text:
        yield behind(program, finding.span, ".batch(32)", "Make batches")


def one_sample_as_batch(_problem: OneSampleAdjusted, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The batch axis of one sample."""
    yield behind(program, finding.span, "[None]", "Add the batch axis")
