"""pandas, as far as columns are visible in the source: frames of dicts and arrays, columns picked and dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.data.contents import labels_of_numbers
from shapelens.interpreter.data.text_tables import COLUMNS
from shapelens.interpreter.domain.labels import Labels
from shapelens.interpreter.domain.objects import FrameObject, by_key
from shapelens.interpreter.domain.structures import strip_graph
from shapelens.interpreter.domain.values import (
    CallArguments,
    Named,
    Ref,
    SliceValue,
    TensorValue,
    Value,
    bounds_of,
    is_scalar,
)
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.library_registry import arithmetic
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.operations import slice_size
from shapelens.layers.operations.framework.promotion import promote
from shapelens.layers.operations.framework.values import Operand, as_operand
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

FRAME = "pandas.DataFrame"
_IN_FILE = Unknown("it is read from a file")
_ROWS = Unknown("how many rows are left is not known")
# what Python's own numbers are in a column
_NUMBERS = {"int": "int64", "float": "float64", "string": "object"}


def _is_label(value: Value) -> bool:
    """Whether a value is wholly known and can name a column."""
    if isinstance(value, tuple):
        return all(_is_label(item) for item in value)
    return is_scalar(value) or isinstance(value, Named)


def frame_at(machine: Machine, value: Value) -> FrameObject | None:
    """The frame behind a value, if it is one."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    return content if isinstance(content, FrameObject) else None


def new_frame(machine: Machine, columns: Mapping[Value, TensorValue], rows: Size, span: Span, *, complete: bool) -> Ref:
    return machine.heap.new(FrameObject(columns, rows, complete, span))


def column(dtype: str | Unknown, labels: Labels | None = None) -> TensorValue:
    """A column without its rows."""
    return TensorValue(Tensor((), dtype), is_array=True, labels=labels)


@makes_data(FRAME, signature="data=None, index=None, columns=None, dtype=None, copy=None")
def data_frame(call: Call) -> Value:
    """A frame of a dict of columns, or of an array whose columns are named or counted."""
    data, names = call.plain("data"), call.plain("columns")
    if isinstance(data, dict) and names is None:
        return _of_columns(call, by_key(data))
    shape = data.tensor.shape if isinstance(data, TensorValue) else None
    if not isinstance(data, TensorValue) or not isinstance(shape, tuple) or len(shape) != 2:
        return new_frame(call.machine, {}, _ROWS, call.span, complete=False)
    if names is None and isinstance(shape[1], int) and shape[1] <= 1000:
        names = tuple(range(shape[1]))
    if not isinstance(names, tuple) or not all(_is_label(name) for name in names):
        return new_frame(call.machine, {}, shape[0], call.span, complete=False)
    columns = dict.fromkeys(names, column(data.tensor.dtype))
    return new_frame(call.machine, columns, shape[0], call.span, complete=True)


def _of_columns(call: Call, data: Mapping[Value, Value]) -> Value:
    columns: dict[Value, TensorValue] = {}
    rows: Size = _ROWS
    for name, value in data.items():
        operand = as_operand(strip_graph(value))
        dtype = _NUMBERS.get(operand.dtype, operand.dtype) if isinstance(operand.dtype, str) else operand.dtype
        labels = value.labels if isinstance(value, TensorValue) else labels_of_numbers(value)
        columns[name] = column(dtype, labels)
        if isinstance(operand.shape, tuple) and len(operand.shape) == 1 and isinstance(operand.shape[0], int):
            rows = operand.shape[0]
    return new_frame(call.machine, columns, rows, call.span, complete=True)


@makes_data("pandas.read_csv", "pandas.read_table", signature="path, sep=',', *, usecols=None, names=None, nrows=None, "
            "header=0, index_col=None, parse_dates=None, dtype=None, encoding=None, delimiter=None, skiprows=None, "
            "na_values=None, low_memory=True, engine=None, thousands=None, comment=None, skipinitialspace=False, "
            "on_bad_lines='error', decimal='.', quotechar='\"', date_format=None, memory_map=False")  # fmt: skip
@makes_data("pandas.read_excel", "pandas.read_json", "pandas.read_parquet", "pandas.read_pickle", "pandas.read_sql",
            signature="path, sheet_name=0, *, header=0, names=None, index_col=None, usecols=None, dtype=None, "
            "engine=None, columns=None, orient=None, lines=False")  # fmt: skip
def read_file(call: Call) -> Value:
    """A frame of what stands in a file: its columns are known where they are picked."""
    return new_frame(call.machine, {}, _IN_FILE, call.span, complete=False)


