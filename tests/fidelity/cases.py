"""Random calls of a registered layer, driven by its own signature: arguments, positional or by keyword, and inputs."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Any

from tests.fidelity.arguments import LEFT_OUT, Draw, odd_value, sensible_value

from shapelens.layers.registry import Layer

BASE = ("trainable", "dtype", "name", "autocast", "activity_regularizer")


@dataclass(frozen=True)
class Case:
    """One call: the constructor's arguments, and the shapes (a tuple, or a list of them) and dtype that go in."""

    layer: str
    positional: tuple[Any, ...]
    keywords: dict[str, Any]
    inputs: Any
    dtype: str

    def __str__(self) -> str:
        arguments = [repr(value) for value in self.positional]
        arguments += [f"{name}={value!r}" for name, value in self.keywords.items()]
        kind = "" if self.dtype == "float32" else f" of {self.dtype}"
        return f"{self.layer}({', '.join(arguments)}) on {self.inputs}{kind}"


def draw_case(entry: Layer, number: int) -> Case:
    """Case `number` of a layer: always the same. Two of three are sensible throughout, the rest odd somewhere."""
    chance = random.Random(f"{entry.name} {number}")
    odd = chance.random() < 0.35
    rank = spatial_rank(entry.name)
    inputs = _draw_inputs(chance, entry, rank, odd)
    first = inputs if isinstance(inputs, tuple) else inputs[0]
    draw = Draw(chance, rank, first)
    given = _draw_arguments(entry, draw, odd)
    positional, keywords = _split(chance, entry, given)
    if odd and chance.random() < 0.06:
        keywords[chance.choice(["filter", "unit", "activations", "nonsense"])] = 1
    return Case(entry.name, positional, keywords, inputs, _draw_dtype(chance, entry))


def spatial_rank(name: str) -> int:
    """The spatial axes that the name of a layer speaks of; chance decides for the others elsewhere."""
    match = re.search(r"([123])D", name)
    return int(match[1]) if match else 2


def _draw_arguments(entry: Layer, draw: Draw, odd: bool) -> dict[str, Any]:
    names = [parameter.name for parameter in entry.signature.parameters]
    required = {parameter.name for parameter in entry.signature.parameters if parameter.required}
    optional = [*(name for name in names if name not in required), *entry.signature.hidden]
    if entry.signature.open_ended:
        optional += [name for name in BASE if name not in names]
    share = draw.pick(0.0, 0.1, 0.3, 0.6)
    given = {}
    for name in [*names, *(name for name in optional if name not in names)]:
        if name in LEFT_OUT:
            continue
        if name in required:
            if odd and draw.random.random() < 0.03:
                continue
        elif draw.random.random() >= (share * 0.4 if name in BASE else share):
            continue
        given[name] = sensible_value(entry.name, name, draw)
    if odd and given and draw.random.random() < 0.7:
        name = draw.pick(*given)
        given[name] = odd_value(entry.name, name, draw)
    return given


def _split(chance: random.Random, entry: Layer, given: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Some of the leading arguments by position, the others by keyword."""
    positional: list[Any] = []
    for parameter in entry.signature.parameters:
        if parameter.name not in given or parameter.keyword_only or chance.random() < 0.3:
            break
        positional.append(given[parameter.name])
    keywords = dict(list(given.items()))
    for parameter, _ in zip(entry.signature.parameters, positional, strict=False):
        del keywords[parameter.name]
    return tuple(positional), keywords


def _draw_inputs(chance: random.Random, entry: Layer, rank: int, odd: bool) -> Any:
    if not entry.takes_list:
        shape = _draw_shape(chance, _input_rank(chance, entry, rank, odd), odd)
        if odd and chance.random() < 0.04:
            return chance.choice([[shape], [shape, shape]])
        return shape
    first = _draw_shape(chance, chance.randint(1, 5) if odd else chance.randint(2, 4), odd)
    if odd and chance.random() < 0.05:
        return first
    count = chance.choice([1, 2, 2, 2, 3, 4]) if odd else 2 if entry.name in ("Subtract", "Dot") else 3
    return [first, *(_vary(chance, first, odd) for _ in range(count - 1))]


def _vary(chance: random.Random, shape: tuple[int | None, ...], odd: bool) -> tuple[int | None, ...]:
    """A shape that might be merged with `shape`."""
    sizes = [
        chance.choice([1, None, chance.randint(1, 6)]) if chance.random() < (0.25 if odd else 0.1) else size
        for size in shape
    ]
    if odd and chance.random() < 0.2:
        return tuple(sizes[: chance.randint(1, len(sizes))])
    return tuple(sizes)


def _input_rank(chance: random.Random, entry: Layer, rank: int, odd: bool) -> int:
    if odd and chance.random() < 0.3:
        return chance.randint(1, 6)
    if re.search(r"[123]D", entry.name):
        return rank + 2
    return INPUT_RANKS.get(entry.name) or chance.randint(2, 5)


INPUT_RANKS = {"RepeatVector": 2, "LSTM": 3, "GRU": 3, "SimpleRNN": 3}


def _draw_shape(chance: random.Random, rank: int, odd: bool) -> tuple[int | None, ...]:
    batch = None if chance.random() < 0.8 else chance.randint(1, 8)
    return (batch, *(_draw_size(chance, odd) for _ in range(rank - 1)))


def _draw_size(chance: random.Random, odd: bool) -> int | None:
    if chance.random() < (0.15 if odd else 0.1):
        return None
    if odd and chance.random() < 0.15:
        return chance.choice([0, 0, 1, 1, 1000, 100_000])
    return chance.choice([1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 17, 31])


def _draw_dtype(chance: random.Random, entry: Layer) -> str:
    if entry.name == "Embedding":
        return chance.choice(["int32", "int64", "float32", "uint8"])
    return chance.choice(["float32", "float32", "float32", "float16", "bfloat16", "float64", "int32", "uint8", "bool"])
