"""What was seen while the user's program and its models ran: layers made, layers called, and the shapes that came out.

Three kinds of marks are kept, in the `__dict__` of Keras' own objects so that they live exactly as long:
a layer knows the call that made it, a node of a model's graph knows the call that made it, and both know when they were
born. Shapes are recorded by site (an index into the program's call expressions).
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from typing import Any, Callable, Deque, Dict, List, NamedTuple, Optional, Set, Tuple

from shapelens_agent.instrument import Site
from shapelens_agent.keras_objects import Keras, graph_nodes, is_placeholder, leaves, operation_of

SITE = "_shapelens_site"
BORN = "_shapelens_born"
MAX_SHAPES = 64
MAX_MODELS_PER_SITE = 8


class Record:
    """What one call expression gave. Shapes of symbolic tensors count only where nothing was run."""

    __slots__ = ("layer", "measured", "models", "symbolic")

    def __init__(self) -> None:
        self.layer = ""
        self.measured: List[Any] = []
        self.symbolic: List[Any] = []
        self.models: Set[int] = set()

    @property
    def shapes(self) -> List[Any]:
        return in_program_order(self.measured, self.symbolic) or self.symbolic


class Running:
    """A layer or operation that is being called.

    `direct` calls stand in the user's file, which records them itself; any other is recorded at `site`, if it has one
    of its own, and `blame` is where the user would look for it.
    """

    __slots__ = ("blame", "direct", "operation", "pending", "site")

    def __init__(self, operation: Any, direct: bool, site: Optional[int], blame: Optional[int]) -> None:
        self.operation = operation
        self.direct = direct
        self.site = site
        self.blame = blame
        self.pending: Optional[Dict[int, Deque[Any]]] = None

    def next_node(self, operation: Any) -> Any:
        """The node of this model's graph that is run now: a graph runs its nodes in one fixed order."""
        waiting = (self.pending or {}).get(id(operation))
        return waiting.popleft() if waiting else None


class Local(threading.local):
    """Per thread: the layers in hand, and the value of the last direct call."""

    def __init__(self) -> None:
        self.stack: List[Running] = []
        self.last: Optional[Tuple[Any, str]] = None


class Seen(NamedTuple):
    """A model that the program made, and the call that made it."""

    model: Any
    site: Optional[int]


