"""Calls spelled as before Keras 3: read as today's, and reported. The table is `layers.legacy.spellings`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from shapelens.environments.versions import KERAS_3
from shapelens.interpreter.domain.objects import FunctionalObject, SequentialObject
from shapelens.interpreter.domain.problems import IgnoredDecay, LegacyArgument, LegacyName
from shapelens.interpreter.domain.values import CallArguments, TensorValue, Value
from shapelens.interpreter.graph.conversion import to_rule_argument
from shapelens.interpreter.graph.remarks import remark
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.registry import Layer, find_function, find_gone, find_layer
from shapelens.layers.legacy.spellings import (
    ANY_LAYER,
    GONE,
    LAYERS,
    METHODS,
    OTHERS,
    Spelling,
    Translation,
    merge_spelling,
)
from shapelens.layers.legacy.translate import Modern, Renamed, Source, modernize
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_NOTHING = Spelling()


@dataclass(frozen=True, slots=True)
class Legacy:
    """A layer or function of `keras.layers` that is gone: what it is read as, and how it was written."""

    name: str
    entry: Layer
    spelling: Spelling
    is_function: bool = False


def is_legacy_layer(name: str) -> bool:
    """Whether `keras.layers` exported this name before Keras 3, and no longer does."""
    return name in GONE or name == "merge"


def find_legacy(path: str, arguments: CallArguments) -> Legacy | None:
    """What a path below `keras.layers`, as it is written, was before Keras 3; None where Keras 3 has it."""
    name = path.rpartition(".")[2]
    merge = _find_merge(name, arguments) if name in ("merge", "Merge") else None
    if merge is not None:
        return merge
    is_experimental = ".experimental." in path
    shown = path[path.index("experimental.") :] if is_experimental else name
    spelling = GONE.get(name)
    if spelling is not None:
        entry = find_layer(spelling.today) or find_gone(name)
        return None if entry is None else Legacy(shown, entry, spelling)
    entry = find_layer(name) if is_experimental else None
    return None if entry is None else Legacy(shown, entry, Spelling(today=name))


def _find_merge(name: str, arguments: CallArguments) -> Legacy | None:
    """`merge(tensors, mode=...)`, or `Merge(mode=...)`, which is called on them."""
    mode = arguments.get(1, "mode", "sum")
    spelling = merge_spelling(mode) if isinstance(mode, str) else None
    if spelling is None or (name == "Merge" and arguments.get(0, "layers") is not None):
        return None
    function = find_function(spelling.today)
    assert function is not None
    if name == "merge":
        return Legacy(name, function, spelling, is_function=True)
    layer = find_layer(function.name)
    return None if layer is None else Legacy(name, layer, replace(spelling, today=layer.name))


def modernize_layer(
    machine: Machine, entry: Layer, arguments: CallArguments, span: Span, legacy: Legacy | None = None
) -> tuple[CallArguments, Value]:
    """The arguments of a layer in today's words, and the shape that `batch_input_shape` declares."""
    spelling = LAYERS.get(entry.name, _NOTHING) if legacy is None else legacy.spelling
    shown = entry.name if legacy is None else legacy.name
    is_taken = entry.signature.accepts
    if legacy is not None and not spelling.today:
        # our name for the layer's argument is one that Keras never had for it
        return _modernize(machine, shown, spelling, lambda each: each not in spelling.arguments, arguments, span)
    return _modernize(machine, shown, spelling, is_taken, arguments, span, ANY_LAYER)


def modernize_merge(machine: Machine, legacy: Legacy, arguments: CallArguments, span: Span) -> CallArguments:
    """The arguments of `merge(...)` as the function takes them that it is read as."""

    def is_taken(name: str) -> bool:
        return name == "inputs" or legacy.entry.signature.accepts(name)

    return _modernize(machine, legacy.name, legacy.spelling, is_taken, arguments, span)[0]


def modernize_function(machine: Machine, path: str, arguments: CallArguments, span: Span) -> CallArguments:
    """The arguments of what is no layer (an optimizer, `Model`) in today's words."""
    spelling = OTHERS.get(path)
    note_decay(machine, path, arguments, span)
    if spelling is None:
        return arguments
    name = path.rpartition(".")[2]
    return _modernize(machine, name, spelling, lambda each: each not in spelling.arguments, arguments, span)[0]


def modernize_method(machine: Machine, name: str, arguments: CallArguments, span: Span) -> tuple[str, CallArguments]:
    """A method of a model by today's name and with today's arguments."""
    spelling = METHODS.get(name)
    if spelling is None:
        return name, arguments
    arguments, _ = _modernize(machine, name, spelling, lambda each: each not in spelling.arguments, arguments, span)
    return spelling.today or name, arguments


