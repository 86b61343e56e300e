"""Operations between layers: `keras.ops`, `keras.backend`, `tensorflow`, `numpy`, the methods of tensors and arrays.

Reading order: `registry` (how an operation is declared), `declarations`, `arguments`, `values`, `dtypes`, then any
family. Importing this package registers every family.
"""

from __future__ import annotations

from shapelens.layers.formulas import broadcast_shapes
from shapelens.layers.operations import (
    activations,
    conversion,
    creation,
    elementwise,
    gathering,
    joining,
    linear_algebra,
    padding,
    products,
    reductions,
    reshaping,
    sampling,
)
from shapelens.layers.operations.indexing import slice_size
from shapelens.layers.operations.registry import Operation, all_operations, apply_operation, find_operation, is_problem
from shapelens.layers.operations.values import Outcome, ShapeValue
from shapelens.layers.problems import Problem, Reject
from shapelens.shapes.tensors import Shape
from shapelens.shapes.unknown import Unknown

FAMILIES = (
    activations,
    conversion,
    creation,
    elementwise,
    gathering,
    joining,
    linear_algebra,
    padding,
    products,
    reductions,
    reshaping,
    sampling,
)

__all__ = [
    "FAMILIES",
    "Operation",
    "Outcome",
    "ShapeValue",
    "all_operations",
    "apply_operation",
    "broadcast",
    "find_operation",
    "is_problem",
    "slice_size",
]


def broadcast(left: Shape, right: Shape) -> Shape | Problem:
    """The shape of an element-wise operation (`keras.src.ops.operation_utils.broadcast_shapes`)."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return left if isinstance(left, Unknown) else right
    try:
        return broadcast_shapes(left, right)
    except Reject as rejection:
        return rejection.problem
