"""The interpreter's Keras: found, imported, and described.

Three situations: Keras 3 (its backend decides what computes), Keras 2 as `tf.keras`, and both at once where
`TF_USE_LEGACY_KERAS` makes `tf.keras` another package than `keras`.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import platform
import sys
from typing import Any, List, NamedTuple, Optional, Tuple

from shapelens_agent.keras_objects import Flavour, Keras


class MissingKeras(Exception):
    """Neither Keras nor TensorFlow can be imported by this interpreter; the text says what is missing."""


class BrokenKeras(Exception):
    """Keras or TensorFlow is installed but cannot be imported."""


class Loaded(NamedTuple):
    keras: Keras
    version: str
    backend: str


def load_keras() -> Loaded:
    modules = import_modules()
    flavours: List[Flavour] = []
    for module in modules:
        if all(module.layers.Layer is not known.layer for known in flavours):
            flavours.append(describe_flavour(module))
    backend, types = backend_of(flavours[0])
    return Loaded(Keras(flavours, backend, types), flavours[0].version, backend_version(backend))


def import_modules() -> List[Any]:
    """The Keras packages that a program may mean, the likeliest first."""
    wants_legacy = os.environ.get("TF_USE_LEGACY_KERAS", "").lower() in ("1", "true")
    keras = import_or_none("keras")
    backend = backend_name(keras) if keras is not None else "tensorflow"
    tensorflow = import_or_none("tensorflow") if backend == "tensorflow" else None
    bundled = bundled_keras(tensorflow)
    modules = [bundled, keras] if wants_legacy else [keras, bundled]
    found = [module for module in modules if module is not None]
    if not found:
        raise MissingKeras("tensorflow")
    return found


def import_or_none(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        missing = (error.name or "").split(".")[0]
        if missing in ("keras", "tensorflow"):
            return None
        if missing in ("jax", "torch"):
            raise BrokenKeras(f"it is set to the {missing} backend, and {missing} is not installed") from error
        raise BrokenKeras(f"{name} cannot be imported: {error}") from error
    except Exception as error:
        raise BrokenKeras(f"{name} cannot be imported: {type(error).__name__}: {error}") from error


def bundled_keras(tensorflow: Any) -> Any:
    """`tf.keras`, where it is complete."""
    try:
        module = getattr(tensorflow, "keras", None)
        return module if hasattr(module, "layers") else None
    except ImportError as error:
        # `tf.keras` is loaded on first use; with TF_USE_LEGACY_KERAS it wants a package that may be absent.
        raise BrokenKeras(str(error)) from error


def describe_flavour(module: Any) -> Flavour:
    probe = module.Input((1,), name="shapelens_probe")
    node = probe._keras_history[0]._inbound_nodes[0]
    symbolic = next(kind for kind in type(probe).__mro__ if kind.__name__ == "KerasTensor")
    return Flavour(
        module=module,
        version=str(getattr(module, "__version__", "2")),
        layer=module.layers.Layer,
        model=module.Model,
        sequential=module.Sequential,
        node=type(node),
        symbolic=symbolic,
        operation=getattr(module, "Operation", None),
    )


def backend_name(keras: Any) -> str:
    try:
        return str(keras.backend.backend())
    except AttributeError:
        return "tensorflow"


def backend_of(flavour: Flavour) -> Tuple[str, Tuple[type, ...]]:
    """The backend's name and its tensor types."""
    name = backend_name(flavour.module)
    if name == "tensorflow":
        tensorflow = importlib.import_module("tensorflow")
        if os.environ.get("CUDA_VISIBLE_DEVICES") == "-1":
            tensorflow.config.set_visible_devices([], "GPU")
        return name, (tensorflow.Tensor, tensorflow.RaggedTensor, tensorflow.SparseTensor)
    return name, (type(flavour.module.ops.zeros((1,))),)


def backend_version(name: str) -> str:
    version = installed_version(name)
    return f"{name} {version}" if version else name


def installed_version(name: str) -> Optional[str]:
    """The version of an imported package, or of the distribution of that name."""
    version = getattr(sys.modules.get(name), "__version__", None)
    if version:
        return str(version)
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def python_version() -> str:
    return platform.python_version()
