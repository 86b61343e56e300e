"""Every kind of value there is, as a closed union.

`Value` is open: most modules read values without a complaint of the type checker. What decides by the kind of a value
takes `Kind` and ends in `raise never(value)`: a new kind does not type-check until each says what becomes of it.
"""

from __future__ import annotations

from types import EllipsisType
from typing import Any, TypeAlias, Union

from shapelens.interpreter.domain.objects import Field
from shapelens.interpreter.domain.values import (
    BoundMethod,
    Descriptor,
    ExceptionValue,
    Function,
    LibraryInstance,
    Method,
    Module,
    Named,
    Namespace,
    Partial,
    Ref,
    SliceValue,
    Sometimes,
    Stream,
    SuperValue,
    TensorValue,
)
from shapelens.layers.operations.framework.values import ShapeValue
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.unknown import Unknown

# Python's own constants, which stand for themselves
Scalar: TypeAlias = Union[bool, int, float, complex, str, bytes, EllipsisType, None]
# what can be called
Callable: TypeAlias = Union[Named, Function, Method, BoundMethod, Partial]
# what the machinery of classes and of generators makes, and slices
Machinery: TypeAlias = Union[Module, Descriptor, Namespace, SuperValue, Sometimes, SliceValue, Field]
# what libraries make, beside what lives in the heap
Made: TypeAlias = Union[LibraryInstance, ExceptionValue, Stream, ShapeValue]
Kind: TypeAlias = Union[
    Unknown, Ref, TensorValue, Scalar, Polynomial, tuple[Any, ...], dict[Any, Any], range, Callable, Machinery, Made
]
