"""What stands in for data that is not read: zeros of the shapes and dtypes that were inferred, as an expression."""

from __future__ import annotations

from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown

BATCH = 2
# a step of the analysis may know more than a machine can hold
LARGEST = 1 << 31
NUMPY = '__import__("numpy")'
DATASET = '__import__("tensorflow").data.Dataset.from_tensors'

_DTYPES = {"bool", "uint8", "int8", "int16", "int32", "int64", "uint16", "uint32", "uint64", "float16", "float32",
           "float64"}  # fmt: skip


def zeros(structure: Structure, *, stream: bool = False) -> str | None:
    """An expression that gives zeros of a structure, or a data set of one such element; None where it is not known."""
    text = _zeros(structure)
    return f"{DATASET}({text})" if stream and text is not None else text


def _zeros(structure: Structure) -> str | None:
    if isinstance(structure, Unknown):
        return None
    if isinstance(structure, Tensor):
        return _tensor(structure)
    if isinstance(structure, NamedTensors):
        named = {name: _zeros(item) for name, item in structure.items}
        known = [f"{name!r}: {text}" for name, text in named.items() if text is not None]
        return "{" + ", ".join(known) + "}" if len(known) == len(named) else None
    parts = [text for text in map(_zeros, structure) if text is not None]
    if len(parts) != len(structure):
        return None
    return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"


def _tensor(tensor: Tensor) -> str | None:
    if isinstance(tensor.shape, Unknown):
        return None
    sizes = [_size(size, position) for position, size in enumerate(tensor.shape)]
    known = [size for size in sizes if size is not None]
    dtype = "float32" if isinstance(tensor.dtype, Unknown) else tensor.dtype
    if len(known) != len(sizes) or _product(known) > LARGEST:
        return None
    shape = f"({known[0]},)" if len(known) == 1 else f"({', '.join(map(str, known))})"
    if dtype == "string":
        return f'{NUMPY}.full({shape}, "")'
    return f'{NUMPY}.zeros({shape}, "{dtype}")' if dtype in _DTYPES else None


def _size(size: Size, position: int) -> int | None:
    """A size; the open first axis is a batch."""
    if isinstance(size, int):
        return size
    return BATCH if isinstance(size, Polynomial) and position == 0 else None


def _product(sizes: list[int]) -> int:
    total = 1
    for size in sizes:
        total *= size
    return total
