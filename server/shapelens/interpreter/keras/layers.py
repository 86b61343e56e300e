"""Constructing layers."""

from __future__ import annotations

from shapelens.interpreter.heap import LayerObject
from shapelens.interpreter.keras.conversion import plain
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.problems import LegacyArgument
from shapelens.interpreter.values import CallArguments, Value
from shapelens.layers.problems import Problem
from shapelens.layers.registry import Configured, Layer, configure
from shapelens.syntax.spans import Span


def construct_layer(machine: Machine, entry: Layer, arguments: CallArguments, span: Span) -> Value:
    """`Conv2D(32, 3)`: a layer that waits to be called; unknown where Keras' constructor rejects."""
    positional = [plain(machine, value, span) for value in arguments.positional]
    keywords = {name: plain(machine, value, span) for name, value in arguments.keywords.items()}
    places = places_of(entry, arguments)
    if "batch_input_shape" in keywords:
        problem = LegacyArgument("batch_input_shape", "an Input(batch_shape=...) before the layer")
        machine.report(problem, places["batch_input_shape"], layer=entry.name, site=span)
    configured = configure(entry, positional, keywords, complete=arguments.complete)
    if not isinstance(configured, Configured):
        return machine.report(configured, blame(configured, places, span), layer=entry.name, site=span)
    name = keywords.get("name")
    layer = LayerObject(
        name if isinstance(name, str) else machine.names.next(entry.name),
        entry.name,
        span,
        configured,
        places,
        input_shape=_declared_input(entry, keywords),
    )
    return machine.heap.new(layer)


def _declared_input(entry: Layer, keywords: dict[str, Value]) -> Value:
    """What `input_shape`, `input_dim` or `batch_input_shape` says: a whole shape with the batch axis as None."""
    own = {parameter.name for parameter in entry.signature.parameters}
    # an Embedding's `input_dim` is its own parameter, the number of words
    if keywords.get("input_dim") is not None and "input_dim" not in own:
        return (None, keywords["input_dim"])
    if keywords.get("input_shape") is not None:
        shape = keywords["input_shape"]
        return (None, *shape) if isinstance(shape, tuple) else shape
    return keywords.get("batch_input_shape")


def places_of(entry: Layer, arguments: CallArguments) -> dict[str, Span]:
    """Where each parameter's argument stands."""
    places = dict(arguments.keyword_spans)
    for parameter, span in zip(entry.signature.parameters, arguments.positional_spans, strict=False):
        places.setdefault(parameter.name, span)
    return places


def blame(problem: Problem, places: dict[str, Span], span: Span) -> Span:
    """The argument to blame where the fault lies in one; else the call."""
    argument = problem.argument
    if argument is not None and not hasattr(problem, "formula"):
        return places.get(argument, span)
    return span
