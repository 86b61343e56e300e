"""Random calls of a registered layer, driven by its own signature: arguments, positional or by keyword, and inputs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fidelity.arguments import LEFT_OUT, Draw, odd_value, sensible_value
from tests.fidelity.inputs import draw_call, draw_inputs, inner_layer

from shapelens.layers.framework.registry import Layer, find_layer

BASE = ("trainable", "dtype", "name", "autocast", "activity_regularizer")


# arguments that are always given, though they have defaults
ALWAYS = {"STFTSpectrogram": {"window"}, "CategoryEncoding": {"num_tokens"}, "Discretization": {"num_bins"}}


# a window by name needs scipy, and a vocabulary by name a file
NEVER_ODD = {("STFTSpectrogram", "window")}

# sizes from here on are drawn to be too large, not to be run
LARGE = 1000


@dataclass(frozen=True)
class Construction:
    """A layer that is an argument of another: its name and its own arguments."""

    layer: str
    positional: tuple[Any, ...]
    keywords: dict[str, Any]

    def __repr__(self) -> str:
        arguments = [repr(value) for value in self.positional]
        arguments += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{self.layer}({', '.join(arguments)})"


@dataclass(frozen=True)
class Case:
    """One call: how the layer is constructed, and the shapes (a tuple, or a list of them) and dtype that go in.

    `call` are the other arguments of its call: a shape for a tensor, a list of shapes for several, or a plain value.
    """

    construction: Construction
    inputs: Any
    dtype: str
    call: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        kind = "" if self.dtype == "float32" else f" of {self.dtype}"
        more = f" with {self.call}" if self.call else ""
        return f"{self.construction} on {self.inputs}{more}{kind}"


def draw_case(entry: Layer, number: int) -> Case:
    """Case `number` of a layer: always the same. Two of three are sensible throughout, the rest odd somewhere."""
    chance = random.Random(f"{entry.name} {number}")
    odd = chance.random() < 0.35
    inner, rank = inner_layer(chance, entry.name, odd)
    inputs = draw_inputs(chance, entry, rank, odd)
    first = inputs if isinstance(inputs, tuple) else inputs[0]
    construction = _draw_construction(chance, entry, first, inner, odd)
    call = draw_call(chance, entry.name, first, odd, _cells(construction))
    return Case(construction, inputs, _draw_dtype(chance, entry), call)


def closed(case: Case, size: int, batch: int | None = None) -> Case:
    """The case with every open size of its inputs set to `size`, and its open first axes to `batch`."""
    first = size if batch is None else batch
    return _with_sizes(case, lambda each, place: (size if place else first) if each is None else each)


def smaller(case: Case) -> Case:
    """The case with every large size of its inputs set to one that a run can hold."""
    return _with_sizes(case, lambda each, _: 12 if each is not None and each >= LARGE else each)


def _with_sizes(case: Case, change: Callable[[int | None, int], int | None]) -> Case:
    """The case with each size, of which `change` is told the place as well, replaced."""

    def changed(shapes: Any) -> Any:
        if isinstance(shapes, tuple):
            return tuple(change(each, place) for place, each in enumerate(shapes))
        return [changed(shape) for shape in shapes] if isinstance(shapes, list) else shapes

    return replace(case, inputs=changed(case.inputs), call={name: changed(value) for name, value in case.call.items()})


def _cells(construction: Construction) -> list[tuple[str, int]]:
    """The kind and the units of a cell, or of each of the cells that are stacked."""
    first = construction.positional[0] if construction.positional else None
    if construction.layer == "StackedRNNCells":
        cells = construction.keywords.get("cells", first)
        inner = cells if isinstance(cells, (list, tuple)) else []
        return [each for cell in inner if isinstance(cell, Construction) for each in _cells(cell)]
    units = construction.keywords.get("units", first)
    return [(construction.layer, units if isinstance(units, int) and units > 0 else 1)]


def spatial_rank(name: str) -> int:
    """The spatial axes that the name of a layer speaks of; 2 where it speaks of none."""
    match = re.search(r"([123])D", name)
    return int(match[1]) if match else 2


def _draw_construction(
    chance: random.Random, entry: Layer, shape: tuple[int | None, ...], inner: str | None, odd: bool
) -> Construction:
    def make_inner(role: str) -> Any:
        wrapped = find_layer(inner or "Dense")
        assert wrapped is not None
        nested, _ = inner_layer(chance, wrapped.name, False)
        return _draw_construction(chance, wrapped, shape[:1] + shape[2:], nested, odd and chance.random() < 0.2)

    draw = Draw(chance, spatial_rank(entry.name), shape, make_inner)
    given = _draw_arguments(entry, draw, odd)
    positional, keywords = _split(chance, entry, given)
    if odd and chance.random() < 0.06:
        keywords[chance.choice(["filter", "unit", "activations", "nonsense"])] = 1
    return Construction(entry.name, positional, keywords)


def _draw_arguments(entry: Layer, draw: Draw, odd: bool) -> dict[str, Any]:
    names = [parameter.name for parameter in entry.signature.parameters]
    required = {parameter.name for parameter in entry.signature.parameters if parameter.required}
    optional = [*(name for name in names if name not in required), *entry.signature.hidden]
    if entry.signature.open_ended:
        # a cell called by itself is traced: without autocast its dtype is that of TensorFlow's operations
        left_out = "autocast" if entry.name.endswith(("Cell", "Cells")) else None
        optional += [name for name in BASE if name not in names and name != left_out]
    share = draw.pick(0.0, 0.1, 0.3, 0.6)
    given: dict[str, Any] = {}
    required |= ALWAYS.get(entry.name, set())
    for name in [*names, *(name for name in optional if name not in names)]:
        if name in LEFT_OUT:
            continue
        if name in required:
            if odd and name not in ALWAYS.get(entry.name, set()) and draw.random.random() < 0.03:
                continue
        elif draw.random.random() >= (share * 0.4 if name in BASE else share):
            continue
        given[name] = sensible_value(entry.name, name, draw)
    if odd and given and draw.random.random() < 0.7:
        name = draw.pick(*given)
        if (entry.name, name) not in NEVER_ODD:
            given[name] = odd_value(entry.name, name, draw)
    return given


def _split(chance: random.Random, entry: Layer, given: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Some of the leading arguments by position, the others by keyword."""
    positional: list[Any] = []
    for parameter in entry.signature.parameters:
        if parameter.name not in given or parameter.keyword_only or chance.random() < 0.3:
            break
        positional.append(given[parameter.name])
    keywords = dict(given)
    for parameter, _ in zip(entry.signature.parameters, positional, strict=False):
        del keywords[parameter.name]
    return tuple(positional), keywords


def _draw_dtype(chance: random.Random, entry: Layer) -> str:
    if entry.family == "lookup" or entry.name in ("Hashing", "HashedCrossing"):
        return chance.choice(["string", "int64", "int32"])
    if "Embedding" in entry.name:
        return chance.choice(["int32", "int64", "float32", "uint8"])
    if entry.name.endswith(("Cell", "Cells")):
        return chance.choice(["float32", "float16", "float64"])
    return chance.choice(["float32", "float32", "float32", "float16", "bfloat16", "float64", "int32", "uint8", "bool"])
