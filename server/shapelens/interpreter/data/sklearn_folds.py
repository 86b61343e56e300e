"""scikit-learn's folds of cross-validation: the numbers of the rows in each."""

from __future__ import annotations

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.data.texts import count_of
from shapelens.interpreter.domain.objects import IteratorObject, ToolObject
from shapelens.interpreter.domain.values import Value
from shapelens.shapes.expressions import Size

_MODULE = "sklearn.model_selection"
# more folds than these are not told apart
_MOST = 20


def _register(name: str, *, even: bool) -> None:
    """`even`: the folds are as large as they can be alike; otherwise their classes decide."""
    kind = f"{_MODULE}.{name}"

    @makes_data(kind, signature="n_splits=5, *, shuffle=False, random_state=None")
    def make(call: Call) -> Value:
        return call.machine.heap.new(ToolObject(kind, call.span, {"n_splits": call["n_splits"]}))

    @makes_data(f"{kind}.split", signature="self, X, y=None, groups=None")
    def split(call: Call) -> Value:
        folds = call.tool().settings["n_splits"]
        if not isinstance(folds, int) or not 2 <= folds <= _MOST:
            return call.unknown("how many folds there are is not known")
        total = count_of(call.machine, call["X"])
        known = total if even and isinstance(total, int) else call.unknown("how large a fold is, is not known")
        return call.machine.heap.new(IteratorObject(tuple(_fold(call, known, folds, part) for part in range(folds))))


def _fold(call: Call, total: Size, folds: int, part: int) -> Value:
    """The rows to train on, and those to test on; the first folds are one larger where it does not come out even."""
    tested: Size = total
    trained: Size = total
    if isinstance(total, int):
        tested = total // folds + (part < total % folds)
        trained = total - tested
    return (call.array((trained,), "int64"), call.array((tested,), "int64"))


for _name, _even in (("KFold", True), ("StratifiedKFold", False)):
    _register(_name, even=_even)
