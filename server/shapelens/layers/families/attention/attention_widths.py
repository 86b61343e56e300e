"""The inputs of attention against each other. Keras takes any when the model is built, and fails when it is run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shapelens.layers.framework.problems import AttentionMismatch
from shapelens.layers.framework.registry import Configured
from shapelens.shapes.tensors import Dims, Structure, Tensor, known_different
from shapelens.shapes.unknown import Unknown


def check_attention(configured: Configured, inputs: Structure, call: Mapping[str, Any]) -> AttentionMismatch | None:
    """What will fail between query, value and key; None where nothing does, as far as it is known.

    Attention multiplies queries (..., steps, width) by keys (..., positions, width), AdditiveAttention adds them; the
    scores (..., steps, positions) are multiplied by the values.
    """
    name = configured.layer.name
    if name in ("Attention", "AdditiveAttention"):
        shapes = _shapes(inputs if isinstance(inputs, tuple) else ())
        added = name == "AdditiveAttention" or configured.arguments["score_mode"] == "concat"
        return _compare(shapes, added=added) if shapes is not None else None
    if name == "MultiHeadAttention" and configured.arguments["attention_axes"] is None:
        value, key = call.get("value"), call.get("key")
        shapes = _shapes((inputs, value, value if key is None else key))
        return _compare_ranks(*shapes) if shapes is not None else None
    return None


def _shapes(tensors: tuple[Any, ...]) -> tuple[Dims, Dims, Dims] | None:
    """The shapes of query, value and key, where all are known to have an axis of steps."""
    shapes = [each.shape for each in tensors if isinstance(each, Tensor) and not isinstance(each.shape, Unknown)]
    if len(shapes) != len(tensors) or len(shapes) not in (2, 3) or min(map(len, shapes)) < 2:
        return None
    return shapes[0], shapes[1], shapes[-1]


def _compare(shapes: tuple[Dims, Dims, Dims], *, added: bool) -> AttentionMismatch | None:
    query, value, key = shapes
    if known_different(query[-1], key[-1]) and not (added and 1 in (query[-1], key[-1])):
        return AttentionMismatch("width", *shapes)
    if len(value) == len(key) > 2 and known_different(value[-2], key[-2]):
        return AttentionMismatch("positions", *shapes)
    return None


def _compare_ranks(query: Dims, value: Dims, key: Dims) -> AttentionMismatch | None:
    """Its equations are made for the query's axes, and count on one of steps."""
    fits = len(query) == len(value) == len(key) and len(query) > 2
    return None if fits else AttentionMismatch("axes", query, value, key)
