"""What a layer call comes to, in one form for our rules and for real Keras, so that the two can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shapelens.layers.framework.registry import Configured, apply
from shapelens.layers.framework.result import Result, count_parameters
from shapelens.shapes.expressions import Polynomial, Size, axis
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown


@dataclass(frozen=True)
class Outcome:
    """Accepted: the output's shapes and dtypes (nested as the output is), and the weights. Else why it was rejected.

    `weights` has each by name, shape, and whether it is trained, in order of these.
    """

    shape: Any = None
    dtype: Any = None
    params: Any = 0
    trainable: Any = 0
    weights: Any = ()
    rejected: str | None = None

    def __str__(self) -> str:
        if self.rejected is not None:
            return f"rejected ({self.rejected})"
        return f"{self.shape} {self.dtype}, {self.params} parameters, {self.trainable} trained: {self.weights}"


def agree(ours: Outcome, real: Outcome) -> bool:
    """Whether both reject, or both accept with the same shapes, dtypes and parameters."""
    if ours.rejected is not None or real.rejected is not None:
        return ours.rejected is not None and real.rejected is not None
    return (ours.shape, ours.dtype, ours.params, ours.trainable, ours.weights) == (
        real.shape,
        real.dtype,
        real.params,
        real.trainable,
        real.weights,
    )


def our_tensors(shapes: Any, dtypes: Any, prefix: str = "") -> Structure:
    """Input shapes as our tensors: a tuple is a shape, a list several, a dict named ones; each `None` an axis.

    The first axis is `batch`, as it is in a model. `dtypes` is one dtype for all.
    """
    if isinstance(shapes, tuple):
        return Tensor(
            tuple(
                (axis("batch") if index == 0 else axis(f"{prefix}axis{index}")) if size is None else size
                for index, size in enumerate(shapes)
            ),
            dtypes,
        )
    if isinstance(shapes, dict):
        return NamedTensors(tuple((name, our_tensors(item, dtypes, f"{name}_")) for name, item in shapes.items()))
    return tuple(our_tensors(item, dtypes, f"{prefix}{index}_") for index, item in enumerate(shapes))


def our_outcome(configured: Any, inputs: Structure, call: dict[str, Any] | None = None) -> Outcome:
    """What our rule says of a configured layer (or of the problem that configuring it gave)."""
    if not isinstance(configured, Configured):
        return Outcome(rejected=str(configured))
    result = apply(configured, inputs, call)
    if not isinstance(result, Result):
        return Outcome(rejected=str(result))
    return Outcome(
        _plain(result.output, lambda tensor: _plain_shape(tensor.shape)),
        _plain(result.output, lambda tensor: "?" if isinstance(tensor.dtype, Unknown) else tensor.dtype),
        _plain_size(count_parameters(result.weights)),
        _plain_size(count_parameters(result.weights, trainable_only=True)),
        sorted_weights(
            # of a weight inside a layer inside, Keras' name is the last
            (weight.name.rpartition("/")[2], _plain_shape(weight.shape), weight.trainable)
            for weight in result.weights
        ),
    )


def sorted_weights(weights: Iterable[tuple[str, Any, object]]) -> tuple[tuple[str, Any, object], ...]:
    """Weights in one order; Keras' own depends on which layer inside was built first."""
    return tuple(sorted(weights, key=str))


def _plain(structure: Structure, read: Any) -> Any:
    if isinstance(structure, Tensor):
        return read(structure)
    if isinstance(structure, Unknown):
        return "?"
    if isinstance(structure, NamedTensors):
        return {name: _plain(item, read) for name, item in structure.items}
    return [_plain(item, read) for item in structure]


def _plain_shape(shape: tuple[Size, ...] | Unknown) -> Any:
    return "?" if isinstance(shape, Unknown) else tuple(_plain_size(size) for size in shape)


def _plain_size(size: Size) -> Any:
    if isinstance(size, Polynomial):
        return None
    return "?" if isinstance(size, Unknown) else size
