"""Small arrays whose numbers are known (`np.linspace(0, 0.2, 12)`, `np.arange(3)`): loops run over them."""

from __future__ import annotations

from collections.abc import Callable

from shapelens.interpreter.domain.values import CallArguments, Value

# an array longer than this is data: nobody unrolls it
MAX_ITEMS = 1000


def constant_items(path: str, arguments: CallArguments) -> tuple[Value, ...] | None:
    """The numbers in the one-dimensional array that a call makes; None where they are not known."""
    items = _MAKERS[path](arguments) if path in _MAKERS and arguments.complete else None
    return items if items is not None and len(items) <= MAX_ITEMS else None


def _linspace(arguments: CallArguments) -> tuple[Value, ...] | None:
    start, stop, count = arguments.get(0, "start"), arguments.get(1, "stop"), arguments.get(2, "num", 50)
    numbers = isinstance(start, (int, float)) and isinstance(stop, (int, float))
    if not numbers or not isinstance(count, int) or not 0 < count <= MAX_ITEMS or len(arguments.keywords) > 3:
        return None
    ends = arguments.get(3, "endpoint", True)
    if not isinstance(ends, bool):
        return None
    step = (stop - start) / max(count - 1 if ends else count, 1)
    return tuple(start + step * index for index in range(count))


def _arange(arguments: CallArguments) -> tuple[Value, ...] | None:
    bounds = arguments.positional
    integers = all(isinstance(bound, int) and not isinstance(bound, bool) for bound in bounds)
    if not bounds or not integers or set(arguments.keywords) - {"dtype"} or (len(bounds) == 3 and bounds[2] == 0):
        return None
    counted = range(*bounds)
    return tuple(counted) if len(counted) <= MAX_ITEMS else None


_MAKERS: dict[str, Callable[[CallArguments], tuple[Value, ...] | None]] = {
    "numpy.linspace": _linspace,
    "numpy.arange": _arange,
    "tensorflow.range": _arange,
    "keras.ops.arange": _arange,
}
