"""One backbone both ways: the layers that real Keras builds, and what the interpreter reads from its source text."""

from __future__ import annotations

import math
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import keras

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import ModelSummary
from shapelens.interpreter.machine.module_search import SearchPath
from shapelens.shapes.formatting import json_shape
from shapelens.shapes.tensors import Structure

INSTALLED = SearchPath(installed=(sysconfig.get_paths()["purelib"],))
STEPS = 2_000_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """A backbone called with `arguments`: how many layers it has, its parameters, and the first differences."""

    name: str
    arguments: str
    layers: int
    params: int
    differences: tuple[str, ...]


def application_names() -> tuple[str, ...]:
    """Every model class that keras.applications exports."""
    names = (name for name in dir(keras.applications) if name[0].isupper())
    return tuple(name for name in names if callable(getattr(keras.applications, name)))


def compare(name: str, arguments: str = "weights=None") -> Comparison:
    """Build `keras.applications.<name>(<arguments>)` both ways."""
    keras.utils.clear_session()
    real = eval(f"keras.applications.{name}({arguments})", {"keras": keras})
    source = f"import keras\nfrom tensorflow.keras import applications\nmodel = applications.{name}({arguments})\n"
    analysis = analyze(source, step_budget=STEPS, search=INSTALLED, strict=True)
    found = next((model for model in analysis.models if model.name == "model"), None)
    problems = [f"reported: {type(finding.problem).__name__}" for finding in analysis.findings]
    differences = [*problems, *_differences(real, found)]
    return Comparison(name, arguments, len(real.layers), real.count_params(), tuple(differences[:5]))


def _differences(real: Any, found: ModelSummary | None) -> Iterator[str]:
    if found is None:
        yield "no model was found"
        return
    trainable = sum(math.prod(weight.shape) for weight in real.trainable_weights)
    if (found.params, found.trainable_params) != (real.count_params(), trainable):
        yield f"{found.params} parameters, Keras has {real.count_params()}, {trainable} trainable"
    for ours, theirs in zip_longest(found.layers, real.layers):
        if ours is None or theirs is None:
            yield f"{len(found.layers)} layers, Keras has {len(real.layers)}"
            return
        shape = None if ours.output is None else _plain(ours.output)
        wanted = _real_shape(theirs.output)
        same_name = ours.name == theirs.name or (_counted(ours.name) and _counted(theirs.name))
        if (ours.layer, shape) != (type(theirs).__name__, wanted) or not same_name:
            yield f"{ours.name} {ours.layer} {shape}, Keras has {theirs.name} {type(theirs).__name__} {wanted}"


def _counted(name: str) -> bool:
    """Whether a name was made by counting (`conv2d_7`): Keras also counts layers that the model does not hold."""
    return name.rpartition("_")[2].isdigit()


def _real_shape(output: Any) -> Any:
    return [_real_shape(item) for item in output] if isinstance(output, list) else list(output.shape)


def _plain(output: Structure) -> Any:
    """Our shape with every open size as None, as Keras prints it."""

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return [plain(item) for item in value]
        return None if isinstance(value, str) and value != "?" else value

    return plain(json_shape(output))
