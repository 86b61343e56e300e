"""The result of a check as plain data: each call with the shapes it gave, each model with its size."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Set

from shapelens_agent.instrument import Site
from shapelens_agent.keras_objects import graph_inputs, graph_nodes, operation_of
from shapelens_agent.monitor import BORN, Monitor
from shapelens_agent.protocol import Request


class Checked(NamedTuple):
    """A model, the name the user knows it by, and why it was not run (None if it was)."""

    model: Any
    name: str
    site: Optional[int]
    reason: Optional[str]


def result(
    monitor: Monitor, checked: List[Checked], request: Request, error: Optional[Dict[str, Any]]
) -> Dict[str, Any]:
    """The `result` event: of one model asked for its calls alone, and none of lines that are not the program's own."""
    members = [members_of(monitor, entry.model) for entry in checked]
    calls = []
    for index in sorted(monitor.records, key=lambda index: monitor.sites[index][:4]):
        owners = [i for i, sites in enumerate(members) if index in sites]
        added = request.lines is not None and monitor.sites[index].line > request.lines
        if not added and (owners or request.model is None):
            calls.append(call_fields(monitor, index, owners))
    return {"models": [model_fields(monitor, entry) for entry in checked], "calls": calls, "error": error}


def call_fields(monitor: Monitor, index: int, owners: List[int]) -> Dict[str, Any]:
    record = monitor.records[index]
    fields = {**position(monitor.sites[index]), "layer": record.layer, "shapes": record.shapes}
    return {**fields, "symbolic": not record.measured, "models": owners}


def position(site: Site) -> Dict[str, int]:
    return {"line": site.line, "column": site.column, "end_line": site.end_line, "end_column": site.end_column}


def members_of(monitor: Monitor, model: Any) -> Set[int]:
    """The calls that belong to a model: seen while it ran, or standing in its graph."""
    born = vars(model).get(BORN, 0)
    sites = {index for index, record in monitor.records.items() if born in record.models}
    return sites | set(graph_sites(monitor, model))


def graph_sites(monitor: Monitor, model: Any) -> Iterator[int]:
    """The calls of a model's graph, and of the graphs of the models inside it."""
    inputs = filter(None, map(monitor.keras.node_of, graph_inputs(model)))
    for node in [*inputs, *graph_nodes(model)]:
        site = node_site(monitor, model, node)
        if site is not None:
            yield site
        if monitor.keras.is_model(operation_of(node)):
            yield from graph_sites(monitor, operation_of(node))


def node_site(monitor: Monitor, model: Any, node: Any) -> Optional[int]:
    """An element of a sequential model stands where it was made, any other node where it was called."""
    if monitor.keras.is_sequential(model) and not node.is_input:
        return monitor.made_at(operation_of(node))
    return monitor.site_of_node(node)


def model_fields(monitor: Monitor, entry: Checked) -> Dict[str, Any]:
    site = None if entry.site is None else monitor.sites[entry.site]
    weights = getattr(entry.model, "weights", []) if getattr(entry.model, "built", False) else None
    return {
        "name": entry.name,
        "line": None if site is None else site.line,
        "column": None if site is None else site.column,
        "params": None if weights is None else count(weights),
        "trainable_params": None if weights is None else count(entry.model.trainable_weights),
        "reason": entry.reason,
        "layers": list(layer_fields(monitor, entry.model)),
    }


def layer_fields(monitor: Monitor, model: Any) -> Iterator[Dict[str, Any]]:
    """The layers of a model's graph, each with what its line gave."""
    for node in graph_nodes(model):
        operation = operation_of(node)
        index = node_site(monitor, model, node)
        record = None if index is None else monitor.records.get(index)
        yield {
            "name": operation.name,
            "layer": type(operation).__name__,
            "line": None if index is None else monitor.sites[index].line,
            "shapes": [] if record is None else record.shapes,
        }


def count(weights: List[Any]) -> int:
    total = 0
    for weight in weights:
        size = 1
        for length in weight.shape:
            size *= int(length)
        total += size
    return total
