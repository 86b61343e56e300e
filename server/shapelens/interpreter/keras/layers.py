"""Constructing layers."""

from __future__ import annotations

from collections.abc import Mapping

from shapelens.environments.versions import KERAS_3, Version, version_text
from shapelens.interpreter.domain.objects import LayerObject
from shapelens.interpreter.domain.problems import PositionalStride
from shapelens.interpreter.domain.values import CallArguments, Value
from shapelens.interpreter.graph.conversion import to_rule_argument
from shapelens.interpreter.graph.layer_calls import blame
from shapelens.interpreter.keras.legacy import Legacy, modernize_layer
from shapelens.interpreter.keras.set_weights import check_matrix
from shapelens.interpreter.machine.first_scopes import SETTINGS, setting
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.problems import InvalidArgument, UnknownArgument
from shapelens.layers.framework.registry import Configured, Layer, configure
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# making a layer takes as long as so many expressions
_STEPS = 5


def construct_layer(
    machine: Machine, entry: Layer, arguments: CallArguments, span: Span, legacy: Legacy | None = None
) -> Value:
    """`Conv2D(32, 3)`: a layer that waits to be called; unknown where Keras' constructor rejects."""
    machine.tick(_STEPS)
    if _came_later(machine, entry.since):
        return Unknown(f"`{entry.name}` came with Keras {version_text(entry.since)}", span.line)
    arguments, batch_shape = modernize_layer(machine, entry, arguments, span, legacy)
    positional = [to_rule_argument(machine, value, span) for value in arguments.positional]
    keywords = {name: to_rule_argument(machine, value, span) for name, value in arguments.keywords.items()}
    keywords |= _settings(machine, entry, arguments, keywords)
    places = places_of(entry, arguments)
    configured = configure(entry, positional, keywords, complete=arguments.complete)
    if isinstance(configured, InvalidArgument) and machine.takes_still(configured):
        # what says something of shapes is refused by every Keras
        rest = {name: value for name, value in keywords.items() if name != configured.argument}
        configured = configure(entry, positional, rest, complete=arguments.complete)
    if isinstance(configured, Configured):
        configured = _of_this_version(machine, entry, configured, places)
    if not isinstance(configured, Configured):
        return machine.report(configured, blame(configured, places, span), layer=entry.name, site=span)
    _note_positional_stride(machine, entry, arguments, span)
    name = keywords.get("name")
    declared = _declared_input(entry, keywords)
    layer = LayerObject(
        name if isinstance(name, str) else machine.names.next(entry.name),
        entry.name,
        span,
        configured,
        places,
        input_shape=batch_shape if declared is None else declared,
    )
    refused = check_matrix(machine, layer, arguments, span) if "weights" in arguments.keywords else None
    return machine.heap.new(layer) if refused is None else refused


def _of_this_version(
    machine: Machine, entry: Layer, configured: Configured, places: Mapping[str, Span]
) -> Configured | UnknownArgument:
    """A layer, if the program's Keras has every argument that is given."""
    if not entry.added:
        return configured
    late = ((name, added) for name, added in entry.added.items() if name in places and _came_later(machine, added))
    return next((UnknownArgument(name, None, added) for name, added in late), configured)


def _came_later(machine: Machine, version: Version) -> bool:
    """Whether the program is surely for an earlier version of Keras 3; Keras 2 is judged by its own signatures."""
    return machine.keras.since(KERAS_3) is True and machine.keras.since(version) is False


def _settings(machine: Machine, entry: Layer, arguments: CallArguments, keywords: dict[str, Value]) -> dict[str, Value]:
    """What `keras.config` says of arguments that are not given. A vocabulary has a dtype of its own."""
    settings = {name: value for name in _ARGUMENTS if (value := setting(machine.heap, name)) != SETTINGS[name]}
    if not settings or not arguments.complete or entry.family in _OWN_DTYPE:
        return {}
    places = entry.signature.names[: len(arguments.positional)]
    return {
        name: value
        for name, value in settings.items()
        if name not in (*keywords, *places) and entry.signature.accepts(name)
    }


# the settings that stand for arguments of layers
_ARGUMENTS = ("dtype", "data_format", "epsilon")
_OWN_DTYPE = frozenset({"lookup", "categorical"})


def _note_positional_stride(machine: Machine, entry: Layer, arguments: CallArguments, span: Span) -> None:
    """`Conv2D(32, 3, 3)`: sizes that strides hardly have, and kernels mostly; patches of 2, 4 or 16 are meant so."""
    if "plane_kernel" not in entry.traits or len(arguments.positional) < 3:
        return
    kernel, strides = arguments.positional[1:3]
    if isinstance(kernel, int) and kernel == strides and kernel > 1 and kernel % 2:
        machine.report(PositionalStride(kernel), arguments.positional_spans[2], layer=entry.name, site=span)


def _declared_input(entry: Layer, keywords: dict[str, Value]) -> Value:
    """What `input_shape` or `input_dim` says: a whole shape with the batch axis as None."""
    # an Embedding's `input_dim` is its own parameter, the number of words
    if keywords.get("input_dim") is not None and "input_dim" not in entry.signature.names:
        return (None, keywords["input_dim"])
    if keywords.get("input_shape") is not None:
        shape = keywords["input_shape"]
        return (None, *shape) if isinstance(shape, tuple) else shape
    return None


def places_of(entry: Layer, arguments: CallArguments) -> dict[str, Span]:
    """Where each parameter's argument stands."""
    places = dict(arguments.keyword_spans)
    for name, place in zip(entry.signature.names, arguments.positional_spans, strict=False):
        places.setdefault(name, place)
    return places
