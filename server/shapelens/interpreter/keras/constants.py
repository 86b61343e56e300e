"""Small arrays whose numbers are known (`np.linspace(0, 0.2, 12)`, `np.arange(3)`): loops run over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from shapelens.interpreter.domain.values import CallArguments, TensorValue, Value

Given: TypeAlias = tuple[tuple[Value, ...], dict[str, Value]]
# an array longer than this is data: nobody unrolls it
MAX_ITEMS = 1000


def constant_items(path: str, arguments: CallArguments, given: Given) -> tuple[Value, ...] | None:
    """The numbers in the one-dimensional array that a call makes; None where they are not known.

    `given` are the arguments with lists as tuples.
    """
    if not arguments.complete:
        return None
    items: tuple[Value, ...] | None = None
    if path in _MAKERS:
        items = _MAKERS[path](arguments)
    elif path in _KEEPERS:
        items = _KEEPERS[path](*given)
    return items if items is not None and len(items) <= MAX_ITEMS else None


def _written(positional: tuple[Value, ...], keywords: Mapping[str, Value]) -> tuple[Value, ...] | None:
    """`np.array([2, 6])`, `tf.constant([2, 6])`: the numbers themselves, unless they are made others."""
    dtypes = [*positional[1:2], *(keywords[name] for name in ("dtype",) if name in keywords)]
    kept = all(dtype is None or dtype in _INTEGERS for dtype in dtypes)
    if not kept or len(positional) > 2 or len(positional) == 0 or set(keywords) - {"dtype", "name"}:
        return None
    return _numbers(positional[0])


def _joined(positional: tuple[Value, ...], keywords: Mapping[str, Value]) -> tuple[Value, ...] | None:
    """`tf.concat([[2], [6, 5]], 0)`: the numbers one after another."""
    if len(positional) not in (1, 2) or set(keywords) - {"axis", "name"} or not isinstance(positional[0], tuple):
        return None
    if (*positional[1:], keywords.get("axis", 0))[0] not in (0, -1):
        return None
    parts = [_numbers(part) for part in positional[0]]
    known = [part for part in parts if part is not None]
    return tuple(number for part in known for number in part) if len(known) == len(parts) else None


def _numbers(value: Value) -> tuple[Value, ...] | None:
    """The integers in a flat sequence, or in an array whose numbers are known."""
    items = value.items if isinstance(value, TensorValue) else value
    return items if isinstance(items, tuple) and all(type(item) is int for item in items) else None


def _linspace(arguments: CallArguments) -> tuple[Value, ...] | None:
    start, stop, count = arguments.get(0, "start"), arguments.get(1, "stop"), arguments.get(2, "num", 50)
    if not isinstance(start, (int, float)) or not isinstance(stop, (int, float)):
        return None
    if not isinstance(count, int) or not 0 < count <= MAX_ITEMS or len(arguments.keywords) > 3:
        return None
    ends = arguments.get(3, "endpoint", True)
    if not isinstance(ends, bool):
        return None
    step = (stop - start) / max(count - 1 if ends else count, 1)
    return tuple(start + step * index for index in range(count))


def _arange(arguments: CallArguments) -> tuple[Value, ...] | None:
    bounds = arguments.positional
    integers = [bound for bound in bounds if isinstance(bound, int) and not isinstance(bound, bool)]
    if (
        not bounds
        or len(integers) != len(bounds)
        or set(arguments.keywords) - {"dtype"}
        or (len(bounds) == 3 and bounds[2] == 0)
    ):
        return None
    counted = range(*integers)
    return tuple(counted) if len(counted) <= MAX_ITEMS else None


_INTEGERS = frozenset({"int", "int32", "int64", "uint32", "uint64"})
_KEEPERS: dict[str, Callable[..., tuple[Value, ...] | None]] = {
    **dict.fromkeys(
        (
            "numpy.array", "numpy.asarray", "tensorflow.constant", "tensorflow.convert_to_tensor",
            "keras.ops.convert_to_tensor", "keras.ops.array", "tensorflow.stack", "keras.ops.cast", "tensorflow.cast",
            "tensorflow.identity",
        ),
        _written,
    ),
    **dict.fromkeys(("tensorflow.concat", "keras.ops.concatenate", "numpy.concatenate"), _joined),
}  # fmt: skip
_MAKERS: dict[str, Callable[[CallArguments], tuple[Value, ...] | None]] = {
    "numpy.linspace": _linspace,
    "numpy.arange": _arange,
    "tensorflow.range": _arange,
    "keras.ops.arange": _arange,
}
