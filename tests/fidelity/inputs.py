"""Input shapes for a layer, what it is wrapped around, and the other arguments of its call."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from shapelens.layers.framework.registry import Layer

Shape = tuple[int | None, ...]

# the axes of a layer's input where its name does not say
INPUT_RANKS = {
    "RepeatVector": 2,
    "LSTM": 3,
    "GRU": 3,
    "SimpleRNN": 3,
    "MultiHeadAttention": 3,
    "GroupQueryAttention": 3,
    "Attention": 3,
    "AdditiveAttention": 3,
    "STFTSpectrogram": 3,
    "LSTMCell": 2,
    "GRUCell": 2,
    "SimpleRNNCell": 2,
}
IMAGE_FAMILIES = frozenset({"image", "augmentation", "augmentation_color", "augmentation_geometry"})
# what a wrapper is put around, and the axes of the input that suits it
INNER: dict[str, tuple[tuple[str, int], ...]] = {
    "Bidirectional": (("LSTM", 3), ("GRU", 3), ("SimpleRNN", 3), ("RNN", 3), ("ConvLSTM1D", 4), ("ConvLSTM2D", 5)),
    "TimeDistributed": (
        ("Dense", 3),
        ("Dense", 5),
        ("Conv1D", 4),
        ("Conv2D", 5),
        ("MaxPooling2D", 5),
        ("GlobalAveragePooling2D", 5),
        ("Flatten", 5),
        ("BatchNormalization", 4),
        ("Dropout", 3),
        ("LSTM", 4),
        ("Activation", 4),
        ("Reshape", 4),
    ),
    "SpectralNormalization": (
        ("Dense", 2),
        ("Conv1D", 3),
        ("Conv2D", 4),
        ("Conv2DTranspose", 4),
        ("DepthwiseConv2D", 4),
        ("EinsumDense", 3),
        ("Embedding", 2),
        ("SeparableConv2D", 4),
        ("GRU", 3),
        ("Dropout", 3),
    ),
    "Pipeline": (
        ("Resizing", 4),
        ("Rescaling", 4),
        ("RandomFlip", 4),
        ("CenterCrop", 4),
        ("Normalization", 3),
        ("RandomContrast", 4),
    ),
    "RNN": (("LSTMCell", 3), ("GRUCell", 3), ("SimpleRNNCell", 3), ("StackedRNNCells", 3)),
    "StackedRNNCells": (("LSTMCell", 2), ("GRUCell", 2), ("SimpleRNNCell", 2)),
}


def inner_layer(chance: random.Random, name: str, odd: bool) -> tuple[str | None, int | None]:
    """The layer for a wrapper to wrap, and how many axes its input should have."""
    if name not in INNER:
        return None, None
    if odd and chance.random() < 0.2:
        return chance.choice(["Dense", "Dropout", "Flatten", "LSTM"]), 3
    return chance.choice(INNER[name])


def draw_inputs(chance: random.Random, entry: Layer, rank: int | None, odd: bool) -> Any:
    """One shape, or a list of shapes for a layer that merges; `rank` axes where that is known."""
    if not entry.takes_list:
        shape = _draw_shape(chance, _input_rank(chance, entry, rank, odd), odd)
        if entry.family in IMAGE_FAMILIES and chance.random() < 0.6:
            shape = (*shape[:-1], 3)
        if odd and chance.random() < 0.04:
            return chance.choice([[shape], [shape, shape]])
        return shape
    first = _draw_shape(chance, chance.randint(1, 5) if odd else _input_rank(chance, entry, rank, odd), odd)
    if odd and chance.random() < 0.05:
        return first
    count = chance.choice([1, 2, 2, 2, 3, 4]) if odd else 2 if entry.name in ("Subtract", "Dot") else 3
    return [first, *(_vary(chance, first, odd) for _ in range(count - 1))]


def _vary(chance: random.Random, shape: Shape, odd: bool) -> Shape:
    """A shape that might be merged with `shape`."""
    sizes = [
        chance.choice([1, None, chance.randint(1, 6)]) if chance.random() < (0.25 if odd else 0.1) else size
        for size in shape
    ]
    if odd and chance.random() < 0.2:
        return tuple(sizes[: chance.randint(1, len(sizes))])
    return tuple(sizes)


def _input_rank(chance: random.Random, entry: Layer, rank: int | None, odd: bool) -> int:
    if odd and chance.random() < 0.3 and not entry.name.endswith(("Cell", "Cells")):
        return chance.randint(1, 6)
    if rank is not None:
        return rank
    if entry.family in IMAGE_FAMILIES:
        return chance.choice([3, 4, 4, 4])
    match = re.search(r"([123])D", entry.name)
    if match:
        return int(match[1]) + (3 if "LSTM" in entry.name else 2)
    return INPUT_RANKS.get(entry.name) or chance.randint(2, 5)


def _draw_shape(chance: random.Random, rank: int, odd: bool) -> Shape:
    batch = None if chance.random() < 0.8 else chance.randint(1, 8)
    return (batch, *(_draw_size(chance, odd) for _ in range(rank - 1)))


def _draw_size(chance: random.Random, odd: bool) -> int | None:
    if chance.random() < (0.15 if odd else 0.1):
        return None
    if odd and chance.random() < 0.15:
        return chance.choice([0, 0, 1, 1, 1000, 100_000])
    return chance.choice([1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 17, 31])


def _attention_call(chance: random.Random, query: Shape, odd: bool) -> dict[str, Any]:
    """The value, and at times the key, for a query."""
    value = (*query[:1], *(_draw_size(chance, odd) for _ in query[1:-1]), query[-1])
    if odd or chance.random() < 0.3:
        value = _vary(chance, value, odd)
    call: dict[str, Any] = {"value": value}
    if chance.random() < 0.3:
        call["key"] = (*value[:-1], _draw_size(chance, odd)) if not odd else _vary(chance, value, odd)
    if chance.random() < 0.25:
        call["return_attention_scores"] = True
    return call


def _reverse_call(chance: random.Random, first: Shape, odd: bool) -> dict[str, Any]:
    return {"reverse": True} if chance.random() < 0.4 else {}


def _scores_call(chance: random.Random, first: Shape, odd: bool) -> dict[str, Any]:
    return {"return_attention_scores": True} if chance.random() < 0.3 else {}


CALLS: dict[str, Callable[..., dict[str, Any]]] = {
    "MultiHeadAttention": _attention_call,
    "GroupQueryAttention": _attention_call,
    "Attention": _scores_call,
    "AdditiveAttention": _scores_call,
    "ReversibleEmbedding": _reverse_call,
}


def draw_call(
    chance: random.Random, name: str, first: Shape, odd: bool, cells: list[tuple[str, int]]
) -> dict[str, Any]:
    """The arguments of the layer's call beside its first: shapes for tensors, lists of shapes, plain values."""
    if name == "StackedRNNCells":
        return {"states": [_draw_states(chance, *cell, first[:1], odd) for cell in cells]}
    if name.endswith("Cell"):
        return {"states": _draw_states(chance, *cells[0], first[:1], odd)}
    return CALLS[name](chance, first, odd) if name in CALLS else {}


def _draw_states(chance: random.Random, name: str, units: int, batch: Shape, odd: bool) -> list[Shape]:
    """The states of one cell."""
    state = (*batch, units + 1 if odd and chance.random() < 0.1 else units)
    return [state, state] if name == "LSTMCell" else [state]
