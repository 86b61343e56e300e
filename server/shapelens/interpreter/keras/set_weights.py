"""Weights that a program gives: `Embedding(..., weights=[matrix])`, `set_weights`, against those of the layer."""

from __future__ import annotations

from collections import Counter

from shapelens.interpreter.domain.objects import LayerObject
from shapelens.interpreter.domain.problems import WeightMismatch
from shapelens.interpreter.domain.values import CallArguments, Ref, TensorValue, Value
from shapelens.interpreter.graph.weights import weights_of
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.batches import argument_span
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def check_matrix(machine: Machine, layer: LayerObject, arguments: CallArguments, span: Span) -> Unknown | None:
    """`Embedding(rows, width, weights=[matrix])`: Keras builds the layer at once, and sets them; there is no layer
    where they do not fit."""
    given = _shapes(plain_tensors(machine, arguments.keywords.get("weights")))
    if given is None or isinstance(layer.configured, Unknown) or "looks_up" not in layer.configured.layer.traits:
        return None
    rows, width = (layer.configured.arguments[name] for name in ("input_dim", "output_dim"))
    if isinstance(rows, int) and isinstance(width, int):
        place = arguments.keyword_spans.get("weights", span)
        return _compare(machine, layer.layer, ((rows, width),), given, place, span)
    return None


def set_weights(machine: Machine, ref: Ref, arguments: CallArguments, span: Span) -> None:
    """`set_weights(arrays)` of a layer or model."""
    given = _shapes(plain_tensors(machine, arguments.get(0, "weights")))
    known = weights_of(machine, ref)
    if given is None or isinstance(known, Unknown) or not known:
        return
    content = machine.heap[ref]
    expected = tuple(weight.shape for weight in known)
    if any(isinstance(size, Unknown) for shape in expected for size in shape):
        return
    if not isinstance(content, LayerObject) and Counter(expected) == Counter(given):
        return
    place = argument_span(arguments, 0, "weights", span)
    name = content.layer if isinstance(content, LayerObject) else str(getattr(content, "name", "The model"))
    _compare(machine, name, expected, given, place, span)


def _shapes(value: Value) -> tuple[Dims, ...] | None:
    """The shapes of several arrays, all of them known."""
    items = value if isinstance(value, tuple) else (value,)
    shapes = [item.tensor.shape for item in items if isinstance(item, TensorValue)]
    known = len(shapes) == len(items) and not any(isinstance(shape, Unknown) for shape in shapes)
    return tuple(shape for shape in shapes if isinstance(shape, tuple)) if known else None


def _compare(
    machine: Machine, layer: str, expected: tuple[Dims, ...], given: tuple[Dims, ...], place: Span, span: Span
) -> Unknown | None:
    same = len(expected) == len(given) and not any(map(_differ, expected, given))
    return None if same else machine.report(WeightMismatch(expected, given), place, layer=layer, site=span)


def _differ(left: Dims, right: Dims) -> bool:
    return len(left) != len(right) or any(known_different(a, b) for a, b in zip(left, right, strict=True))
