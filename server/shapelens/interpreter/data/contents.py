"""What operations do to the meaning of an array's numbers: which make labels, which keep them, which lose them.

The rules of `layers.operations` know shapes and dtypes; this knows the rest, by the name of the function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shapelens.interpreter.domain.labels import (
    NUMBERS,
    TRUTHS,
    Labels,
    drawn,
    integers,
    joined,
    one_hot,
    part_of,
)
from shapelens.interpreter.domain.values import TensorValue, Value
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.declarations import bind_declaration
from shapelens.layers.operations.framework.registry import Operation
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown

Rule = Callable[[Arguments, list[TensorValue], Tensor], "Labels | None"]

# more numbers than these are not looked at one by one
MAX_LITERAL = 10_000


def labels_after(
    entry: Operation,
    positional: tuple[Value, ...],
    keywords: dict[str, Value],
    tensors: list[TensorValue],
    output: Tensor,
) -> Labels | None:
    """The labels in what an operation gave; its arguments are values of the program, with lists as tuples."""
    rule = _RULES.get(entry.path.rpartition(".")[2])
    if rule is None:
        return None
    bound = bind_declaration(entry.declaration, positional, keywords, complete=True)
    return rule(Arguments(entry.declaration, bound), tensors, output) if isinstance(bound, dict) else None


def _kept(_arguments: Arguments, tensors: list[TensorValue], output: Tensor) -> Labels | None:
    """The same numbers in another shape; rows of a one-hot array must stay rows."""
    labels = tensors[0].labels if tensors else None
    return labels if labels is None or labels.form != "one-hot" or _has_rows(output, labels.classes) else None


def _has_rows(output: Tensor, width: Size) -> bool:
    return isinstance(output.shape, tuple) and bool(output.shape) and output.shape[-1] == width


def _moved(_arguments: Arguments, tensors: list[TensorValue], _output: Tensor) -> Labels | None:
    """The same numbers with their axes in another order."""
    labels = tensors[0].labels if tensors else None
    return labels if labels is None or labels.form != "one-hot" else TRUTHS


def _literal(arguments: Arguments, tensors: list[TensorValue], output: Tensor) -> Labels | None:
    if tensors:
        return (
            joined([tensor.labels for tensor in tensors])
            if isinstance(arguments["x"], tuple)
            else _kept(arguments, tensors, output)
        )
    return labels_of_numbers(arguments["x"])


def labels_of_numbers(value: Value) -> Labels | None:
    """The labels in numbers that are written out; None where one is not known, or below zero."""
    numbers = []
    for number in _flat(value):
        numbers.append(number)
        whole = isinstance(number, (int, float)) and number >= 0 and float(number).is_integer()
        if not whole or len(numbers) > MAX_LITERAL:
            plain = all(isinstance(each, (int, float)) for each in numbers)
            return NUMBERS if plain and len(numbers) <= MAX_LITERAL else None
    if not numbers:
        return None
    known = [each for each in numbers if isinstance(each, (int, float))]
    classes = int(max(known)) + 1
    rows = _one_hot_rows(value)
    return one_hot(rows) if rows else integers(classes, complete=len(set(numbers)) == classes, reached=True)


def _flat(value: Value) -> Iterator[Value]:
    if isinstance(value, tuple):
        for item in value:
            yield from _flat(item)
    else:
        yield value


def _one_hot_rows(value: Value) -> int:
    """The width of a table of one-hot rows; 0 for anything else."""
    if not isinstance(value, tuple) or not all(isinstance(row, tuple) and len(row) > 1 for row in value):
        return 0
    widths = {len(row) for row in value}
    fits = len(widths) == 1 and all(sorted(row) == [0] * (len(row) - 1) + [1] for row in value if _flat_numbers(row))
    return widths.pop() if fits and all(_flat_numbers(row) for row in value) else 0


def _flat_numbers(row: tuple[Value, ...]) -> bool:
    return all(isinstance(item, (int, float)) for item in row)


def _part(_arguments: Arguments, tensors: list[TensorValue], output: Tensor) -> Labels | None:
    labels = tensors[0].labels if tensors else None
    if labels is None or (labels.form == "one-hot" and not _has_rows(output, labels.classes)):
        return None
    return part_of(labels, output.shape)


def _indexed(arguments: Arguments, tensors: list[TensorValue], output: Tensor) -> Labels | None:
    """Some of the elements; of one-hot rows whole rows."""
    key = arguments["key"]
    beyond_rows = (
        [part for part in key[1:] if part is not ... and part != slice(None)] if isinstance(key, tuple) else []
    )
    labels = tensors[0].labels if tensors else None
    if labels is not None and labels.form == "one-hot" and beyond_rows:
        return TRUTHS
    return _part(arguments, tensors, output)


def _together(arguments: Arguments, tensors: list[TensorValue], output: Tensor) -> Labels | None:
    return _kept(arguments, [TensorValue(output, labels=joined([tensor.labels for tensor in tensors]))], output)


def _classes_of_axis(arguments: Arguments, tensors: list[TensorValue], _output: Tensor) -> Labels | None:
    """`argmax`: places along an axis are class numbers below its size."""
    shape = tensors[0].tensor.shape if tensors else None
    axis = arguments["axis"]
    if not isinstance(shape, tuple) or not isinstance(axis, int) or not -len(shape) <= axis < len(shape):
        return None
    return integers(shape[axis])


def _drawn_integers(arguments: Arguments, _tensors: list[TensorValue], output: Tensor) -> Labels | None:
    """`randint(low, high)`; one bound alone is the upper one."""
    low, high = arguments["low"], arguments["high"]
    if low is None:
        low, high = arguments["minval"], arguments["maxval"]
    low, high = (0, low) if high is None else (low, high)
    if not isinstance(low, int) or low < 0 or not isinstance(high, int):
        return integers(Unknown("the bounds of the numbers are not known")) if isinstance(high, Unknown) else None
    if arguments["endpoint"] is True:
        high += 1
    if low == 0:
        return drawn(high, output.shape)
    several = drawn(high - low, output.shape)
    return integers(high, reached=several.reached)


def _drawn_numbers(arguments: Arguments, tensors: list[TensorValue], output: Tensor) -> Labels | None:
    whole = isinstance(output.dtype, str) and output.dtype.startswith(("int", "uint"))
    return _drawn_integers(arguments, tensors, output) if whole else NUMBERS


def _chosen(arguments: Arguments, tensors: list[TensorValue], output: Tensor) -> Labels | None:
    source = arguments["x"]
    if isinstance(source, int) and not isinstance(source, bool):
        return drawn(source, output.shape)
    if tensors:
        return _part(arguments, tensors, output)
    labels = labels_of_numbers(source)
    return drawn(labels.classes, output.shape) if labels is not None and labels.complete else labels


def _rest_of_division(arguments: Arguments, tensors: list[TensorValue], output: Tensor) -> Labels | None:
    divisor = arguments["x2"]
    whole = tensors and isinstance(output.dtype, str) and output.dtype.startswith(("int", "uint"))
    if not whole or not isinstance(divisor, int) or divisor <= 0:
        return None
    before = tensors[0].labels
    known = before is not None and before.form == "integers" and before.complete and isinstance(before.classes, int)
    every = known and before is not None and isinstance(before.classes, int) and before.classes >= divisor
    return integers(divisor, complete=every)


def _counted(arguments: Arguments, _tensors: list[TensorValue], _output: Tensor) -> Labels | None:
    """`arange(n)` from zero in steps of one."""
    start, stop, step = arguments["start"], arguments["stop"], arguments["step"]
    first, last = (0, start) if stop is None else (start, stop)
    if first == 0 and step in (None, 1) and isinstance(last, int) and last > 0:
        return integers(last, complete=True)
    return None


def _either(arguments: Arguments, _tensors: list[TensorValue], _output: Tensor) -> Labels | None:
    values = (arguments["x1"], arguments["x2"])
    return joined([value.labels if isinstance(value, TensorValue) else labels_of_numbers(value) for value in values])


def _categorical(arguments: Arguments, _tensors: list[TensorValue], output: Tensor) -> Labels | None:
    if arguments["k"] not in (None, 0) or arguments["axis"] not in (None, -1):
        return None
    return one_hot(output.shape[-1]) if isinstance(output.shape, tuple) and output.shape else None


def _padded(arguments: Arguments, tensors: list[TensorValue], _output: Tensor) -> Labels | None:
    """Lists of ids, cut or filled to one length; what is written out and cut may lose its highest."""
    if tensors:
        return tensors[0].labels
    sequences, longest = arguments["sequences"], arguments["maxlen"]
    labels = labels_of_numbers(sequences)
    if labels is None or labels.form != "integers" or not isinstance(sequences, tuple):
        return None
    fits = isinstance(longest, int) and all(isinstance(row, tuple) and len(row) <= longest for row in sequences)
    return integers(labels.classes, reached=longest is None or fits)


def _always(labels: Labels) -> Rule:
    return lambda _arguments, _tensors, _output: labels


_RULES: dict[str, Rule] = {
    **dict.fromkeys(
        "reshape ravel flatten squeeze expand_dims astype cast saturate_cast copy numpy convert_to_numpy identity "
        "stop_gradient read_value value permutation shuffle repeat tile broadcast_to ascontiguousarray "
        "Variable variable unique".split(),
        _kept,
    ),
    **dict.fromkeys("transpose T swapaxes moveaxis flip fliplr flipud roll sort".split(), _moved),
    **dict.fromkeys("array asarray convert_to_tensor constant".split(), _literal),
    **dict.fromkeys("take split array_split delete".split(), _part),
    **dict.fromkeys("concatenate concat vstack hstack stack append".split(), _together),
    **dict.fromkeys("randint integers".split(), _drawn_integers),
    **dict.fromkeys("mod remainder floormod".split(), _rest_of_division),
    **dict.fromkeys("eye one_hot to_categorical".split(), _categorical),
    **dict.fromkeys("random random_sample rand randn normal uniform standard_normal exponential linspace".split(),
                    _drawn_numbers),
    **dict.fromkeys("eq ne lt le gt ge equal not_equal less less_equal greater greater_equal logical_and logical_or "
                    "logical_not logical_xor isin isnan".split(), _always(TRUTHS)),
    "getitem": _indexed,
    "argmax": _classes_of_axis,
    "pad_sequences": _padded,
    "choice": _chosen,
    "arange": _counted,
    "where": _either,
}  # fmt: skip
