"""Models made of the configuration in a `.keras` file: a zip whose `config.json` is read as text, and nothing run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from shapelens.interpreter.domain.values import CallArguments, Named, Value
from shapelens.interpreter.language.unwrap import unwrap_containers
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.registry import find_layer
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# what shapes do not depend on, and often is an object
_IGNORED = ("_initializer", "_regularizer", "_constraint", "_config", "trainable")
# models nested deeper are not made
_MAX_DEPTH = 8


def model_of_text(machine: Machine, text: str, span: Span) -> Value:
    """The model that the text of a `config.json` describes; unknown with a reason where that is not followed."""
    try:
        with machine.silently():
            return _made(machine, json.loads(text), span, 0)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return Unknown("the configuration in the model's file is not as Keras writes it", span.line)


def _made(machine: Machine, described: Mapping[str, Any], span: Span, depth: int) -> Value:
    """A layer or model that a dict describes."""
    name, config = described["class_name"], described["config"]
    if depth > _MAX_DEPTH or described.get("registered_name") not in (None, name):
        return Unknown(f"what makes a `{name}` is not known", span.line)
    if name == "Sequential":
        layers = [_made(machine, each, span, depth + 1) for each in config["layers"]]
        unknown = next((each for each in layers if isinstance(each, Unknown)), None)
        return unknown or _call(machine, "keras.Sequential", [tuple(layers)], {"name": config.get("name")}, span)
    if name == "Functional":
        return _functional(machine, config, span, depth)
    if name == "InputLayer":
        given = {"batch_shape": _plain(config["batch_shape"]), "dtype": config.get("dtype"), "name": config["name"]}
        return _call(machine, "keras.Input", [], given, span)
    entry = find_layer(name) if described.get("module") == "keras.layers" else None
    if entry is None:
        return Unknown(f"what makes a `{name}` is not known", span.line)
    keywords: dict[str, Value] = {}
    for key, value in config.items():
        if key.endswith(_IGNORED) or not entry.signature.accepts(key):
            continue
        if isinstance(value, dict) and value.get("class_name") == "DTypePolicy":
            value = value["config"]["name"]
        if isinstance(value, dict) and value.get("module") == "keras.layers":
            keywords[key] = _made(machine, value, span, depth + 1)
        elif not isinstance(value, dict):
            keywords[key] = _plain(value)
        elif key != "activation":
            return Unknown(f"the argument `{key}` of a `{name}` in the model's file is not followed", span.line)
    return _call(machine, f"keras.layers.{name}", [], keywords, span)


def _functional(machine: Machine, config: Mapping[str, Any], span: Span, depth: int) -> Value:
    """The graph, node by node, in whatever order the layers stand."""
    outputs: dict[tuple[str, int], Value] = {}
    waiting: list[tuple[str, int, Value, Mapping[str, Any]]] = []
    for each in config["layers"]:
        made = _made(machine, each, span, depth + 1)
        if isinstance(made, Unknown):
            return made
        nodes = each["inbound_nodes"]
        if each["class_name"] == "InputLayer":
            outputs[each["name"], 0] = made
        waiting += [(each["name"], number, made, node) for number, node in enumerate(nodes)]
    while waiting:
        ready = [each for each in waiting if all(tuple(key[:2]) in outputs for key in _histories(each[3]))]
        if not ready:
            return Unknown("the graph in the model's file is not closed", span.line)
        for name, number, made, node in ready:
            positional = [_filled(machine, each, outputs) for each in node["args"]]
            keywords = {key: _filled(machine, each, outputs) for key, each in node["kwargs"].items()}
            outputs[name, number] = machine.call(
                made, CallArguments(positional, keywords, [span] * len(positional)), span
            )
        waiting = [each for each in waiting if (each[0], each[1]) not in outputs]
    ends = [_ends(machine, config[key], outputs) for key in ("input_layers", "output_layers")]
    return _call(machine, "keras.Model", ends, {"name": config.get("name")}, span)


def _histories(value: Any) -> list[list[Any]]:
    """The places of the tensors that a node is called with."""
    if isinstance(value, dict):
        if value.get("class_name") == "__keras_tensor__":
            return [value["config"]["keras_history"]]
        value = list(value.values())
    return [found for each in value for found in _histories(each)] if isinstance(value, list) else []


def _filled(machine: Machine, value: Any, outputs: Mapping[tuple[str, int], Value]) -> Value:
    if isinstance(value, dict):
        if value["class_name"] != "__keras_tensor__":
            raise ValueError("an argument that is no tensor")
        return _tensor(machine, value["config"]["keras_history"], outputs)
    return tuple(_filled(machine, each, outputs) for each in value) if isinstance(value, list) else _plain(value)


def _ends(machine: Machine, places: Any, outputs: Mapping[tuple[str, int], Value]) -> Value:
    if places and isinstance(places[0], str):
        return _tensor(machine, places, outputs)
    return tuple(_tensor(machine, each, outputs) for each in places)


def _tensor(machine: Machine, place: Any, outputs: Mapping[tuple[str, int], Value]) -> Value:
    name, node, number = place
    found = unwrap_containers(machine, outputs[name, node], lambda _machine, item: item)
    value: Value = found[number] if isinstance(found, tuple) else found
    return value


def _plain(value: Any) -> Value:
    return tuple(_plain(each) for each in value) if isinstance(value, list) else value


def _call(machine: Machine, path: str, positional: list[Value], keywords: dict[str, Value], span: Span) -> Value:
    arguments = CallArguments(positional, keywords, [span] * len(positional), dict.fromkeys(keywords, span))
    return machine.call(Named(path), arguments, span)
