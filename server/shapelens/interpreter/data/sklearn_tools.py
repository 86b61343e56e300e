"""scikit-learn's splits, scalers and encoders."""

from __future__ import annotations

import math
from dataclasses import replace
from types import NoneType

from shapelens.interpreter.data.calls import Call, makes_data, tool_at
from shapelens.interpreter.data.frames import frame_at
from shapelens.interpreter.domain.analysis import Observation
from shapelens.interpreter.domain.labels import integers, one_hot, part_of
from shapelens.interpreter.domain.objects import FrameObject, ListObject, ToolObject
from shapelens.interpreter.domain.structures import structure_of
from shapelens.interpreter.domain.values import CallArguments, Ref, TensorValue, Value, as_size
from shapelens.interpreter.language.elements import with_axis
from shapelens.interpreter.machine.library_registry import attribute, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.join import as_item, count_of_items, each_of
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_OPTIONS = {"test_size", "train_size", "random_state", "shuffle", "stratify"}
_DATA = "self, X, y=None, sample_weight=None"
_CLASSES = Unknown("it is the number of classes in the data")


def rows_of(value: TensorValue | FrameObject) -> Size:
    """The number of rows of an array or frame."""
    if isinstance(value, FrameObject):
        return value.rows
    shape = value.tensor.shape
    return shape[0] if isinstance(shape, tuple) and shape else Unknown("it has no rows that are known")


