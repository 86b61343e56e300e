"""What a dotted name leads to when it is called: one look-up for functions, layers and operations."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from shapelens.interpreter.machine.library_names import canonical
from shapelens.interpreter.machine.library_registry import LibraryFunction, find_library_function
from shapelens.layers.framework.registry import Layer, find_function, find_layer
from shapelens.layers.operations.framework.registry import Operation, find_operation

_LAYERS = "keras.layers."


@dataclass(frozen=True, slots=True)
class Callee:
    """What is registered under a dotted name: a `function` of ours goes first, and may leave a call to the rule.

    `layer` is a class, `layer_function` the lower-case form of one (`keras.layers.add`).
    """

    path: str
    function: LibraryFunction | None = None
    layer: Layer | None = None
    layer_function: Layer | None = None
    operation: Operation | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything is registered under the name."""
        return self.has_rule or self.function is not None

    @property
    def has_rule(self) -> bool:
        """Whether a layer or an operation is."""
        return any(each is not None for each in (self.layer, self.layer_function, self.operation))


@functools.lru_cache(maxsize=4096)
def find_callee(written: str) -> Callee:
    """What is registered under a dotted name, in whichever spelling."""
    path = canonical(written)
    name = path.removeprefix(_LAYERS) if path.startswith(_LAYERS) else ""
    return Callee(path, find_library_function(path), find_layer(name), find_function(name), find_operation(path))
