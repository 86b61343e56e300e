"""Shapes as text (`keras`, `compact`, `axes`) and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, Union

from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import NamedTensors, Shape, Structure, Tensor, axis_name, known_end
from shapelens.shapes.unknown import Unknown

JsonSize: TypeAlias = Union[int, str, None]
JsonShape: TypeAlias = Union[list["JsonShape"], dict[str, "JsonShape"], JsonSize]

FORMATS = ("keras", "compact", "axes")
# in the place of axes of which it is not known how many there are, as text and as JSON
ANY_AXES, JSON_ANY_AXES = "…", "..."


def format_size(size: Size) -> str:
    """A size as Keras prints it: a number, `None` for an open one; `?` for an unknown one."""
    return "None" if isinstance(size, Polynomial) else str(size)


def format_shape(shape: Shape, style: str = "keras", axes: Sequence[str] = ()) -> str:
    """A shape as one label: `(None, 64, 64, 32)`, compact `64×64×32`, or axes `(batch None, height 64, ...)`."""
    if isinstance(shape, Unknown):
        return "?"
    if style == "compact":
        return format_compact(shape)
    sizes = [format_size(size) for size in shape]
    if style == "axes" and len(axes) == len(sizes):
        return f"({', '.join(f'{name} {size}' for name, size in zip(axes, sizes, strict=True))})"
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def format_compact(shape: Shape) -> str:
    """A shape as one speaks of it, `128×128×3`: without its batch axis, where the first is one."""
    if isinstance(shape, Unknown):
        return "?"
    sizes = shape[1:] if shape and axis_name(shape[0]) == "batch" else shape
    return "×".join(format_size(size) for size in sizes) or "scalar"


def format_tensor(tensor: Tensor, style: str = "keras", axes: Sequence[str] = ()) -> str:
    """The shape of a tensor; where its rank is unknown, the last axes that are known: `(…, 16)`."""
    end = known_end(tensor)
    if not end:
        return format_shape(tensor.shape, style, axes)
    sizes = [ANY_AXES, *(format_size(size) for size in end)]
    return "×".join(sizes) if style == "compact" else f"({', '.join(sizes)})"


def format_structure(structure: Structure, style: str = "keras") -> str:
    """A tensor's shape, or the shapes of several: `[(None, 8), (None, 8)]`."""
    if isinstance(structure, Tensor):
        return format_tensor(structure, style)
    if isinstance(structure, Unknown):
        return "?"
    if isinstance(structure, NamedTensors):
        return "{" + ", ".join(f"{name}: {format_structure(item, style)}" for name, item in structure.items) + "}"
    return "[" + ", ".join(format_structure(item, style) for item in structure) + "]"


def is_wholly_unknown(structure: Structure) -> bool:
    """Whether a structure says nothing that a label could show."""
    if isinstance(structure, Tensor):
        return isinstance(structure.shape, Unknown) and not known_end(structure)
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
    """A shape as a JSON list; several tensors as a list or object of lists; `"..."` stands for any number of axes."""
    if isinstance(structure, Tensor):
        end = known_end(structure)
        return [JSON_ANY_AXES, *map(json_size, end)] if end else json_shape(structure.shape)
    if isinstance(structure, Unknown):
        return "?"
    if isinstance(structure, NamedTensors):
        return {name: json_shape(item) for name, item in structure.items}
    return [json_size(item) if isinstance(item, (int, Polynomial, Unknown)) else json_shape(item) for item in structure]