@makes_data(
    "pandas.get_dummies",
    "pandas.concat",
    "pandas.merge",
    signature="data, right=None, *, axis=0, columns=None, drop_first=False, dtype=None, prefix=None, "
    "ignore_index=False, on=None, how='inner', prefix_sep='_', dummy_na=False, sparse=False, keys=None, "
    "join='outer', sort=False, verify_integrity=False, left_on=None, right_on=None, suffixes=None",
)
def of_values(call: Call) -> Value:
    """A frame whose columns depend on the values: of class numbers that all occur it has one for each class."""
    frame = frame_at(call.machine, call["data"]) if call.name == "get_dummies" else None
    if frame is not None:
        return new_frame(call.machine, {}, frame.rows, call.span, complete=False)
    data = call.tensor("data") if call.name == "get_dummies" else None
    labels = data.labels if data is not None else None
    known = labels is not None and labels.form == "integers" and labels.complete and call["columns"] is None
    if known and data is not None and labels is not None and isinstance(labels.classes, int) and labels.classes <= 1000:
        shape = data.tensor.shape
        if isinstance(shape, tuple) and len(shape) == 1:
            kind = call["dtype"]
            dtype = "bool" if kind is None else kind if isinstance(kind, str) else Unknown("its dtype is not known")
            names = range(1 if call["drop_first"] is True else 0, labels.classes)
            each: dict[Value, TensorValue] = {name: column(dtype) for name in names}
            return new_frame(call.machine, each, shape[0], call.span, complete=True)
    return new_frame(call.machine, {}, _ROWS, call.span, complete=False)


def values_of(frame: FrameObject) -> TensorValue:
    """The frame as an array; its dtype is the one that holds every column."""
    width: Size = len(frame.columns) if frame.complete else COLUMNS
    operands = [Operand((1,), each.tensor.dtype) for each in frame.columns.values()]
    dtype = promote("numpy", operands) if frame.complete and operands else Unknown("the columns decide it")
    return TensorValue(Tensor((frame.rows, width), dtype), is_array=True, made=frame.span)


def with_arrays(machine: Machine, arguments: CallArguments) -> CallArguments:
    """The arguments of `fit` with frames as the arrays that Keras makes of them."""

    def array(value: Value) -> Value:
        frame = frame_at(machine, value)
        if frame is not None:
            return values_of(frame)
        return tuple(map(array, value)) if isinstance(value, tuple) else value

    positional, keywords = list(map(array, arguments.positional)), {}
    for name, value in arguments.keywords.items():
        keywords[name] = array(value)
    same = positional == arguments.positional and keywords == arguments.keywords
    return arguments if same else replace(arguments, positional=positional, keywords=keywords)


@arithmetic(FrameObject)
def after_arithmetic(machine: Machine, left: Value, right: Value, span: Span) -> Value | None:
    """A frame and a number or array, element by element: the same rows and columns; None where neither is a frame."""
    frame = frame_at(machine, left) or frame_at(machine, right)
    if frame is None:
        return None
    columns = {name: column(Unknown("arithmetic decides the dtype")) for name in frame.columns}
    return machine.heap.new(replace(frame, columns=columns, span=span))


def series_of(frame: FrameObject, name: Value) -> TensorValue:
    """One column."""
    found = frame.columns.get(name) if _is_label(name) else None
    dtype = Unknown("it is the dtype of a column") if found is None else found.tensor.dtype
    labels = None if found is None else found.labels
    return TensorValue(Tensor((frame.rows,), dtype), is_array=True, labels=labels, made=frame.span)


def index_frame(machine: Machine, frame: FrameObject, key: Value, span: Span) -> Value:
    """`frame["name"]`, `frame[["a", "b"]]`, `frame[2:5]`, `frame[mask]`."""
    if isinstance(key, SliceValue):
        return machine.heap.new(replace(frame, rows=_rows(frame.rows, key), span=span))
    if isinstance(key, TensorValue):
        return machine.heap.new(replace(frame, rows=_ROWS, span=span))
    names = plain_tensors(machine, key) if isinstance(key, Ref) else None
    if isinstance(names, tuple):
        return machine.heap.new(picked(frame, names, span))
    if isinstance(key, (Unknown, Ref)):
        return Unknown("which column is picked is not known", span.line)
    if frame.complete and _is_label(key) and key not in frame.columns:
        return Unknown(f"the frame has no column {key!r} that is known", span.line)
    return series_of(frame, key)


def _rows(rows: Size, key: SliceValue) -> Size:
    bounds = bounds_of(key)
    if isinstance(rows, Unknown) or bounds is None:
        return rows if isinstance(rows, Unknown) else _ROWS
    return slice_size(rows, *bounds)


def picked(frame: FrameObject, names: Iterable[Value], span: Span) -> FrameObject:
    """The frame with these columns alone."""
    unknown = column(Unknown("it is the dtype of a column"))
    wanted = [name for name in names if _is_label(name)]
    columns = {name: frame.columns.get(name, unknown) for name in wanted}
    return FrameObject(columns, frame.rows, len(columns) == len(list(names)), span)


def without(frame: FrameObject, names: Value, span: Span) -> FrameObject:
    """The frame without some columns."""
    gone = names if isinstance(names, tuple) else (names,)
    known = all(_is_label(name) for name in gone)
    columns = {name: each for name, each in frame.columns.items() if known and name not in gone}
    return FrameObject(columns, frame.rows, frame.complete and known, span)


def set_column(machine: Machine, ref: Ref, frame: FrameObject, key: Value, value: Value) -> None:
    """`frame["name"] = ...`."""
    if not _is_label(key):
        machine.heap[ref] = replace(frame, complete=False)
        return
    tensor = value.tensor if isinstance(value, TensorValue) else Tensor((), Unknown("it is set to what is not known"))
    labels = value.labels if isinstance(value, TensorValue) else None
    machine.heap[ref] = replace(frame, columns={**frame.columns, key: column(tensor.dtype, labels)})
