"""The methods and attributes of a frame of pandas, and those that its columns have beside the ones of arrays."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.data.frames import FRAME, column, frame_at, series_of, values_of, without
from shapelens.interpreter.data.text_tables import width_written
from shapelens.interpreter.domain.objects import FrameObject, ToolObject
from shapelens.interpreter.domain.values import Ref, SliceValue, TensorValue, Value, bounds_of
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.library_registry import attribute
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.operations import slice_size
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_ROWS = Unknown("how many rows are left is not known")
PLACES = "pandas.iloc"


def _frame(call: Call) -> FrameObject:
    frame = call.machine.heap[call.receiver()]
    assert isinstance(frame, FrameObject)
    return frame


@makes_data(f"{FRAME}.drop", signature="self, labels=None, *, axis=0, index=None, columns=None, level=None, "
            "inplace=False, errors='raise'")  # fmt: skip
def drop(call: Call) -> Value:
    """Columns away, or rows."""
    frame, names = _frame(call), call.plain("columns")
    if names is None and call["axis"] in (1, "columns"):
        names = call.plain("labels")
    left = replace(frame, rows=_ROWS, span=call.span) if names is None else without(frame, names, call.span)
    return _changed(call, left)


def _changed(call: Call, left: FrameObject) -> Value:
    """A new frame, or nothing where the frame itself is changed."""
    if call["inplace"] is True:
        call.machine.heap[call.receiver()] = left
        return None
    return call.machine.heap.new(left)


@makes_data(f"{FRAME}.dropna", f"{FRAME}.drop_duplicates", f"{FRAME}.query", f"{FRAME}.sample",
            signature="self, a=None, b=None, *, axis=0, how=None, thresh=None, subset=None, inplace=False, n=None, "
            "frac=None, random_state=None, replace=False, keep='first', ignore_index=False")  # fmt: skip
def fewer_rows(call: Call) -> Value:
    columns_too = call["axis"] in (1, "columns")
    left = replace(_frame(call), rows=_ROWS, span=call.span)
    return _changed(call, replace(left, complete=False, columns={}) if columns_too else left)


@makes_data(f"{FRAME}.fillna", f"{FRAME}.reset_index", f"{FRAME}.sort_values", f"{FRAME}.copy", f"{FRAME}.interpolate",
            f"{FRAME}.sort_index", f"{FRAME}.round",
            signature="self, a=None, b=None, *, drop=False, inplace=False, method=None, axis=0, ascending=True, "
            "by=None, value=None, deep=True, ignore_index=False")  # fmt: skip
def same_size(call: Call) -> Value:
    """The same rows and columns; an index that is kept becomes one more."""
    frame = _frame(call)
    added = call.name == "reset_index" and call["drop"] is not True
    return _changed(call, replace(frame, complete=frame.complete and not added, span=call.span))


@makes_data(f"{FRAME}.astype", signature="self, dtype, copy=True, errors='raise'")
def astype(call: Call) -> Value:
    frame, dtype = _frame(call), call["dtype"]
    known = dtype if isinstance(dtype, str) else Unknown("the dtype is not known")
    columns = {name: replace(each, tensor=Tensor((), known)) for name, each in frame.columns.items()}
    return call.machine.heap.new(replace(frame, columns=columns, span=call.span))


@makes_data(f"{FRAME}.head", f"{FRAME}.tail", signature="self, n=5")
def ends(call: Call) -> Value:
    frame, count = _frame(call), call["n"]
    rows: Size = _ROWS
    if isinstance(frame.rows, int) and isinstance(count, int) and count >= 0:
        rows = min(frame.rows, count)
    return call.machine.heap.new(replace(frame, rows=rows, span=call.span))


@makes_data(f"{FRAME}.to_numpy", signature="self, dtype=None, copy=False, na_value=None")
def to_numpy(call: Call) -> Value:
    array = values_of(_frame(call))
    asked = call["dtype"]
    dtype = asked if isinstance(asked, str) else array.tensor.dtype
    return call.gives(replace(array, tensor=Tensor(array.tensor.shape, dtype), made=call.span))


@makes_data(f"{FRAME}.pop", signature="self, item")
def pop(call: Call) -> Value:
    """One column, which the frame then lacks."""
    frame, name = _frame(call), call["item"]
    call.machine.heap[call.receiver()] = without(frame, name, frame.span)
    return series_of(frame, name)


@makes_data(f"{FRAME}.info", f"{FRAME}.describe", f"{FRAME}.plot", f"{FRAME}.hist", signature="self, a=None, b=None")
def shown_only(call: Call) -> Value:
    return Unknown("it is only looked at")


@attribute(f"{FRAME}.values")
def values(machine: Machine, value: Value, span: Span) -> Value:
    frame = frame_at(machine, value)
    return Unknown("no frame") if frame is None else values_of(frame)


@attribute(f"{FRAME}.shape")
def shape(machine: Machine, value: Value, span: Span) -> Value:
    frame = frame_at(machine, value)
    return Unknown("no frame") if frame is None else values_of(frame).tensor.shape


@attribute(f"{FRAME}.columns")
def columns_of(machine: Machine, value: Value, span: Span) -> Value:
    frame = frame_at(machine, value)
    known = frame is not None and frame.complete
    return tuple(frame.columns) if known and frame is not None else Unknown("the columns are not known", span.line)


@attribute(f"{FRAME}.iloc")
def iloc(machine: Machine, value: Value, span: Span) -> Value:
    """What picks rows and columns by their places."""
    return machine.heap.new(ToolObject(PLACES, span, {"frame": value}))


def by_place(machine: Machine, tool: ToolObject, key: Value, span: Span) -> Value:
    """`frame.iloc[rows, columns]`; of a frame whose columns are not known the number of axes is."""
    frame = frame_at(machine, tool.settings["frame"])
    rows, columns = key if isinstance(key, tuple) and len(key) == 2 else (key, SliceValue(None, None, None))
    if frame is None or not isinstance(rows, SliceValue):
        return Unknown("which rows are picked is not known", span.line)
    kept = replace(frame, rows=_sliced(frame.rows, rows), span=span)
    names = tuple(frame.columns) if frame.complete else None
    if isinstance(columns, int):
        inside = names is not None and -len(names) <= columns < len(names)
        return series_of(kept, names[columns]) if inside and names is not None else series_of(kept, None)
    width = width_written(columns) if names is None else None
    if width is not None:
        # as many as the program writes, whatever they are called
        unknown: dict[Value, TensorValue] = {
            ("column", place): column(Unknown("it is the dtype of a column")) for place in range(width)
        }
        return machine.heap.new(replace(kept, columns=unknown, complete=True))
    picked = _picked(machine, names, columns)
    if picked is None:
        return machine.heap.new(replace(kept, columns={}, complete=False))
    return machine.heap.new(replace(kept, columns={name: frame.columns[name] for name in picked}))


def _picked(machine: Machine, names: tuple[Value, ...] | None, key: Value) -> tuple[Value, ...] | None:
    if names is None:
        return None
    if isinstance(key, SliceValue):
        bounds = bounds_of(key)
        return None if bounds is None else names[slice(*bounds)]
    places = plain_tensors(machine, key) if isinstance(key, Ref) else None
    inside = isinstance(places, tuple) and all(isinstance(place, int) and place < len(names) for place in places)
    return tuple(names[place] for place in places) if inside and isinstance(places, tuple) else None


def _sliced(rows: Size, key: SliceValue) -> Size:
    bounds = bounds_of(key)
    if bounds == (None, None, None) or isinstance(rows, Unknown):
        return rows
    return _ROWS if bounds is None else slice_size(rows, *bounds)


def _column(call: Call) -> TensorValue:
    value = call["self"]
    assert isinstance(value, TensorValue)
    return value


@makes_data("array.to_numpy", "array.fillna", "array.ffill", "array.bfill", "array.interpolate", "array.toarray",
            signature="self, a=None, b=None, *, inplace=False, method=None, dtype=None, copy=False")  # fmt: skip
def column_itself(call: Call) -> Value:
    """The same numbers."""
    return None if call["inplace"] is True else _column(call)


@makes_data(
    "array.map", "array.apply", "array.replace", signature="self, a=None, b=None, *, na_action=None, inplace=False"
)
def column_mapped(call: Call) -> Value:
    """As many values, of whatever kind the function gives."""
    value = _column(call)
    dtype = call.unknown("the function decides it")
    return replace(value, tensor=Tensor(value.tensor.shape, dtype), items=None, labels=None, made=call.span)


@makes_data("array.nunique", signature="self, dropna=True")
def distinct(call: Call) -> Value:
    labels = _column(call).labels
    known = labels is not None and labels.form == "integers" and labels.complete
    return labels.classes if known and labels is not None else call.unknown("it is the number of different values")
