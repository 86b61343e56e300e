"""Inputs of which less is known than there is, and whether what is said of them is still true."""

from __future__ import annotations

import random

from shapelens.shapes.tensors import NamedTensors, Structure, Tensor, last_sizes
from shapelens.shapes.unknown import Unknown

FORGOTTEN = Unknown("it was forgotten")


def forget(structure: Structure, chance: random.Random) -> Structure:
    """A structure of which some tensors are known by less: by their rank, by their last axes, not at all."""
    if isinstance(structure, Unknown):
        return structure
    if isinstance(structure, NamedTensors):
        return NamedTensors(tuple((name, forget(item, chance)) for name, item in structure.items))
    if isinstance(structure, tuple):
        return tuple(forget(item, chance) if chance.random() < 0.7 else item for item in structure)
    assert isinstance(structure.shape, tuple)
    kind = chance.choice(["nothing", "dtype", "last", "last", "rank"])
    if kind == "nothing":
        return FORGOTTEN
    if kind == "rank":
        return Tensor(tuple(chance.choice([size, FORGOTTEN]) for size in structure.shape), structure.dtype)
    kept = chance.randint(0, len(structure.shape)) if kind == "last" else 0
    return Tensor(FORGOTTEN, structure.dtype, structure.shape[len(structure.shape) - kept :])


def holds(said: Structure, true: Structure) -> bool:
    """Whether what is said of an output holds of what it is; an unknown one says nothing."""
    if _is_unknown(said) or _is_unknown(true):
        return True
    if isinstance(said, Unknown) or isinstance(true, Unknown):
        return False
    if isinstance(said, Tensor):
        return isinstance(true, Tensor) and _holds_of_tensor(said, true)
    if isinstance(said, NamedTensors):
        names = [name for name, _ in said.items]
        return (
            isinstance(true, NamedTensors)
            and names == [name for name, _ in true.items]
            and all(holds(one, other) for (_, one), (_, other) in zip(said.items, true.items, strict=True))
        )
    return isinstance(true, tuple) and len(said) == len(true) and all(map(holds, said, true))


def _is_unknown(structure: Structure) -> bool:
    if isinstance(structure, Tensor):
        return isinstance(structure.shape, Unknown) and not structure.last
    return isinstance(structure, Unknown)


def _holds_of_tensor(said: Tensor, true: Tensor) -> bool:
    if isinstance(true.shape, Unknown):
        return True
    sizes = last_sizes(said)
    if len(sizes) > len(true.shape) or (isinstance(said.shape, tuple) and len(sizes) != len(true.shape)):
        return False
    same_dtype = isinstance(said.dtype, Unknown) or isinstance(true.dtype, Unknown) or said.dtype == true.dtype
    end = true.shape[len(true.shape) - len(sizes) :]
    return same_dtype and all(
        isinstance(mine, Unknown) or isinstance(its, Unknown) or mine == its
        for mine, its in zip(sizes, end, strict=True)
    )