# what stands before and behind `model.predict(x)`, to give the classes
_CLASSES_OF_ONE = ("(", ' > 0.5).astype("int32")')
_CLASSES_OF_MANY = ("", ".argmax(axis=-1)")


def predict_classes(
    machine: Machine, model: SequentialObject | FunctionalObject, arguments: CallArguments, span: Span
) -> Value:
    """`model.predict_classes(x)`: the largest of several outputs, or whether the only one is over a half."""
    output = model.output if isinstance(model, SequentialObject) else model.outputs
    shape = output.tensor.shape if isinstance(output, TensorValue) else None
    last = shape[-1] if isinstance(shape, tuple) and shape else None
    known = _CLASSES_OF_ONE if last == 1 else _CLASSES_OF_MANY
    around = known if isinstance(last, int) else None
    if machine.module.file is None:
        advice = "take argmax(axis=-1) of what predict gives, or > 0.5 for one unit"
        gone = LegacyName("predict_classes", "" if around is None else "predict", advice=(advice,))
        machine.report(gone if around is None else replace(gone, around=around), span, layer="predict_classes")
    return Unknown("the classes that a model predicts", span.line)


_ORDER_OF_ADD_WEIGHT = ("name", "shape", "dtype", "initializer", "regularizer", "trainable")


def note_old_order(machine: Machine, arguments: CallArguments, span: Span) -> None:
    """Report `add_weight("w", ...)`: the name came first before Keras 3, and has to be named now."""
    given = len(arguments.positional)
    if machine.module.file is not None or not given or given > len(_ORDER_OF_ADD_WEIGHT):
        return
    if isinstance(arguments.positional[0], str):
        changes = tuple(Renamed(index, name) for index, name in enumerate(_ORDER_OF_ADD_WEIGHT[:given]))
        today = (f"name={arguments.positional[0]!r}",)
        machine.report(LegacyArgument(("name",), today, changes=changes), span, layer="add_weight", site=span)


def note_decay(machine: Machine, path: str, arguments: CallArguments, span: Span) -> None:
    """Report the decay of an optimizer, which Keras 3 leaves out of account."""
    given = "decay" in arguments.keywords and path in OTHERS and path.startswith("keras.optimizers.")
    if given and machine.keras.since(KERAS_3) is not False:
        remark(machine, IgnoredDecay(), arguments.keyword_spans.get("decay", span), layer=path, site=span)


def _modernize(
    machine: Machine,
    name: str,
    spelling: Spelling,
    is_taken: Callable[[str], bool],
    arguments: CallArguments,
    span: Span,
    further: Mapping[str, Translation] | None = None,
) -> tuple[CallArguments, Value]:
    gone = bool(spelling.today or spelling.advice)
    names = arguments.keywords.keys()
    if not gone and names.isdisjoint(spelling.arguments) and names.isdisjoint(further or ()):
        return arguments, None
    positional = [to_rule_argument(machine, value, span) for value in arguments.positional]
    keywords = {keyword: to_rule_argument(machine, value, span) for keyword, value in arguments.keywords.items()}
    modern = modernize(spelling, is_taken, positional, keywords, further)
    if modern is None:
        return arguments, None
    _report(machine, name, spelling, modern, arguments, span)
    return _as_arguments(modern, arguments), modern.batch_shape


def _report(
    machine: Machine, name: str, spelling: Spelling, modern: Modern, arguments: CallArguments, span: Span
) -> None:
    if machine.module.file is not None:
        # the spelling of another file is not the business of the one that imports it
        return
    if spelling.today or spelling.advice:
        advice = (*modern.advice, spelling.advice) if spelling.advice else modern.advice
        problem = LegacyName(name, spelling.today, modern.today, advice, modern.changes, modern.same)
        machine.report(problem, span, layer=name)
        return
    place = arguments.keyword_spans.get(modern.old[0], span)
    argument = LegacyArgument(modern.old, modern.today, modern.advice, modern.changes, modern.same)
    machine.report(argument, place, layer=name, site=span)


def _as_arguments(modern: Modern, given: CallArguments) -> CallArguments:
    """The arguments of today with the places of those that they come from."""

    def place(source: Source) -> Span | None:
        return given.positional_spans[source] if isinstance(source, int) else given.keyword_spans.get(source)

    places = {name: place(source) for name, (_, source) in modern.keywords.items()}
    return CallArguments(
        list(modern.positional),
        {name: value for name, (value, _) in modern.keywords.items()},
        given.positional_spans[: len(modern.positional)],
        {name: span for name, span in places.items() if span is not None},
        given.complete,
        given.element_spans,
    )
