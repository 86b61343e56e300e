"""How Keras tells the monitor what it does: its layer and operation calls, its layers and its graph nodes are wrapped.

A wrapper adds nothing but a report. Its frame stays in tracebacks, where `blame` reads from it which layer was in hand.
"""

from __future__ import annotations

import functools
import sys
from types import CodeType
from typing import Any, FrozenSet, Optional

from shapelens_agent.keras_objects import Flavour, Keras, graph_inputs, leaves, map_leaves
from shapelens_agent.monitor import BORN, Monitor, Running

# Frames between a call in the user's file and `Layer.__call__`: an overridden `__call__`, and Keras' traceback filter.
PASSED_THROUGH = ("__call__", "error_handler")


def install(keras: Keras, monitor: Monitor) -> None:
    for flavour in keras.flavours:
        watch_births(flavour, monitor)
        watch_layer_calls(flavour, monitor)
        if flavour.operation is not None:
            watch_operation_calls(flavour.operation, monitor)


def watch_births(flavour: Flavour, monitor: Monitor) -> None:
    layer_type: Any = flavour.layer
    node_type: Any = flavour.node
    make = layer_type.__new__
    start = node_type.__init__

    @functools.wraps(make)
    def make_marked(cls: Any, *args: Any, **kwargs: Any) -> Any:
        layer = make(cls) if make is object.__new__ else make(cls, *args, **kwargs)
        monitor.mark_born(layer)
        monitor.constructing = True
        return layer

    @functools.wraps(start)
    def start_marked(self: Any, *args: Any, **kwargs: Any) -> None:
        start(self, *args, **kwargs)
        monitor.mark_born(self)

    layer_type.__new__ = staticmethod(make_marked)
    node_type.__init__ = start_marked


def watch_layer_calls(flavour: Flavour, monitor: Monitor) -> None:
    layer_type: Any = flavour.layer
    call = layer_type.__call__

    @functools.wraps(call)
    def watched_layer_call(self: Any, *args: Any, **kwargs: Any) -> Any:
        running = monitor.begin(self, called_from(monitor.path))
        note_arguments(monitor, self, args, kwargs)
        try:
            outputs = call(self, *args, **kwargs)
        except BaseException:
            monitor.abandon()
            raise
        monitor.end(running, outputs)
        return outputs

    layer_type.__call__ = watched_layer_call


def watch_operation_calls(operation_type: Any, monitor: Monitor) -> None:
    """Operations that are no layers (`keras.ops`) matter where a functional model runs them."""
    call = operation_type.__call__

    @functools.wraps(call)
    def watched_operation_call(self: Any, *args: Any, **kwargs: Any) -> Any:
        parent = monitor.in_hand
        if parent is None or parent.pending is None or parent.operation is self:
            return call(self, *args, **kwargs)
        running = monitor.begin(self, False)
        try:
            outputs = call(self, *args, **kwargs)
        except BaseException:
            monitor.abandon()
            raise
        monitor.end(running, outputs)
        return outputs

    operation_type.__call__ = watched_operation_call


WRAPPERS: FrozenSet[str] = frozenset({"watched_layer_call", "watched_operation_call"})


def running_in(code: CodeType, variables: Any) -> Optional[Running]:
    """What a traceback's frame had in hand, if it is one of the wrappers."""
    if code.co_name not in WRAPPERS or code.co_filename != __file__:
        return None
    running = variables.get("running")
    return running if isinstance(running, Running) else None


def called_from(path: str) -> bool:
    """Whether the wrapper's caller is the user's file."""
    frame: Any = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename != path and frame.f_code.co_name in PASSED_THROUGH:
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename == path


class Spec:
    """The shape and dtype of an input that was seen or is asked for."""

    __slots__ = ("dtype", "shape")

    def __init__(self, shape: Any, dtype: str) -> None:
        self.shape = tuple(shape)
        self.dtype = dtype


def spec_of(value: Any) -> Optional[Spec]:
    """The spec of a tensor or array of known shape; None of anything else."""
    try:
        shape = [None if size is None else int(size) for size in value.shape]
        dtype = getattr(value.dtype, "name", None) or str(value.dtype)
    except (AttributeError, TypeError, ValueError):
        return None
    return Spec(shape, dtype)


def in_order(model: Any, inputs: Any, given: Any) -> Any:
    """What a graph is given, in the order of its inputs: Keras takes a dict by sorted keys, or by names of inputs."""
    if not isinstance(given, dict):
        return leaves(given)
    if isinstance(getattr(model, "_inputs_struct", None), dict):
        return [given[key] for key in sorted(given)]
    return [given.get(getattr(tensor, "name", None)) for tensor in inputs]


# what a model was called with that takes more than its inputs
SEVERAL = object()


def note_arguments(monitor: Monitor, model: Any, args: Any, kwargs: Any) -> None:
    """Remember what a model was called with: `Input` is not called when its model runs, and without a graph nothing
    else says what a model takes."""
    if not args or not monitor.keras.is_model(model):
        return
    inputs = graph_inputs(model)
    if inputs:
        monitor.record_inputs(inputs, in_order(model, inputs, args[0]))
        return
    if any(spec_of(other) is not None for other in leaves([*args[1:], *kwargs.values()])):
        monitor.called_with.setdefault(vars(model).get(BORN, 0), SEVERAL)
        return
    specs = map_leaves(spec_of, args[0])
    if all(isinstance(spec, Spec) for spec in leaves(specs)):
        monitor.called_with.setdefault(vars(model).get(BORN, 0), specs)