@library("sklearn.model_selection.train_test_split", "sklearn.cross_validation.train_test_split", spread=True)
def train_test_split(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """Two parts of every array: first those of the first, then those of the next."""
    unknown = Unknown("what is split is not known", span.line)
    if not arguments.complete or set(arguments.keywords) - _OPTIONS:
        return unknown
    arrays = [_array(machine, value) or frame_at(machine, value) for value in arguments.positional]
    total: Size = next((rows_of(array) for array in arrays if array is not None), unknown)
    sizes = split_sizes(total, arguments.keywords.get("test_size"), arguments.keywords.get("train_size"))
    parts = tuple(_part(machine, array, size, span) for array in arrays for size in sizes)
    machine.observe(span, "data", Observation("train_test_split", None, structure_of(parts)))
    return machine.heap.new(ListObject(parts))


def split_sizes(total: Size, test: Value, train: Value) -> tuple[Size, Size]:
    """sklearn.model_selection._split._validate_shuffle_split: the test part is rounded up, the training part down."""
    unknown = Unknown("how many samples go into a part is not known")
    wanted = (int, float, NoneType)
    if not isinstance(total, int) or isinstance(test, bool) or isinstance(train, bool):
        return unknown, unknown
    if not isinstance(test, wanted) or not isinstance(train, wanted):
        return unknown, unknown
    tested = math.ceil(test * total) if isinstance(test, float) else test
    trained = math.floor(train * total) if isinstance(train, float) else train
    if tested is None:
        tested = math.ceil(0.25 * total) if trained is None else total - trained
    return (total - tested if trained is None else trained), tested


def _array(machine: Machine, value: Value) -> TensorValue | None:
    """An array, or a list of arrays of one shape."""
    if isinstance(value, TensorValue):
        return value
    content = machine.heap[value] if isinstance(value, Ref) else None
    each = as_item(each_of(content)) if isinstance(content, ListObject) else None
    whole = with_axis(each, count_of_items(content)) if isinstance(content, ListObject) else None
    return whole if isinstance(whole, TensorValue) else None


def _part(machine: Machine, array: TensorValue | FrameObject | None, size: Size, span: Span) -> Value:
    if array is None:
        return Unknown("what is split is not known", span.line)
    if isinstance(array, FrameObject):
        return machine.heap.new(replace(array, rows=size))
    shape = array.tensor.shape
    rows = shape if isinstance(shape, Unknown) else (size, *shape[1:])
    labels = None if array.labels is None else part_of(array.labels, rows)
    return replace(array, tensor=Tensor(rows, array.tensor.dtype), items=None, labels=labels)


def _register_tool(kind: str, setting: str = "") -> None:
    @library(kind, spread=True)
    def make(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        settings = dict(arguments.keywords)
        if setting and arguments.positional:
            settings[setting] = arguments.positional[0]
        return machine.heap.new(ToolObject(kind, span, settings))


def _floating(value: TensorValue) -> str | Unknown:
    """What is no floating number becomes one."""
    dtype = value.tensor.dtype
    return dtype if isinstance(dtype, Unknown) or dtype in ("float16", "float32", "float64") else "float64"


def _register_scaler(kind: str) -> None:
    _register_tool(kind)

    @makes_data(f"{kind}.fit_transform", signature=_DATA)
    @makes_data(f"{kind}.transform", f"{kind}.inverse_transform", signature="self, X, copy=None")
    def scale(call: Call) -> Value:
        """The same shape, in floating numbers."""
        value = _array(call.machine, call["X"])
        if value is None:
            return call.unknown("what is scaled is not known")
        return call.gives(replace(value, tensor=Tensor(value.tensor.shape, _floating(value)), items=None, labels=None))

    _register_fit(kind)


def _register_fit(kind: str) -> None:
    @library(f"{kind}.fit", f"{kind}.partial_fit", spread=True)
    def fit(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        learn(machine, arguments.positional[0], arguments.get(1, "X", arguments.keywords.get("y")))
        return arguments.positional[0]


def learn(machine: Machine, ref: Value, data: Value) -> None:
    """Keep how many classes there are in what a tool is fitted to, where that shows."""
    tool, value = tool_at(machine, ref), _array(machine, data)
    labels = value.labels if value is not None else None
    known = labels is not None and labels.form == "integers" and labels.complete
    classes = labels.classes if known and labels is not None else _distinct(machine, data)
    if tool is not None and isinstance(ref, Ref):
        machine.heap[ref] = replace(tool, learned={"classes": classes})


def _distinct(machine: Machine, data: Value) -> Size:
    """How many different constants a list holds."""
    content = machine.heap[data] if isinstance(data, Ref) else None
    items = content.items if isinstance(content, ListObject) else None
    plain = isinstance(items, tuple) and all(isinstance(item, (str, int)) for item in items)
    return len(set(items)) if plain and isinstance(items, tuple) else _CLASSES


for (
    _name
) in "StandardScaler MinMaxScaler MaxAbsScaler RobustScaler Normalizer PowerTransformer QuantileTransformer".split():
    _register_scaler(f"sklearn.preprocessing.{_name}")
_register_scaler("sklearn.impute.SimpleImputer")

_PCA = ("sklearn.decomposition.PCA", "sklearn.decomposition.TruncatedSVD", "sklearn.decomposition.NMF")
for _kind in _PCA:
    _register_tool(_kind, "n_components")
    _register_fit(_kind)


@makes_data(*(f"{kind}.fit_transform" for kind in _PCA), signature="self, X, y=None")
@makes_data(*(f"{kind}.transform" for kind in _PCA), signature="self, X")
def reduce_columns(call: Call) -> Value:
    """As many columns as components are kept."""
    value, kept = _array(call.machine, call["X"]), call.tool().settings.get("n_components")
    if value is None:
        return call.unknown("what is reduced is not known")
    columns: Size = call.unknown("it depends on the data how many components are kept")
    if isinstance(kept, int) and not isinstance(kept, bool):
        columns = kept
    return call.gives(call.array((rows_of(value), columns), _floating(value)))


_ENCODER, _BINARIZER, _ONE_HOT = (
    f"sklearn.preprocessing.{name}" for name in ("LabelEncoder", "LabelBinarizer", "OneHotEncoder")
)
for _kind in (_ENCODER, _BINARIZER, _ONE_HOT):
    _register_tool(_kind)
    _register_fit(_kind)


def _count(call: Call, name: str) -> Size:
    """How many labels are encoded."""
    value = _array(call.machine, call[name])
    if value is not None:
        return rows_of(value)
    given = call[name]
    content = call.machine.heap[given] if isinstance(given, Ref) else None
    items = content.items if isinstance(content, ListObject) else None
    return len(items) if isinstance(items, tuple) else call.unknown("how many labels there are is not known")


def _classes(call: Call, name: str) -> Size:
    if call.name == "fit_transform":
        learn(call.machine, call["self"], call[name])
    return as_size(call.tool().learned.get("classes", _CLASSES), _CLASSES)


@makes_data(f"{_ENCODER}.fit_transform", f"{_ENCODER}.transform", signature="self, y")
def encode(call: Call) -> Value:
    """Class numbers; those that it was fitted to all occur."""
    classes, shape = _classes(call, "y"), (_count(call, "y"),)
    return call.gives(call.array(shape, "int64", integers(classes, complete=call.name == "fit_transform")))


@makes_data(f"{_BINARIZER}.fit_transform", f"{_BINARIZER}.transform", signature="self, y")
def binarize(call: Call) -> Value:
    """A column for each class; one alone for two."""
    classes = _classes(call, "y")
    if classes == 2:
        return call.gives(
            call.array((_count(call, "y"), 1), "int64", integers(2, complete=call.name == "fit_transform"))
        )
    # of how many classes is not known: rows, or a column
    rows = one_hot(classes) if isinstance(classes, int) else None
    return call.gives(call.array((_count(call, "y"), classes), "int64", rows))


@makes_data(f"{_ONE_HOT}.fit_transform", f"{_ONE_HOT}.transform", signature="self, X, y=None")
def one_hot_columns(call: Call) -> Value:
    """A column for each class of every column: known for one column of class numbers."""
    value, classes = _array(call.machine, call["X"]), _classes(call, "X")
    shape = value.tensor.shape if value is not None else None
    alone = isinstance(shape, tuple) and len(shape) == 2 and shape[1] == 1 and call.tool().settings.get("drop") is None
    width: Size = classes if alone else call.unknown("it is the number of classes in all columns")
    rows: Dims = (_count(call, "X"), width)
    return call.gives(call.array(rows, "float64", one_hot(width) if alone else None))


@attribute(f"{_ENCODER}.classes_", f"{_BINARIZER}.classes_")
def classes_of(machine: Machine, value: Value, span: Span) -> Value:
    tool = tool_at(machine, value)
    classes: Size = _CLASSES if tool is None else as_size(tool.learned.get("classes", _CLASSES), _CLASSES)
    return TensorValue(Tensor((classes,), Unknown("the labels decide it")), is_array=True, made=span)
