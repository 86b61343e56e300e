"""Shapes as text (`keras`, `compact`, `axes`) and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, Union

from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import NamedTensors, Shape, Structure, Tensor, axis_name
from shapelens.shapes.unknown import Unknown

JsonSize: TypeAlias = Union[int, str, None]
JsonShape: TypeAlias = Union[list["JsonShape"], dict[str, "JsonShape"], JsonSize]

FORMATS = ("keras", "compact", "axes")


def format_size(size: Size) -> str:
    """A size as Keras prints it: a number, `None` for an open one; `?` for an unknown one."""
    return "None" if isinstance(size, Polynomial) else str(size)


def format_shape(shape: Shape, style: str = "keras", axes: Sequence[str] = ()) -> str:
    """A shape as one label: `(None, 64, 64, 32)`, compact `64×64×32`, or axes `batch ? height 64 ...`."""
    if isinstance(shape, Unknown):
        return "?"
    if style == "compact":
        return format_compact(shape)
    sizes = [format_size(size) for size in shape]
    if style == "axes" and len(axes) == len(sizes):
        return f"({', '.join(f'{name} {size}' for name, size in zip(axes, sizes, strict=True))})"
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def format_compact(shape: Shape) -> str:
    """A shape without its batch axis, as one speaks of it: `128×128×3`."""
    if isinstance(shape, Unknown):
        return "?"
    return "×".join(format_size(size) for size in shape[1:]) or "scalar"


def format_structure(structure: Structure, style: str = "keras") -> str:
    """A tensor's shape, or the shapes of several: `[(None, 8), (None, 8)]`."""
    if isinstance(structure, Tensor):
        return format_shape(structure.shape, style)
    if isinstance(structure, Unknown):
        return "?"
    if isinstance(structure, NamedTensors):
        return "{" + ", ".join(f"{name}: {format_structure(item, style)}" for name, item in structure.items) + "}"
    return "[" + ", ".join(format_structure(item, style) for item in structure) + "]"


def is_wholly_unknown(structure: Structure) -> bool:
    """Whether a structure says nothing that a label could show."""
    if isinstance(structure, Tensor):
        return isinstance(structure.shape, Unknown)
    if isinstance(structure, NamedTensors):
        return all(is_wholly_unknown(item) for _, item in structure.items)
    if isinstance(structure, Unknown):
        return True
    return all(is_wholly_unknown(item) for item in structure)


def json_size(size: Size) -> JsonSize:
    """A number, `null` for an open axis, `"?"` for unknown, any other string for an expression."""
    if isinstance(size, int):
        return size
    if isinstance(size, Unknown):
        return "?"
    return str(size) if axis_name(size) is None else None


def json_shape(structure: Structure | Shape) -> JsonShape:
    """A shape as a JSON list; several tensors as a list or object of lists."""
    if isinstance(structure, Tensor):
        return json_shape(structure.shape)
    if isinstance(structure, Unknown):
        return "?"
    if isinstance(structure, NamedTensors):
        return {name: json_shape(item) for name, item in structure.items}
    return [json_size(item) if isinstance(item, (int, Polynomial, Unknown)) else json_shape(item) for item in structure]
