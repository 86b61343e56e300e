"""Operations between layers: `keras.ops`, `keras.backend`, `tensorflow`, `numpy`, the methods of tensors and arrays.

Reading order: `framework/registry` (how an operation is declared), `framework/declarations`, `framework/arguments`,
`framework/values`, `framework/dtypes`, `framework/promotion`, then any family; the families stand in the folders of
`keras.ops`. Importing this package registers every family.
"""

from __future__ import annotations

from shapelens.discovery import import_all
from shapelens.layers.operations import core, image, linalg, math, nn, numpy, random, signal, strings, unruled
from shapelens.layers.operations.core.operators import broadcast, slice_size
from shapelens.layers.operations.framework.registry import (
    Operation,
    all_operations,
    apply_operation,
    find_operation,
    is_problem,
)
from shapelens.layers.operations.framework.values import Outcome, ShapeValue

for _folder in (core, image, linalg, math, nn, numpy, random):
    import_all(_folder)

__all__ = [
    "Operation",
    "Outcome",
    "ShapeValue",
    "all_operations",
    "apply_operation",
    "broadcast",
    "find_operation",
    "is_problem",
    "signal",
    "slice_size",
    "strings",
    "unruled",
]
