"""Analyses made by hand from real layer rules, for the tests of `editor`."""

from __future__ import annotations

import ast
from typing import Any

from shapelens.interpreter.domain.analysis import (
    Analysis,
    Kind,
    ModelLayer,
    ModelSummary,
    Observation,
    Site,
    parameters_of,
)
from shapelens.layers.framework.registry import apply, configure, find_layer
from shapelens.layers.framework.result import Result
from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.syntax.spans import Span


def tensor(*sizes: Any, dtype: str = "float32") -> Tensor:
    """A tensor with an open batch axis and the given sizes."""
    return Tensor((axis("batch"), *sizes), dtype)


def span(line: int, column: int = 1, end_line: int | None = None, end_column: int = 40) -> Span:
    """A span on one line unless `end_line` says otherwise."""
    return Span(line, column, end_line or line, end_column)


def observe(call: str, inputs: Structure, name: str = "") -> Observation:
    """What a real rule says of a layer call such as `Conv2D(32, 3)` on `inputs`."""
    node = ast.parse(call, mode="eval").body
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    entry = find_layer(node.func.id)
    assert entry is not None
    positional = [ast.literal_eval(argument) for argument in node.args]
    keywords = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in node.keywords}
    configured = configure(entry, positional, keywords)
    result = apply(configured, inputs)  # type: ignore[arg-type]
    assert isinstance(result, Result), result
    return Observation(entry.name, inputs, result.output, name, result)


def site(line: int, *observations: Observation, kind: Kind = "layer", **place: int) -> Site:
    """A site on `line`."""
    return Site(span(line, **place), kind, observations)


def sequential(*calls: str, inputs: Structure) -> Analysis:
    """A `Sequential([...])` with one layer call per line from line 2 on."""
    sites: list[Site] = []
    layers: list[ModelLayer] = []
    tensors = inputs
    for line, call in enumerate(calls, start=2):
        observation = observe(call, tensors)
        sites.append(site(line, observation, column=5))
        tensors = observation.output
        params = parameters_of(observation.result)
        place = sites[-1].span
        layers.append(ModelLayer("", observation.layer, place, tensors, observation.result, params, params))
    total = sum(layer.params for layer in layers if isinstance(layer.params, int))
    whole = Span(1, 9, len(calls) + 2, 3)
    model = ModelSummary("model", "sequential", whole, inputs, tensors, tuple(layers), total, total)
    return Analysis("model.py", tuple(sites), models=(model,))
