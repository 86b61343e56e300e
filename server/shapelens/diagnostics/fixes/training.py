"""Fixes between the data and the inputs of a model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.data import bring_to_shape, given_at, make_of_shape, make_otherwise, raised_at, resize
from shapelens.diagnostics.fixes.declared import declaration_at, declarations, without_samples
from shapelens.diagnostics.fixes.program import Program, fix, place_of
from shapelens.interpreter.analysis import Finding
from shapelens.interpreter.training.problems import DataCount, DataMismatch, MissingBatchAxis, SampleCounts
from shapelens.syntax.edits.imports import alias_of
from shapelens.syntax.spans import Span

# of a model with more inputs than that nobody wants them guessed
_MAX_INPUTS = 3
_MAX_GUESSES = 6


def add_the_batch_axis(_problem: MissingBatchAxis, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """One sample as a batch of one; a data set in batches."""
    made = program.call_at(place_of(finding, "the array is made here"))
    if made is not None and "Dataset" in program.source.slice(made.span):
        yield from make_otherwise(program, made.span, _problem.declared, _problem.found)
    yield fix("Add the batch axis: `[None]`", program.source.wrapping(finding.span, "", "[None]"))


def declare_what_is_given(problem: DataMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The shape of the data in the Input or in the first layer; or the data as the model declares them."""
    raised = raised_at(finding)
    data = given_at(program, 0, "x", raised, problem.method)
    declared = declaration_at(program, finding.span)
    if data is not None and not _is_array(program, problem.method, raised):
        data = None
    made = place_of(finding, "the array is made here")
    if declared is None:
        if data is not None:
            yield from bring_to_shape(program, finding.span, problem.declared, problem.found)
        yield from make_otherwise(program, made, problem.declared, problem.found)
        yield from make_of_shape(program, made, problem.declared, problem.found)
        if data is not None:
            yield resize(program, finding.span, problem.declared, problem.found)
        declared = declaration_at(program, place_of(finding, "the model declares its input here"))
        data = None
    elif _is_picture_turned(problem) and data is not None:
        yield from bring_to_shape(program, data, problem.declared, problem.found)
    if declared is not None:
        yield from without_samples(program, declared.argument.value)
        if all(isinstance(size, int) for size in problem.found[1:]):
            yield declared.write(program, problem.found[1:])
    if data is not None:
        yield from bring_to_shape(program, data, problem.declared, problem.found)
    yield from make_otherwise(program, made, problem.declared, problem.found)
    if data is not None:
        yield resize(program, data, problem.declared, problem.found)


def _is_array(program: Program, method: str, raised: Span | None) -> bool:
    """Whether the data are an array, not a data set or a generator, which hold their labels too."""
    if method == "validation_data":
        return True
    if method.startswith("predict"):
        return "Dataset" not in program.source.text
    return given_at(program, 1, "y", raised) is not None


def _is_picture_turned(problem: DataMismatch) -> bool:
    """Whether pictures have their channels first, and the model takes them last."""
    declared, found = problem.declared[1:], problem.found[1:]
    return (
        len(declared) == len(found) == 3
        and declared[0] != found[0]
        and sorted(map(str, declared)) == sorted(map(str, found))
    )


def give_one_for_each(problem: DataCount, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """As many arrays as the model has inputs (or outputs): those that nothing else uses, or the same for each."""
    call = program.call_at(raised_at(finding))
    if call is None or problem.method == "validation_data":
        return
    source, written = program.source, program.source.slice(finding.span)
    position = 0 if problem.what == "input" else 1
    behind = [each for index in range(position + 1, call.positional_count) if (each := call.positional(index))]
    if problem.found == 1 and problem.what == "input" and len(behind) >= problem.expected:
        last = behind[problem.expected - 2]
        whole = Span(finding.span.line, finding.span.column, last.span.end_line, last.span.end_column)
        yield fix("Write the inputs as one list", source.wrapping(whole, "[", "]"))
    if problem.found == 1 and problem.what == "input":
        yield _cut_apart(problem.expected, finding, program)
    if problem.found > problem.expected == 1 and problem.what == "input":
        numpy = alias_of(source, "numpy")
        if numpy is not None:
            yield fix("Join the arrays", source.wrapping(finding.span, f"{numpy}.concatenate(", ", axis=-1)"))
    if problem.found == 1 and problem.expected <= _MAX_INPUTS:
        spare = program.unused_names()[:_MAX_GUESSES]
        for others in permutations(spare, problem.expected - 1):
            for names in ((written, *others), (*others, written)):
                text = f"[{', '.join(names)}]"
                yield fix(f"Give {text}", source.replacement(finding.span, text))
    if problem.found == 1 and problem.what == "output" and call.positional(position) is not None:
        text = f"[{', '.join([written] * problem.expected)}]"
        yield fix(f"Give {text}", source.replacement(finding.span, text))


def _cut_apart(expected: int, finding: Finding, program: Program) -> Fix | None:
    """`[x[:, :4], x[:, 4:]]`: one array of all features, for a model with an input for each part of them."""
    written = program.source.slice(finding.span)
    widths = [each.shape[0] for each in declarations(program) if len(each.shape) == 1]
    sizes = [size for size in widths if isinstance(size, int)]
    if len(sizes) != expected or not re.fullmatch(r"[\w.]+", written):
        return None
    ends = [sum(sizes[: at + 1]) for at in range(expected)]
    cuts = [*ends[:-1], ""]
    parts = [f"{written}[:, {start or ''}:{end}]" for start, end in zip([0, *ends], cuts, strict=False)]
    text = f"[{', '.join(parts)}]"
    return fix(f"Give {text}", program.source.replacement(finding.span, text))


def count_alike(problem: SampleCounts, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The labels that belong to the data, by their name; else as many of each as there are of both."""
    data, labels = given_at(program, 0, "x", raised_at(finding), problem.method), finding.span
    if data is None:
        return
    source = program.source
    first, second = source.slice(data), source.slice(labels)
    parts = re.fullmatch(r"[xX](\w*)", first), re.fullmatch(r"([yY])(\w*)", second)
    if parts[0] is not None and parts[1] is not None and parts[0].group(1) != parts[1].group(2):
        name = parts[1].group(1) + parts[0].group(1)
        if any(True for _ in re.finditer(rf"\b{name}\b", source.text)):
            yield fix(f"Give {name}", source.replacement(labels, name))
    fewer = min(problem.inputs, problem.labels)
    longer = data if problem.inputs > problem.labels else labels
    if re.fullmatch(r"[\w.]+", source.slice(longer)):
        yield fix(f"Take the first {fewer} alone", source.wrapping(longer, "", f"[:{fewer}]"))
