"""Operations between layers: `keras.ops`, `keras.backend`, `tensorflow`, `numpy`, the methods of tensors and arrays.

Reading order: `registry` (how an operation is declared), `declarations`, `arguments`, `values`, `dtypes`, `promotion`,
then any family. Importing this package registers every family.
"""

from __future__ import annotations

from shapelens.layers.operations import (
    activations,
    conversion,
    convolutions,
    creation,
    elementwise,
    gathering,
    image_values,
    images,
    indexing,
    joining,
    linear_algebra,
    losses,
    padding,
    patterns,
    products,
    reductions,
    reshaping,
    sampling,
    signals,
    windows,
)
from shapelens.layers.operations.operators import broadcast, slice_size
from shapelens.layers.operations.registry import Operation, all_operations, apply_operation, find_operation, is_problem
from shapelens.layers.operations.values import Outcome, ShapeValue

FAMILIES = (
    activations,
    conversion,
    convolutions,
    creation,
    elementwise,
    gathering,
    image_values,
    images,
    indexing,
    joining,
    linear_algebra,
    losses,
    padding,
    patterns,
    products,
    reductions,
    reshaping,
    sampling,
    signals,
    windows,
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