class Monitor:
    def __init__(self, keras: Keras, sites: List[Site], path: str) -> None:
        self.keras = keras
        self.sites = sites
        self.path = path
        self.records: Dict[int, Record] = {}
        self.models: List[Seen] = []
        self.called_with: Dict[int, Any] = {}
        self.on_operation: Callable[[Any], None] = lambda _: None
        # whether a layer was begun and no watched call has come to its end since: a layer that is being constructed
        self.constructing = False
        # nothing is recorded of a run on the program's data: an input may take other shapes than it says
        self.paused = False
        self._clock = itertools.count(1)
        self._now = 0
        self._local = Local()

    # Marks on Keras' objects

    def mark_born(self, thing: Any) -> None:
        self._now = next(self._clock)
        vars(thing)[BORN] = self._now

    def _claim(self, thing: Any, site: int, since: int) -> bool:
        """Give a thing born during the call at `site` to it, unless a call nearer to its making has it."""
        marks = vars(thing)
        if marks.get(SITE) is not None or marks.get(BORN, -1) <= since:
            return False
        marks[SITE] = site
        return True

    def made_at(self, operation: Any) -> Optional[int]:
        site: Optional[int] = vars(operation).get(SITE)
        return site

    def site_of_node(self, node: Any) -> Optional[int]:
        """The call that made a node, through a copy that Keras made of it too; else the call that made its layer."""
        site: Optional[int] = vars(node).get(SITE)
        if site is not None:
            return site
        operation = operation_of(node)
        shapes = node_shapes(node)
        copies = (other for other in operation._inbound_nodes if node_shapes(other) == shapes)
        sites = {vars(other).get(SITE) for other in copies} - {None}
        return sites.pop() if len(sites) == 1 else self.made_at(operation)

    # The two functions that the instrumented program calls

    def enter(self) -> int:
        return self._now

    def leave(self, site: int, since: int, value: Any) -> Any:
        self.constructing = False
        last, self._local.last = self._local.last, None
        if self.keras.is_layer(value):
            if self._claim(value, site, since) and self.keras.is_model(value):
                self._keep_model(value, site)
        elif last is not None and last[0] is value:
            self._returned(site, since, value, last[1])
        elif self.keras.holds_tensors(value):
            self._returned(site, since, value, "")
        return value

    def _returned(self, site: int, since: int, value: Any, layer: str) -> None:
        node = self.keras.node_of(value)
        if node is None:
            self.record(site, value, layer)
        elif self._claim(node, site, since):
            self.record(site, value, type(operation_of(node)).__name__)

    def _keep_model(self, model: Any, site: int) -> None:
        """Keep a model alive to run it later; not every one of a search that makes hundreds."""
        if sum(seen.site == site for seen in self.models) < MAX_MODELS_PER_SITE:
            self.models.append(Seen(model, site))

    # Calls of layers and operations, as `hooks` tells them

    @property
    def in_hand(self) -> Optional[Running]:
        stack = self._local.stack
        return stack[-1] if stack else None

    def begin(self, operation: Any, direct: bool) -> Running:
        """A call starts; `end` or `abandon` must follow."""
        parent = self.in_hand
        site = blame = None
        if not direct:
            node = parent.next_node(operation) if parent is not None else None
            blame = self.made_at(operation) if node is None else self.site_of_node(node)
            site = blame if self._is_listed(operation, parent) else None
        running = Running(operation, direct, site, blame)
        if self.keras.is_model(operation) and not self.keras.is_sequential(operation):
            running.pending = pending_nodes(operation)
        self._local.stack.append(running)
        return running

    def _is_listed(self, operation: Any, parent: Optional[Running]) -> bool:
        """Whether Keras calls an operation as a member of a model, not as a detail of another layer."""
        if parent is None:
            return not self.keras.is_model(operation)
        return parent.pending is not None or self.keras.is_sequential(parent.operation)

    def end(self, running: Running, outputs: Any) -> None:
        self._local.stack.pop()
        if running.direct:
            self._local.last = (outputs, type(running.operation).__name__)
        elif running.site is not None:
            self.record(running.site, outputs, type(running.operation).__name__)
        self.on_operation(running.operation)

    def abandon(self) -> None:
        """The call raised."""
        self._local.stack.pop()

    def record_inputs(self, inputs: List[Any], given: List[Any]) -> None:
        """What went into a graph, at the `Input` calls that stand for it."""
        for index, tensor in enumerate(inputs[: len(given)]):
            node = self.keras.node_of(tensor)
            site = None if node is None else self.site_of_node(node)
            if site is not None and self.keras.is_tensor(given[index]) and not self.keras.is_symbolic(given[index]):
                self.record(site, given[index], "")

    def record(self, site: int, value: Any, layer: str) -> None:
        if self.paused or any(map(is_placeholder, leaves(value))):
            return
        shape, symbolic = self.keras.describe(value)
        record = self.records.setdefault(site, Record())
        record.layer = layer or record.layer
        shapes = record.symbolic if symbolic else record.measured
        if shape not in shapes and len(shapes) < MAX_SHAPES:
            shapes.append(shape)
        for running in self._local.stack:
            if self.keras.is_model(running.operation):
                record.models.add(vars(running.operation).get(BORN, 0))


def node_shapes(node: Any) -> Any:
    """What comes out of a node: a copy of it gives the same, another use of its layer may not."""
    outputs = getattr(node, "output_tensors", None)
    if outputs is None:
        outputs = getattr(node, "outputs", None)
    return [tuple(getattr(tensor, "shape", ())) for tensor in leaves(outputs)]


def in_program_order(measured: List[Any], symbolic: List[Any]) -> List[Any]:
    """Shapes as the program made them: models are run in another order than they were written in."""

    def place(shape: Any) -> int:
        return next((i for i, made in enumerate(symbolic) if could_be(made, shape)), len(symbolic))

    return sorted(measured, key=place)


def could_be(symbolic: Any, shape: Any) -> bool:
    """Whether a computed shape may be one of a symbolic one, whose open sizes are None."""
    if isinstance(symbolic, list) and isinstance(shape, list):
        return len(symbolic) == len(shape) and all(map(could_be, symbolic, shape))
    return symbolic is None or bool(symbolic == shape)


def pending_nodes(model: Any) -> Optional[Dict[int, Deque[Any]]]:
    """A functional model's nodes by operation, each in the order in which they will run; None without a graph."""
    nodes = graph_nodes(model)
    if not nodes:
        return None
    pending: Dict[int, Deque[Any]] = {}
    for node in nodes:
        pending.setdefault(id(operation_of(node)), deque()).append(node)
    return pending
