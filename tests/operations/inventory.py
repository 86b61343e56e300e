"""The public functions of the installed libraries against the catalogue: `python -m tests.operations.inventory`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import ModuleType

import keras
import numpy
import tensorflow

import shapelens.interpreter.analyze  # noqa: F401  (registers every function)
from shapelens.interpreter.keras.objects import makes_object
from shapelens.interpreter.machine.library_names import canonical
from shapelens.interpreter.machine.library_registry import find_library_function
from shapelens.layers.operations import find_operation

MODULES: dict[str, ModuleType] = {
    **{f"keras.{name}": getattr(keras, name) for name in ("ops", "random", "activations", "losses", "metrics")},
    **{f"keras.ops.{name}": getattr(keras.ops, name) for name in ("nn", "numpy", "linalg", "image")},
    "keras.backend": keras._tf_keras.keras.backend,
    "tensorflow": tensorflow,
    **{
        f"tensorflow.{name}": getattr(tensorflow, name)
        for name in ("nn", "math", "linalg", "image", "signal", "random", "strings", "sparse", "ragged", "bitwise")
    },
    "numpy": numpy,
    **{f"numpy.{name}": getattr(numpy, name) for name in ("linalg", "fft", "random")},
}


def functions(module: ModuleType) -> Iterator[str]:
    """The public functions of a module; its classes are none."""
    for name in dir(module):
        found = getattr(module, name)
        if not name.startswith("_") and name != "test" and callable(found) and not inspect.isclass(found):
            yield name


def is_known(path: str) -> bool:
    """Whether a function has a rule, a reason why it has none, or is evaluated."""
    path = canonical(path)
    return find_operation(path) is not None or find_library_function(path) is not None or makes_object(path)


def lacking(place: str) -> list[str]:
    """The functions of a module that the catalogue does not know."""
    return [name for name in functions(MODULES[place]) if not is_known(f"{place}.{name}")]


def main() -> None:
    """One line for each module."""
    for place, module in MODULES.items():
        count, names = sum(1 for _ in functions(module)), lacking(place)
        print(f"{place}: {count - len(names)} of {count}; not known: {' '.join(names) or 'none'}")


if __name__ == "__main__":
    main()
