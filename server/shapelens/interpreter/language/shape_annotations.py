"""Shapes that the program declares: a comment `# shape: (None, 224, 224, 3)` behind a parameter or an assignment, or a
jaxtyping annotation `Float[Tensor, "b 224 224 3"]`."""

from __future__ import annotations

import ast
import re
from dataclasses import replace

from shapelens.interpreter.domain.analysis import Related, RelatedKind
from shapelens.interpreter.domain.problems import AnnotationMismatch
from shapelens.interpreter.domain.values import TensorValue, Value
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.expressions import Size, axis
from shapelens.shapes.tensors import Dims, Tensor, known_different
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

# one shape: of several it would not be clear what they are the shapes of
_PIN = re.compile(r"#\s*shape:\s*(\([^)]*\))(?!\s*,?\s*\()")
# jaxtyping's dtype names, and the dtypes that they stand for where there is only one
_DTYPES = {"Float32": "float32", "Float16": "float16", "Float64": "float64", "BFloat16": "bfloat16", "Bool": "bool",
           "Int32": "int32", "Int64": "int64", "UInt8": "uint8", "Float": "float32", "Int": "int32"}  # fmt: skip


def pinned_by_comment(comment: str) -> TensorValue | None:
    """The tensor that a `# shape: (...)` comment declares; None where there is none that can be read."""
    match = _PIN.search(comment)
    if match is None:
        return None
    try:
        sizes = ast.literal_eval(match.group(1))
    except (ValueError, SyntaxError):
        return None
    if not isinstance(sizes, tuple) or not all(size is None or isinstance(size, int) for size in sizes):
        return None
    return TensorValue(Tensor(tuple(_open(position) if size is None else size for position, size in enumerate(sizes))))


def annotated(
    machine: Machine, declared: TensorValue | None, value: Value, place: Span, given: Span | None = None
) -> Value:
    """A value under the shape that is declared for it: that tells what is not known, and overrules nothing.

    Where the two contradict each other, `place` is reported, and what is known holds; `given` is where that is made.
    """
    if declared is None:
        return value
    if isinstance(value, Unknown) or (isinstance(value, TensorValue) and value.tensor.rank is None):
        return declared
    if not isinstance(value, TensorValue):
        return value
    told, known = declared.tensor.shape, value.tensor.shape
    if isinstance(told, Unknown) or isinstance(known, Unknown):
        return value
    if len(told) != len(known) or any(map(known_different, told, known)):
        related = () if given is None else (Related(RelatedKind.SHAPE_GIVEN, given, shape=known),)
        machine.report(AnnotationMismatch(told, known), place, related=related)
        return value
    return _refined(value, told, known)


def _refined(value: TensorValue, told: Dims, known: Dims) -> TensorValue:
    """The sizes that are not known are those that are declared."""
    if not any(isinstance(size, Unknown) for size in known):
        return value
    sizes = tuple(one if isinstance(size, Unknown) else size for one, size in zip(told, known, strict=True))
    return replace(value, tensor=replace(value.tensor, shape=sizes))


def _open(position: int) -> Size:
    return axis("batch" if position == 0 else f"axis{position}")


def pinned_by_annotation(node: low.Expression | None) -> TensorValue | None:
    """The tensor that a jaxtyping annotation declares."""
    if not isinstance(node, low.Subscript) or not isinstance(node.index, low.Display):
        return None
    elements = node.index.elements
    if len(elements) != 2 or not isinstance(elements[1], low.Constant) or not isinstance(elements[1].value, str):
        return None
    name = node.value.name if isinstance(node.value, low.Attribute) else getattr(node.value, "id", "")
    return TensorValue(_tensor(elements[1].value, _DTYPES.get(name)))


def _tensor(text: str, dtype: str | None) -> Tensor:
    known = dtype or Unknown("the annotation does not say which dtype")
    sizes: list[Size] = []
    for word in text.split():
        if word == "..." or word.startswith("*"):
            return Tensor(Unknown("the annotation leaves the rank open"), known)
        name = word.lstrip("#?_")
        if name.isdigit():
            sizes.append(int(name))
        elif name.isidentifier():
            sizes.append(axis(name))
        else:
            sizes.append(Unknown(f"the annotation `{word}` is not understood"))
    return Tensor(tuple(sizes), known)
