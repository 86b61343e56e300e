"""Fixes between the outputs of a model, its loss and the labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import prod

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.data import all_labels, behind, given_at, one_hot, raised_at
from shapelens.diagnostics.fixes.placing import layer_made, makers, put_behind, recurrent_before
from shapelens.diagnostics.fixes.program import Program, fix, place_of
from shapelens.diagnostics.fixes.ranks import GLOBAL_POOLS, flatten_before
from shapelens.diagnostics.fixes.sizes import bring_outputs_to
from shapelens.interpreter.domain.analysis import Finding, RelatedKind
from shapelens.interpreter.domain.training_problems import (
    LabelEncoding,
    LabelRange,
    LabelRank,
    LabelSize,
    MetricMismatch,
    SilentBroadcast,
    SoftmaxOfOne,
)
from shapelens.shapes.tensors import Dims
from shapelens.syntax.edits.calls import Call, call_around
from shapelens.syntax.edits.elements import remove_element
from shapelens.syntax.edits.imports import call_instead
from shapelens.syntax.spans import Span

_SPARSE = (
    ("categorical_crossentropy", "sparse_categorical_crossentropy"),
    ("CategoricalCrossentropy", "SparseCategoricalCrossentropy"),
)
_SPARSE_METRICS = (
    ("categorical_accuracy", "sparse_categorical_accuracy"),
    ("CategoricalAccuracy", "SparseCategoricalAccuracy"),
)
_LABEL_MODES = {
    "numbers": {"label_mode": '"categorical"', "class_mode": '"categorical"'},
    "one-hot": {"label_mode": '"int"', "class_mode": '"sparse"'},
}
# which activation goes with a loss
_ACTIVATIONS = {"categorical": "softmax", "binary": "sigmoid"}


def take_the_other_loss(problem: LabelEncoding, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The loss for class numbers instead of the one for one-hot labels, or the other way round; or other labels."""
    for span in _with_values(program, finding.span):
        for plain, sparse in _SPARSE:
            yield _renamed(program, span, *((plain, sparse) if problem.given == "numbers" else (sparse, plain)))
    classes = problem.outputs[-1]
    if problem.given == "numbers" and isinstance(classes, int):
        everything = all_labels(program)
        yield one_hot(program, everything, classes)
        for place in everything if len(everything) > 1 else ():
            yield one_hot(program, [place], classes)
    made = program.call_at(place_of(finding, RelatedKind.LABELS_MADE))
    for name, mode in _LABEL_MODES[problem.given].items():
        if made is not None and made.keyword(name) is not None:
            yield fix(f"Write {name}={mode}", made.set(name, mode))
    if problem.given == "one-hot":
        yield _behind_labels(program, all_labels(program), ".argmax(axis=-1)", "Number the classes")


def _renamed(program: Program, span: Span, old: str, new: str) -> Fix | None:
    """Another loss by its name, in a string or in a call; what is imported follows."""
    written = program.source.slice(span)
    if old not in written or (len(new) > len(old) and new in written):
        return None
    call = program.call_at(span) or program.call_at(_value_of(span, written))
    if call is not None and call.name.endswith(old):
        return fix(f"Use {new}", call_instead(program.source, call, new))
    return fix(f"Use {new}", program.source.replacement(span, written.replace(old, new)))


def _value_of(span: Span, written: str) -> Span:
    """Where the value of an argument `loss=...` stands."""
    name, equals, value = written.partition("=")
    before = len(written) - len(value.lstrip())
    is_keyword = bool(equals) and name.strip().isidentifier() and "\n" not in written[:before]
    return replace(span, column=span.column + before) if is_keyword else span


def _behind_labels(program: Program, spans: list[Span], text: str, title: str) -> Fix | None:
    edits = [edit for span in spans for edit in program.source.wrapping(span, "", text)]
    return fix(f"{title}: `y{text}`", edits)


