"""Tables that numpy reads from text: only the file knows how many rows, but with a delimiter it is a table."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.domain.values import SliceValue, TensorValue, Value
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown

# the width of a table that stands in a file
COLUMNS = Unknown("its file says how many columns it has")


@makes_data(
    "numpy.loadtxt",
    signature="fname, dtype='float64', comments='#', delimiter=None, converters=None, skiprows=0, usecols=None, "
    "unpack=False, ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None",
)
def loadtxt(call: Call) -> Value:
    return _table(call)


@makes_data(
    "numpy.genfromtxt",
    signature="fname, dtype='float64', comments='#', delimiter=None, skip_header=0, skip_footer=0, converters=None, "
    "missing_values=None, filling_values=None, usecols=None, names=None, excludelist=None, deletechars='', "
    "replace_space='_', autostrip=False, case_sensitive=True, defaultfmt='f%i', unpack=None, usemask=False, "
    "loose=True, invalid_raise=True, max_rows=None, encoding=None, *, ndmin=0, like=None",
)
def genfromtxt(call: Call) -> Value:
    """The same, but with names, or with a dtype for each column, it is an array of records."""
    if ("dtype" in call.given and call["dtype"] is None) or call.given.get("names") is not None:
        return call.unknown("it is an array of records")
    return _table(call)


def with_written_width(table: Value, key: Value, part: Value) -> Value:
    """`table[:, 0:8]`: what is taken of a table from a file has as many columns as the program writes."""
    if not isinstance(table, TensorValue) or not isinstance(part, TensorValue) or not isinstance(key, tuple):
        return part
    whole, shape = table.tensor.shape, part.tensor.shape
    if not isinstance(whole, tuple) or not isinstance(shape, tuple) or len(whole) != 2 or whole[1] is not COLUMNS:
        return part
    width = width_written(key[1]) if len(key) == 2 and len(shape) == 2 else None
    return part if width is None else replace(part, tensor=Tensor((shape[0], width), part.tensor.dtype))


def width_written(key: Value) -> int | None:
    """The number of columns in `0:8`; None where the end is counted from behind, or not known."""
    if not isinstance(key, SliceValue) or key.step not in (None, 1) or not isinstance(key.upper, int):
        return None
    first = 0 if key.lower is None else key.lower
    return key.upper - first if isinstance(first, int) and 0 <= first < key.upper else None


def _table(call: Call) -> Value:
    columns = call.plain("usecols")
    if not isinstance(call["delimiter"], str) or call["unpack"] not in (None, False) or isinstance(columns, int):
        return call.unknown("it is read from a file")
    width: Size = len(columns) if isinstance(columns, tuple) else COLUMNS
    dtype = call["dtype"]
    known = dtype if isinstance(dtype, str) else call.unknown("the dtype is not known")
    return call.array((call.unknown("its file says how many rows it has"), width), known)
