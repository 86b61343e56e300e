"""Which dtype several have in common, as each library decides it.

Keras promotes along the lattice of `keras.backend.result_type`; TensorFlow does not promote, so that operands of two
dtypes leave the result unknown here (it raises); numpy promotes by its own table (NEP 50).
"""

from __future__ import annotations

import functools

from shapelens.layers.operations.framework.values import WEAK_DTYPES, DType, Operand
from shapelens.shapes.unknown import Unknown

_LATTICE = {
    "bool": ("int",),
    "uint8": ("int16", "uint16"),
    "uint16": ("int32", "uint32"),
    "uint32": ("int64", "uint64"),
    "uint64": ("float",),
    "int": ("uint8", "int8", "complex64"),
    "int8": ("int16",),
    "int16": ("int32",),
    "int32": ("int64",),
    "int64": ("float",),
    "float": ("bfloat16", "float16"),
    "bfloat16": ("float32",),
    "float16": ("float32",),
    "float32": ("float64", "complex64"),
    "float64": ("complex128",),
    "complex64": ("complex128",),
    "complex128": (),
}
# what a library makes of Python's own numbers, alone and in a list
ALONE = {
    "keras": {"int": "int32", "float": "float32", "complex": "complex128"},
    "tensorflow": {"int": "int32", "float": "float32", "complex": "complex128"},
    "numpy": {"int": "int64", "float": "float64", "complex": "complex128"},
}
BOOLEAN = frozenset({"bool"})
INTEGERS = frozenset({"bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "int"})
_UNPROMOTED = Unknown("its operands have several dtypes")


def is_floating(dtype: str) -> bool:
    """Whether a dtype is of real floating-point numbers."""
    return "float" in dtype


def is_complex(dtype: str) -> bool:
    return dtype.startswith("complex")


def is_integer(dtype: str) -> bool:
    return dtype.startswith(("int", "uint"))


def bits(dtype: str) -> int:
    return int("".join(character for character in dtype.removeprefix("b") if character.isdigit()))


@functools.cache
def _upper_bounds(dtype: str) -> frozenset[str]:
    return frozenset({dtype}).union(*(_upper_bounds(above) for above in _LATTICE[dtype]))


def _promote_keras(dtypes: tuple[str, ...]) -> DType:
    """The least upper bound on Keras' lattice (`keras.backend.result_type`)."""
    if not dtypes or any(dtype not in _LATTICE for dtype in dtypes):
        return dtypes[0] if len(set(dtypes)) == 1 else _UNPROMOTED
    common = frozenset.intersection(*(_upper_bounds(dtype) for dtype in dtypes))
    least = [dtype for dtype in common if common <= _upper_bounds(dtype)]
    if not least:
        return _UNPROMOTED
    # 64-bit unsigned and complex results are narrowed, as JAX narrows them
    return {"int": "int32", "float": "float32", "uint64": "uint32", "complex128": "complex64"}.get(least[0], least[0])


def _promote_tensorflow(dtypes: tuple[str, ...]) -> DType:
    strong = {dtype for dtype in dtypes if dtype not in WEAK_DTYPES}
    if len(strong) > 1:
        return _UNPROMOTED
    if not strong:
        return ALONE["tensorflow"][dtypes[0]] if len(set(dtypes)) == 1 else _UNPROMOTED
    only = strong.pop()
    if "float" in dtypes and not (is_floating(only) or is_complex(only)):
        return _UNPROMOTED
    if "int" in dtypes and only in ("bool", "string"):
        return _UNPROMOTED
    return only


def _promote_numpy(dtypes: tuple[str, ...]) -> DType:
    strong = [dtype for dtype in dtypes if dtype not in WEAK_DTYPES]
    weak = next((kind for kind in reversed(WEAK_DTYPES) if kind in dtypes), None)
    if not strong:
        return ALONE["numpy"][weak or "float"]
    result: DType = strong[0]
    for dtype in strong[1:]:
        result = _promote_numpy_pair(result, dtype) if isinstance(result, str) else result
    if isinstance(result, Unknown) or weak is None:
        return result
    return _weaken_numpy(result, weak)


def _weaken_numpy(strong: str, weak: str) -> DType:
    """A strong dtype beside a number of Python: only the kind of the number counts."""
    if strong == "string":
        return _UNPROMOTED
    if weak == "int":
        return "int64" if strong == "bool" else strong
    if weak == "float":
        return strong if is_floating(strong) or is_complex(strong) else "float64"
    if is_complex(strong):
        return strong
    return "complex64" if strong in ("float32", "float16") else "complex128"


def _promote_numpy_pair(left: str, right: str) -> DType:
    if left == right:
        return left
    if "bool" in (left, right):
        other = right if left == "bool" else left
        return _UNPROMOTED if other == "string" else other
    if not all(is_integer(dtype) or is_floating(dtype) or is_complex(dtype) for dtype in (left, right)):
        return _UNPROMOTED
    if "bfloat16" in (left, right) or "float8" in left + right:
        return _UNPROMOTED
    if is_complex(left) or is_complex(right):
        return "complex128" if "64" in real_part_of(left) + real_part_of(right) else "complex64"
    if is_floating(left) or is_floating(right):
        return f"float{max(bits(as_floating(left)), bits(as_floating(right)))}"
    if left.startswith("u") == right.startswith("u"):
        return left if bits(left) > bits(right) else right
    unsigned, signed = (left, right) if left.startswith("u") else (right, left)
    needed = max(bits(signed), 2 * bits(unsigned))
    return f"int{needed}" if needed <= 64 else "float64"


def as_floating(dtype: str) -> str:
    """The smallest floating dtype that holds an integer dtype."""
    if is_floating(dtype):
        return dtype
    return {8: "float16", 16: "float32"}.get(bits(dtype), "float64")


def real_part_of(dtype: str) -> str:
    if is_complex(dtype):
        return {"complex64": "float32"}.get(dtype, "float64")
    return as_floating(dtype)


_PROMOTERS = {"keras": _promote_keras, "tensorflow": _promote_tensorflow, "numpy": _promote_numpy}


def promote(rules: str, operands: list[Operand]) -> DType:
    """The common dtype of operands under one library's rules."""
    dtypes = []
    for operand in operands:
        if isinstance(operand.dtype, Unknown):
            return operand.dtype
        in_list = operand.shape != () and operand.dtype in WEAK_DTYPES and rules != "tensorflow"
        dtypes.append(ALONE[rules][operand.dtype] if in_list else operand.dtype)
    return _PROMOTERS[rules](tuple(dtypes))
