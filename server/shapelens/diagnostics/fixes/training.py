"""Fixes between the data and the inputs of a model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.data import (
    added,
    as_samples,
    bring_to_shape,
    given_at,
    make_of_shape,
    make_otherwise,
    raised_at,
    repeat_channel,
    reshape_unknown,
    resize,
    turn,
)
from shapelens.diagnostics.fixes.declared import Declaration, declaration_at, declarations, without_samples
from shapelens.diagnostics.fixes.meant import without_axis_in_front, write_sizes
from shapelens.diagnostics.fixes.program import Program, fix, place_of
from shapelens.interpreter.domain.analysis import Finding, RelatedKind
from shapelens.interpreter.domain.training_problems import DataCount, DataMismatch, MissingBatchAxis, SampleCounts
from shapelens.syntax.edits.elements import element_spans
from shapelens.syntax.edits.imports import alias_of
from shapelens.syntax.spans import Span

# of a model with more inputs than that nobody wants them guessed
_MAX_INPUTS = 3
_MAX_GUESSES = 6


def add_the_batch_axis(problem: MissingBatchAxis, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """One sample as a batch of one."""
    data = given_at(program, 0, "x", raised_at(finding), problem.method) or finding.span
    yield fix("Add the batch axis: `[None]`", program.source.wrapping(data, "", "[None]"))


def declare_what_is_given(problem: DataMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The shape of the data in the Input or in the first layer; or the data as the model declares them."""
    raised = raised_at(finding)
    data = given_at(program, 0, "x", raised, problem.method)
    declared = declaration_at(program, finding.span)
    if data is not None and not _is_array(program, problem.method, raised):
        data = None
    last = data
    made = place_of(finding, RelatedKind.ARRAY_MADE) if declared is not None else finding.span
    if declared is None:
        if data is not None:
            yield from bring_to_shape(program, data, problem.declared, problem.found)
        yield from without_axis_in_front(program, made, problem.declared, problem.found)
        yield from write_sizes(program, made, problem.declared, problem.found)
        yield from make_otherwise(program, made, problem.declared, problem.found)
        declared = declaration_at(program, place_of(finding, RelatedKind.INPUT_DECLARED))
        if data is not None:
            yield resize(program, data, problem.declared, problem.found)
            yield reshape_unknown(program, data, problem.declared, problem.found)
            yield from _one_feature(problem, data, declared, program)
            yield repeat_channel(program, data, problem.declared, problem.found)
            if problem.method.startswith("predict") and len(problem.found) < len(problem.declared):
                yield from as_samples(program, data, problem.declared)
        yield from make_of_shape(program, made, problem.declared, problem.found)
        last, data = data, None
    elif _is_picture_turned(problem) and data is not None:
        yield from bring_to_shape(program, data, problem.declared, problem.found)
    yield from _in_another_order(program, raised)
    if declared is not None:
        yield from without_samples(program, declared.argument.value)
        if all(isinstance(size, int) for size in problem.found[1:]):
            repeated = None if data is None else repeat_channel(program, data, problem.declared, problem.found)
            written = declared.write(program, problem.found[1:])
            # a backbone with weights takes pictures in colour alone
            is_pretrained = "weights" in declared.call.source.slice(declared.call.span)
            yield from (repeated, written) if is_pretrained else (written, repeated)
    if data is not None:
        yield from bring_to_shape(program, data, problem.declared, problem.found)
    yield from make_otherwise(program, made, problem.declared, problem.found)
    if data is not None:
        yield resize(program, data, problem.declared, problem.found)
    if last is not None:
        yield from turn(program, last, problem.declared, problem.found)


def _one_feature(
    problem: DataMismatch, data: Span, declared: Declaration | None, program: Program
) -> Iterator[Fix | None]:
    """Series of one feature, for a model that declares several: with an axis of 1 in both."""
    if declared is None or len(problem.found) + 1 != len(problem.declared):
        return
    shape = (*problem.found[1:], 1)
    places = element_spans(program.source, declared.argument.value)
    if not all(isinstance(size, int) for size in shape):
        return
    text = ", ".join([*(program.source.slice(place) for place in places[:-1]), "1"])
    written = declared.write(program, shape, f"({text})" if len(places) == len(shape) else "")
    for added_axis in added(program, data, "[..., None]", "Add the last axis"):
        if added_axis is not None and written is not None:
            title = f"{added_axis.title}; {written.title[:1].lower()}{written.title[1:]}"
            yield fix(title, added_axis.edits, written.edits)


def _in_another_order(program: Program, raised: Span | None) -> Iterator[Fix | None]:
    """`fit([b, a], y)`: the arrays in the order of the inputs."""
    data = given_at(program, 0, "x", raised)
    places = () if data is None else element_spans(program.source, data)
    written = [program.source.slice(place) for place in places]
    if data is None or not 1 < len(places) <= _MAX_INPUTS:
        return
    for order in list(permutations(written))[1:]:
        text = f"[{', '.join(order)}]"
        yield fix(f"Give {text}", program.source.replacement(data, text))


def _is_array(program: Program, method: str, raised: Span | None) -> bool:
    """Whether the data are an array, not a data set or a generator, which hold their labels too."""
    given = given_at(program, 0, "x", raised, method)
    if given is None or program.source.slice(given).startswith(("[", "{")):
        return False
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
        and declared[2] == found[0] != found[2]
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
        yield _taken_apart(problem.expected, written, finding, program)
    if problem.found > problem.expected == 1 and problem.what == "input":
        numpy = alias_of(source, "numpy")
        if numpy is not None:
            yield fix("Join the arrays", source.wrapping(finding.span, f"{numpy}.concatenate(", ", axis=-1)"))
    if problem.found == 1 and problem.expected <= _MAX_INPUTS:
        spare = program.unused_names(finding.span)[:_MAX_GUESSES]
        for others in permutations(spare, problem.expected - 1):
            for names in ((written, *others), (*others, written)):
                text = f"[{', '.join(names)}]"
                yield fix(f"Give {text}", source.replacement(finding.span, text))
    if problem.found == 1 and problem.what == "input":
        yield _cut_apart(problem.expected, finding, program)
    if problem.found == 1 and re.fullmatch(r"[\w.]+", written):
        parts = [f"{written}[:, {at}]" for at in range(problem.expected)]
        yield fix(f"Give [{', '.join(parts)}]", source.replacement(finding.span, f"[{', '.join(parts)}]"))
    if problem.found == 1 and problem.what == "output" and call.positional(position) is not None:
        text = f"[{', '.join([written] * problem.expected)}]"
        yield fix(f"Give {text}", source.replacement(finding.span, text))


def _taken_apart(expected: int, name: str, finding: Finding, program: Program) -> Fix | None:
    """`data = np.array([a, b])` for two inputs: the list itself."""
    for place in (finding.span, *program.values_of(name)):
        call = program.call_at(place)
        first = None if call is None else call.positional(0)
        if call is not None and first is not None and len(element_spans(program.source, first.value)) == expected:
            return fix("Leave it a list", program.source.replacement(place, call.text(first)))
    return None


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
