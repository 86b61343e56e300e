"""Models run on zeros: a batch of two (one would hide broadcasting), in inference mode.

What a model takes is said by its graph, by the request, by what the program called it with, or by what it was built
for; a model of which nothing says it is not run, with the reason.
"""

from __future__ import annotations

import importlib
from typing import Any, Callable, Dict, List, Optional, Sequence, Set

from shapelens_agent.hooks import SEVERAL, Spec
from shapelens_agent.keras_objects import Flavour, graph_inputs, graph_nodes, leaves, map_leaves
from shapelens_agent.monitor import BORN, Monitor

BATCH = 2
# Sizes tried in turn for open axes, by how many a tensor has: a sequence, an image, a volume. The later ones are for
# models that reject the first: deep stacks of pools want more, tables of positions want less.
OPEN_SIZES = {0: (1,), 1: (32, 8, 128), 2: (128, 224, 64), 3: (32, 64)}


class UnknownInput(Exception):
    """Nothing says what the model takes."""


class Runner:
    """Runs models once each."""

    def __init__(self, monitor: Monitor, open_size: Optional[int], inputs: Optional[Dict[str, List[Any]]]) -> None:
        self._monitor = monitor
        self._open_size = open_size
        self._asked = inputs or {}
        self._done: Set[int] = set()
        self._active = False
        self.on_operation: Callable[[int], None] = lambda _: None
        self._operations = 0
        monitor.on_operation = self._note

    def has_run(self, model: Any) -> bool:
        """Whether the model ran on zeros, by itself or inside another."""
        return vars(model).get(BORN, 0) in self._done

    def _note(self, operation: Any) -> None:
        if self._active:
            self._operations += 1
            self.on_operation(self._operations)
            if self._monitor.keras.is_model(operation):
                self._done.add(vars(operation).get(BORN, 0))

    def run(self, model: Any, given: Any = None, name: str = "") -> Any:
        """Run a model on zeros of the specs given, or of those it wants; returns its output."""
        wanted = given if given is not None else self.input_specs(model, name)
        error: Optional[Exception] = None
        for size in self._sizes(wanted):
            zeros = map_leaves(lambda spec, size=size: self._zeros(model, spec, size), wanted)
            try:
                return self._call(model, zeros)
            except Exception as raised:
                # The first size is the likeliest, and so its fault the likeliest to be the model's own.
                error = error or raised
        raise error if error is not None else UnknownInput("no size fits its open axes")

    def quietly(self, model: Any, specs: Any) -> Any:
        """The output of a model on zeros, of which nothing is recorded; the model has not been run by it."""
        zeros = map_leaves(lambda spec: self._zeros(model, spec, BATCH), specs)
        was_paused, self._monitor.paused = self._monitor.paused, True
        try:
            return model(zeros, **inference(model))
        finally:
            self._monitor.paused = was_paused

    def _call(self, model: Any, zeros: Any) -> Any:
        was_active, self._active = self._active, True
        try:
            return model(zeros, **inference(model))
        finally:
            self._active = was_active

    def input_specs(self, model: Any, name: str = "") -> Any:
        """The specs of a model's inputs, in the structure that it takes them."""
        declared = declared_inputs(model)
        asked = self._asked.get(name)
        if asked is not None:
            dtypes = [spec.dtype for spec in leaves(declared)] if declared is not None else []
            specs = [Spec(shape, dtypes[i] if i < len(dtypes) else first_dtype(model)) for i, shape in enumerate(asked)]
            return specs[0] if len(specs) == 1 else specs
        known = declared or self._monitor.called_with.get(vars(model).get(BORN, 0)) or built_inputs(model)
        if known is SEVERAL:
            raise UnknownInput("it takes several arguments: its lines were run where the program calls it")
        if known is None:
            raise UnknownInput("nothing says what goes in: start it with an Input, or build it, or call it")
        return known

    def _sizes(self, specs: Any) -> Sequence[int]:
        open_axes = max((sum(size is None for size in spec.shape[1:]) for spec in leaves(specs)), default=0)
        if open_axes and self._open_size:
            return (self._open_size,)
        return OPEN_SIZES[min(open_axes, 3)]

    def _zeros(self, model: Any, spec: Spec, open_size: int) -> Any:
        sizes = [BATCH if i == 0 and size is None else size or open_size for i, size in enumerate(spec.shape)]
        flavour = self.flavour_of(model)
        if spec.dtype == "string" or flavour.major < 3:
            return importlib.import_module("tensorflow").zeros(sizes, spec.dtype)
        return flavour.module.ops.zeros(sizes, spec.dtype)

    def flavour_of(self, model: Any) -> Flavour:
        return next(flavour for flavour in self._monitor.keras.flavours if isinstance(model, flavour.layer))


def inference(model: Any) -> Dict[str, bool]:
    """`training=False`, for the models whose `call` takes it."""
    takes = graph_nodes(model) or getattr(model, "_call_has_training_arg", False)
    return {"training": False} if takes or getattr(model, "_expects_training_arg", False) else {}


def declared_inputs(model: Any) -> Any:
    """What a model's graph takes, in its own structure."""
    tensors = graph_inputs(model)
    if not tensors:
        return None
    structure = getattr(model, "_inputs_struct", getattr(model, "_nested_inputs", None))
    if structure is None or len(leaves(structure)) != len(tensors):
        structure = tensors
    specs = map_leaves(lambda tensor: Spec(tensor.shape, dtype_name(tensor.dtype)), structure)
    return specs[0] if isinstance(specs, (list, tuple)) and len(specs) == 1 else specs


def built_inputs(model: Any) -> Any:
    """What `model.build(shape)` was told, where it was one shape."""
    shapes = getattr(model, "_build_shapes_dict", None) or {}
    shape = shapes.get("input_shape") or getattr(model, "_build_input_shape", None)
    if isinstance(shape, (list, tuple)) and all(size is None or isinstance(size, int) for size in shape):
        return Spec(shape, first_dtype(model))
    return None


def first_dtype(model: Any) -> str:
    """The dtype of an input of which only the shape is known: whole numbers where they are looked up in a table."""
    layers = getattr(model, "layers", None) or [None]
    return "int32" if type(layers[0]).__name__ == "Embedding" else "float32"


def dtype_name(dtype: Any) -> str:
    return str(getattr(dtype, "name", dtype))
