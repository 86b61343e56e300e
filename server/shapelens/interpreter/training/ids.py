"""The ids in the data against the rows of the Embedding layers that look them up."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from shapelens.interpreter.domain.analysis import Related
from shapelens.interpreter.domain.labels import ENOUGH_PER_CLASS
from shapelens.interpreter.domain.objects import FunctionalObject, InputLayerObject, LayerObject, SequentialObject
from shapelens.interpreter.domain.training_problems import IdRange
from shapelens.interpreter.domain.values import TensorValue, tensor_values
from shapelens.interpreter.training.inputs import Feeding, made_here
from shapelens.shapes.expressions import product
from shapelens.shapes.unknown import Unknown


def check_ids(feeding: Feeding, expected: Sequence[TensorValue], found: Sequence[TensorValue]) -> bool:
    """Report an Embedding that has no row for an id which surely occurs; whether there is none."""
    for wanted, given in zip(expected, found, strict=True):
        highest = _highest(given)
        for layer in _embeddings(feeding, wanted) if highest is not None else ():
            assert not isinstance(layer.configured, Unknown)
            rows = layer.configured.arguments["input_dim"]
            if isinstance(rows, int) and highest is not None and _reaches(given, highest, rows):
                place = layer.places.get("input_dim", layer.span)
                related: tuple[Related, ...] = (*made_here(given), feeding.raised)
                problem = IdRange(feeding.source, highest, rows)
                feeding.machine.report(problem, place, layer=layer.layer, related=related, site=feeding.call)
                return False
    return True


def _highest(given: TensorValue) -> int | None:
    """The largest id that may occur."""
    labels = given.labels
    known = labels is not None and labels.form == "integers" and (labels.reached or labels.spread)
    return labels.classes - 1 if known and labels is not None and isinstance(labels.classes, int) else None


def _reaches(given: TensorValue, highest: int, rows: int) -> bool:
    """Whether an id beyond the rows surely occurs: the highest does, or of so many drawn alike one of those does."""
    labels, shape = given.labels, given.tensor.shape
    if labels is None or rows < 1 or highest < rows:
        return False
    count = product(shape) if isinstance(shape, tuple) else None
    return labels.reached or (isinstance(count, int) and count * math.log((highest + 1) / rows) > ENOUGH_PER_CLASS)


def _embeddings(feeding: Feeding, wanted: TensorValue) -> Iterator[LayerObject]:
    """The Embedding layers that are given an input as it is."""
    model = feeding.machine.heap[feeding.ref]
    if not isinstance(model, (SequentialObject, FunctionalObject)):
        return
    for position, ref in enumerate(model.layers):
        layer = feeding.machine.heap[ref]
        if isinstance(model, SequentialObject) and position and not isinstance(layer, InputLayerObject):
            return
        if not isinstance(layer, LayerObject) or isinstance(layer.configured, Unknown):
            continue
        if "looks_up" in layer.configured.layer.traits:
            value = next(tensor_values(layer.input), None)
            if isinstance(model, SequentialObject) or (value is not None and value.node is wanted.node):
                yield layer
