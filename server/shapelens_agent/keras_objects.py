"""What the agent knows of Keras' objects: which values are layers, models and tensors, and how a model's graph is read.

Works alike on Keras 3 (any backend) and on Keras 2; everything is found through public names or through attributes that
both have had since TensorFlow 2.6.
"""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional, Tuple

MAX_ITEMS = 64


class Flavour(NamedTuple):
    """One Keras that the program may use: standalone Keras, or the legacy one under another name."""

    module: Any
    version: str
    layer: type
    model: type
    sequential: type
    node: type
    symbolic: type
    operation: Optional[type]

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


class Keras:
    """Questions about values, answered for every flavour at once."""

    def __init__(self, flavours: List[Flavour], backend: str, tensor_types: Tuple[type, ...]) -> None:
        self.flavours = flavours
        self.backend = backend
        self._layers = tuple(flavour.layer for flavour in flavours)
        self._models = tuple(flavour.model for flavour in flavours)
        self._sequentials = tuple(flavour.sequential for flavour in flavours)
        self._symbolic = tuple(flavour.symbolic for flavour in flavours)
        self._tensors = self._symbolic + tensor_types
        self._known: Dict[type, bool] = {}

    # By type rather than `isinstance`, which asks a proxy for its `__class__` and so runs the program's code.

    def is_layer(self, value: Any) -> bool:
        return issubclass(type(value), self._layers)

    def is_model(self, value: Any) -> bool:
        return issubclass(type(value), self._models)

    def is_sequential(self, value: Any) -> bool:
        return issubclass(type(value), self._sequentials)

    def is_symbolic(self, value: Any) -> bool:
        return issubclass(type(value), self._symbolic)

    def is_tensor(self, value: Any) -> bool:
        kind = type(value)
        known = self._known.get(kind)
        if known is None:
            known = self._known[kind] = issubclass(kind, self._tensors)
        return known

    def holds_tensors(self, value: Any) -> bool:
        """Whether a value is a tensor or a short list, tuple or dict of tensors."""
        if type(value) in (list, tuple):
            return 0 < len(value) <= MAX_ITEMS and all(map(self.holds_tensors, value))
        if type(value) is dict:
            return 0 < len(value) <= MAX_ITEMS and all(map(self.holds_tensors, value.values()))
        return self.is_tensor(value)

    def node_of(self, value: Any) -> Any:
        """The one graph node behind a symbolic value; None for real tensors and for the outputs of several nodes."""
        nodes = {id(node): node for node in map(self._node_of_tensor, leaves(value))}
        return next(iter(nodes.values())) if len(nodes) == 1 else None

    def _node_of_tensor(self, tensor: Any) -> Any:
        history = getattr(tensor, "_keras_history", None) if self.is_symbolic(tensor) else None
        if history is None or history[0] is None:
            return None
        return history[0]._inbound_nodes[history[1]]

    def describe(self, value: Any) -> Tuple[Any, bool]:
        """A value's shape as JSON, and whether any part of it is symbolic rather than computed."""
        if isinstance(value, (list, tuple)):
            parts = [self.describe(item) for item in value[:MAX_ITEMS]]
            return [shape for shape, _ in parts], any(symbolic for _, symbolic in parts)
        if isinstance(value, dict):
            named = {str(key): self.describe(item) for key, item in value.items()}
            return {key: shape for key, (shape, _) in named.items()}, any(symbolic for _, symbolic in named.values())
        return dimensions(value), self.is_symbolic(value) or is_in_graph(value)


def dimensions(value: Any) -> Any:
    """A tensor's sizes, None where open; `"?"` where not even the rank is known or the value is no tensor."""
    try:
        return [None if size is None else int(size) for size in value.shape]
    except (AttributeError, TypeError, ValueError):
        return "?"


def is_in_graph(value: Any) -> bool:
    """Whether a TensorFlow tensor stands in a graph that is being traced, and so has no value yet."""
    kind = type(value)
    return kind.__module__.startswith("tensorflow.") and kind.__name__ in ("SymbolicTensor", "Tensor")


def is_placeholder(value: Any) -> bool:
    """Whether a torch tensor only stands for a shape: Keras puts made-up sizes where an axis is open."""
    return bool(getattr(value, "is_meta", False))


def leaves(value: Any) -> List[Any]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


def map_leaves(function: Any, value: Any) -> Any:
    """The same structure with every leaf replaced."""
    if isinstance(value, dict):
        return {key: map_leaves(function, item) for key, item in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(map_leaves(function, item) for item in value))
    if isinstance(value, (list, tuple)):
        return type(value)([map_leaves(function, item) for item in value])
    return function(value)


def operation_of(node: Any) -> Any:
    """The layer or operation of a node (Keras 2 calls it `layer`)."""
    return getattr(node, "operation", None) or getattr(node, "layer", None)


def graph_inputs(model: Any) -> List[Any]:
    """A graph's input tensors, flat; empty for a model without a graph."""
    return list(leaves(getattr(model, "inputs", None) or [])) if graph_nodes(model) else []


def graph_nodes(model: Any) -> List[Any]:
    """The nodes of a functional or built sequential model that are run, in Keras' order; empty without a graph."""
    graph = getattr(model, "_functional", None) or model
    by_depth = getattr(graph, "_nodes_by_depth", None) or {}
    return [
        node
        for depth in sorted(by_depth, reverse=True)
        for node in by_depth[depth]
        if not node.is_input and operation_of(node) is not None
    ]