def give_it_units(problem: LabelSize, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """As many units as the labels have columns; maps of the size of the labels."""
    size = problem.labels[problem.axis]
    if problem.axis not in (-1, len(problem.outputs) - 1):
        yield from bring_outputs_to(finding, program, problem.outputs, problem.labels)
        return
    yield _other_mode(problem, finding, program)
    if not isinstance(size, int):
        return
    call = program.call_at(place_of(finding, RelatedKind.LAYER_MADE)) or _layer_at(program, finding.span)
    if size == 1 and "binary" in problem.loss and call is not None and _is_softmax(call):
        for span in _loss_places(finding, program):
            for old, new in (
                ("binary_crossentropy", "sparse_categorical_crossentropy"),
                ("BinaryCrossentropy", "SparseCategoricalCrossentropy"),
            ):
                yield _renamed(program, span, old, new)
    if "sparse" in problem.loss and len(problem.labels) == 2 and size > 1:
        yield from _equal_axes(problem.labels, problem.labels[:1], finding, program)
    yield _units(size, finding, program) or _units_at_end(size, problem, program)
    yield from _end_with(size, problem, finding, program)
    label = given_at(program, 1, "y", raised_at(finding))
    if len(problem.labels) == 2 and size == 1 and label is not None and isinstance(problem.outputs[-1], int):
        yield one_hot(program, all_labels(program), problem.outputs[-1])


def _other_mode(problem: LabelSize, finding: Finding, program: Program) -> Fix | None:
    """One number a sample from folders of pictures, for a model of one unit; else one-hot rows."""
    call = program.call_at(place_of(finding, RelatedKind.LABELS_MADE) or finding.span)
    if call is None or "from_directory" not in call.name:
        return None
    name = "class_mode" if "flow" in call.name else "label_mode"
    mode = '"binary"' if problem.outputs[-1] == 1 else '"categorical"'
    return fix(f"Write {name}={mode}", call.set(name, mode))


def _units_at_end(size: int, problem: LabelSize, program: Program) -> Fix | None:
    """The width of the last layer of a model, for labels that no `fit` gets: a loss is called on both."""
    last = next((maker for maker in makers(program) if maker.output[-1:] == problem.outputs[-1:]), None)
    if last is None or last.layer != "Dense":
        return None
    return fix(f"Set units={size} on the Dense of line {last.call.span.line}", last.call.set("units", str(size), 0))


def _loss_places(finding: Finding, program: Program) -> tuple[Span, ...]:
    return _with_values(program, place_of(finding, RelatedKind.LOSS) or finding.span)


def _with_values(program: Program, span: Span) -> tuple[Span, ...]:
    """An argument, `loss=loss_fn`, and what is assigned to the name that it holds."""
    name = program.source.slice(span).rpartition("=")[2].strip()
    return (span, *program.values_of(name)) if name.isidentifier() else (span,)


def _is_softmax(call: Call) -> bool:
    given = call.keyword("activation") or call.positional(1)
    return given is not None and "softmax" in call.text(given)


def _end_with(size: int, problem: LabelSize, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """A pool in place of a Flatten that the model ends with; or a Dense behind whatever it ends with."""
    call = program.call_at(finding.span)
    made = None if call is None else layer_made(program, call.span)
    if made is None:
        return
    last = next((maker for maker in makers(program) if maker.call.span == made.span), None)
    if last is not None and last.layer == "Flatten":
        for name in GLOBAL_POOLS.values():
            yield fix(f"Use {name} instead of Flatten", call_instead(program.source, made, name))
    activation = next((name for part, name in _ACTIVATIONS.items() if part in problem.loss), "")
    arguments = f'{size}, activation="{activation}"' if activation else str(size)
    yield fix(f"Put Dense({arguments}) behind it", put_behind(made, "Dense", arguments))


def make_room(problem: LabelRange, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """As many units as there are classes."""
    yield _units(problem.classes, finding, program)


def _layer_at(program: Program, span: Span) -> Call | None:
    call = program.call_at(span) or call_around(program.source, span)
    return None if call is None else program.call_at(call.function) or call


def _units(size: int, finding: Finding, program: Program) -> Fix | None:
    call = _layer_at(program, finding.span)
    if call is None:
        return None
    name = "filters" if "Conv" in call.name else "units"
    takes = call.keyword(name) is not None or call.name.endswith(("Dense", "LSTM", "GRU", "SimpleRNN", "D"))
    return fix(f"Set {name}={size}", call.set(name, str(size), 0)) if takes else None


def flatten_the_outputs(problem: LabelRank, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Another number of axes: of the layer that the outputs come from, or of the labels."""
    label = given_at(program, 1, "y", raised_at(finding))
    if label is not None and len(problem.labels) < len(problem.outputs):
        yield from _as_maps(program, label, problem.labels, problem.outputs)
    yield from _equal_axes(problem.labels, problem.outputs, finding, program)
    if label is not None and len(problem.labels) > len(problem.outputs):
        yield from _fewer_label_axes(program, label, problem.outputs)


def _as_maps(program: Program, label: Span, labels: Dims, outputs: Dims) -> Iterator[Fix | None]:
    """Labels that hold as many numbers as the outputs, in fewer axes."""
    sizes = [size for size in (*labels[1:], *outputs[1:]) if isinstance(size, int)]
    one, other = sizes[: len(labels) - 1], sizes[len(labels) - 1 :]
    if len(sizes) == len(labels) + len(outputs) - 2 and len(labels) > 1 and prod(one) == prod(other):
        yield behind(program, label, f".reshape(-1, {', '.join(map(str, other))})", "Reshape the labels")


def stop_repeating(problem: SilentBroadcast, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Outputs of the shape of the labels, or labels of the shape of the outputs."""
    size = problem.labels[-1] if problem.labels else None
    if len(problem.labels) == len(problem.outputs) and isinstance(size, int):
        yield _units(size, finding, program)
    yield from _equal_axes(problem.labels, problem.outputs, finding, program)
    if len(problem.labels) > len(problem.outputs):
        yield from _fewer_label_axes(program, finding.span, problem.outputs)


def _equal_axes(labels: Dims, outputs: Dims, finding: Finding, program: Program) -> Iterator[Fix | None]:
    call = program.constructor(finding)
    label = given_at(program, 1, "y", raised_at(finding))
    if len(outputs) == len(labels) + 1 and len(labels) > 2 and outputs[-1] == 1 and label is not None:
        yield behind(program, label, "[..., None]", "Add the last axis")
    site = place_of(finding, RelatedKind.LAYER_MADE) or finding.site or finding.span
    around = (each.span for each in program.analysis.sites if each.kind == "layer" and each.span.contains(site))
    place = next(around, site)
    before = _recurrent(program, place, call)
    if before is not None:
        value = "False" if len(outputs) > len(labels) else "True"
        one_state = before.set("return_sequences", value)
        title = f"Set return_sequences={value} on the last recurrent layer"
        wrapped = None if call is None else call.positional(0)
        if call is not None and call.name.endswith("TimeDistributed") and wrapped is not None:
            # a layer for each step has no step left
            title += ", leave TimeDistributed out"
            one_state = (*(one_state or ()), *program.source.replacement(call.span, call.text(wrapped)))
        yield fix(title, one_state)
    if call is None or len(outputs) <= len(labels):
        return
    if call.keyword("include_top") is not None:
        yield fix("Remove include_top", call.remove("include_top"))
        yield fix('Set pooling="avg"', call.set("pooling", '"avg"'))
    reached = next((maker.output for maker in makers(program, place) if len(maker.output) == len(outputs)), outputs)
    yield from flatten_before(call, reached)


def _recurrent(program: Program, place: Span, call: Call | None) -> Call | None:
    """The recurrent layer whose sequence reaches a layer, or the layer itself."""
    before = next(makers(program, place), None)
    found = None if before is None else recurrent_before(program, place, before.output)
    itself = call is not None and call.name.endswith(("LSTM", "GRU", "SimpleRNN"))
    return found or (call if itself else None)


def _fewer_label_axes(program: Program, label: Span, outputs: Dims) -> Iterator[Fix | None]:
    sizes = outputs[1:]
    if sizes and all(isinstance(size, int) for size in sizes):
        text = f".reshape(-1, {', '.join(map(str, sizes))})"
        yield behind(program, label, text, "Reshape the labels")
    yield behind(program, label, "[..., 0]", "Leave the last axis out")
    yield behind(program, label, "[:, 0]", "Take the first step alone")


def take_sigmoid(_problem: SoftmaxOfOne, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The activation of one unit."""
    written = program.source.slice(finding.span)
    if "softmax" in written:
        yield fix("Use sigmoid", program.source.replacement(finding.span, written.replace("softmax", "sigmoid")))


def take_another_metric(problem: MetricMismatch, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The metric for labels of this kind, accuracy, or none."""
    fewer = len(problem.labels) < len(problem.outputs) or problem.labels[-1] == 1
    for plain, sparse in _SPARSE_METRICS:
        yield _renamed(program, finding.span, *((plain, sparse) if fewer else (sparse, plain)))
    yield fix("Leave the metric out", remove_element(program.source, finding.span))
    around = call_around(program.source, finding.span)
    if around is None or "accuracy" not in program.source.slice(around.span):
        yield fix('Use "accuracy"', program.source.replacement(finding.span, '"accuracy"'))
