"""Which calls refuse a KerasTensor: each is made in real Keras. `python -m tests.operations.keras_tensors` writes the
table of the engine, `layers/operations/keras_tensors.py`.

A call counts where the library takes it with numbers. An argument is refused where every such call raises with a
KerasTensor in its place, with open sizes and without, and with one in the place of every tensor.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy
import tensorflow
from tests.operations.cases import Case, draw_case
from tests.operations.libraries import maker, quiet, resolve
from tests.operations.tensors import Given, replace_tensors, with_dtype

from shapelens.layers.operations import Operation, all_operations, find_operation
from shapelens.layers.operations.framework.equivalents import name_in_keras

TABLE = Path(__file__).resolve().parents[2] / "server" / "shapelens" / "layers" / "operations" / "keras_tensors.py"
CASES = 12
# so many calls must be taken with numbers before anything is said of an argument
ENOUGH = 3
WIDTH = 118
Make = Callable[[Given], Any]


@dataclass(frozen=True)
class Argument:
    """Where a call holds tensors: by position or keyword, its own parameter's name, and whether in a list."""

    place: int | str
    name: str
    nested: bool


def open_tensor(given: Given) -> Any:
    """What `Input` gives: the first size is open."""
    return keras.KerasTensor((None, *given.shape[1:]) if given.shape else (), given.dtype)


def whole_tensor(given: Given) -> Any:
    """What `Input(batch_shape=...)` gives."""
    return keras.KerasTensor(given.shape, given.dtype)


def in_list(given: Given) -> Any:
    """Several of them, which a library would make one tensor of."""
    return [open_tensor(given), open_tensor(given)]


KINDS: tuple[Make, ...] = (open_tensor, whole_tensor)


def operations() -> list[Operation]:
    """The operations of libraries; those of Python's operators and of tensors are no functions."""
    found = [entry for entry in all_operations() if not entry.unruled]
    return [entry for entry in found if not entry.path.startswith(("tensor.", "operator.", "builtins."))]


def is_same_in_keras(entry: Operation, cases: int = CASES) -> bool:
    """Whether the operation of Keras that has the name of this one gives the same numbers for the same arguments."""
    after = find_operation(name_in_keras(entry.path))
    if after is None or after.path in REFUSED_BY_KERAS:
        return False
    compared = 0
    for number in range(cases):
        case = draw_case(entry, number)
        # models compute with floats; what takes none of them is compared as it was drawn
        floats = with_dtype((case.positional, case.keywords), "float32")
        for arguments in (floats, (case.positional, case.keywords)):
            given = _numbers(entry.path, arguments)
            expected = _computed(entry.path, given)
            if expected is not None:
                found = _computed(after.path, _renamed(entry, after, given))
                if found is None or not _are_close(expected, found):
                    return False
                compared += 1
                break
    return compared >= ENOUGH


Numbers = tuple[tuple[Any, ...], dict[str, Any]]


def _numbers(path: str, arguments: tuple[Any, Any]) -> Numbers:
    """Arguments with random numbers in their tensors."""
    chance = numpy.random.default_rng(7)

    def make(given: Given) -> Any:
        array = (chance.random(given.shape) * 3 + 0.25).astype(given.dtype)
        return array if path.startswith("numpy.") else tensorflow.constant(array)

    positional, keywords = arguments
    return tuple(replace_tensors(positional, make)), replace_tensors(keywords, make)


def _renamed(before: Operation, after: Operation, given: Numbers) -> Numbers:
    positional, keywords = given
    known = before.declaration.canonical
    return positional, {after.declaration.written(known.get(name, name)): value for name, value in keywords.items()}


def _computed(path: str, given: Numbers) -> Any:
    """What a call gives, as arrays; None where it raises."""
    results: list[Any] = []
    if raises(lambda: results.append(resolve(path)(*given[0], **given[1]))):
        return None
    return tensorflow.nest.map_structure(numpy.asarray, results[0])


def _are_close(one: Any, other: Any) -> bool:
    one, other = tensorflow.nest.flatten(one), tensorflow.nest.flatten(other)
    pairs = list(zip(one, other, strict=False))
    return len(one) == len(other) and all(
        a.shape == b.shape
        and numpy.allclose(a.astype("complex128"), b.astype("complex128"), 1e-2, 1e-2, equal_nan=True)
        for a, b in pairs
    )


def refused_arguments(entry: Operation, cases: int = CASES) -> tuple[str, ...]:
    """The parameters of an operation, by the rule's names, that refuse a KerasTensor in every call."""
    answers: dict[str, list[bool]] = {}
    for number in range(cases):
        case = draw_case(entry, number)
        arguments = list(_arguments(entry, case))
        if not arguments or not _is_taken(case, lambda _: maker(entry.path)):
            continue
        everywhere = all(_raises(case, partial(_everywhere, make)) for make in KINDS)
        for argument in arguments:
            kinds = KINDS if argument.nested else (*KINDS, in_list)
            alone = all(_raises(case, _only_at(argument, make, entry.path)) for make in kinds)
            answers.setdefault(argument.name, []).append(everywhere and alone)
    refused = (name for name, given in answers.items() if len(given) >= ENOUGH and all(given))
    return tuple(sorted(entry.declaration.canonical[name] for name in refused))


def _arguments(entry: Operation, case: Case) -> Iterator[Argument]:
    names = [parameter.name for parameter in entry.declaration.signature.parameters]
    given: list[tuple[int | str, Any]] = [*enumerate(case.positional), *case.keywords.items()]
    for place, value in given:
        if holds_tensor(value):
            variadic = entry.declaration.variadic
            late = isinstance(place, int) and (place >= len(names) or names[place] == variadic)
            name = variadic if late else place if isinstance(place, str) else names[place]
            yield Argument(place, str(name), not isinstance(value, Given))


def holds_tensor(value: Any) -> bool:
    """Whether an argument is a tensor, or has one in its lists."""
    if isinstance(value, (tuple, list)):
        return any(map(holds_tensor, value))
    return isinstance(value, Given)


def _everywhere(make: Make, _place: int | str) -> Make:
    return make


def _only_at(argument: Argument, make: Make, path: str) -> Callable[[int | str], Make]:
    return lambda place: make if place == argument.place else maker(path)


def _is_taken(case: Case, made_by: Callable[[int | str], Make]) -> bool:
    return not _raises(case, made_by)


def _raises(case: Case, made_by: Callable[[int | str], Make]) -> bool:
    """Whether the library refuses a call whose tensors are made so at each place."""
    positional = [replace_tensors(value, made_by(place)) for place, value in enumerate(case.positional)]
    keywords = {name: replace_tensors(value, made_by(name)) for name, value in case.keywords.items()}
    return raises(lambda: resolve(case.path)(*positional, **keywords))


def raises(call: Callable[[], Any]) -> bool:
    """Whether a call raises."""
    with quiet(), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            call()
        except Exception:
            return True
    return False


# functions that are evaluated, not ruled: how each is called on tensors `x` (and `y`), by the place of the argument
_double: Callable[[Any], Any] = lambda x: x * 2  # noqa: E731
FUNCTIONS: dict[tuple[str, int, str], Callable[..., Any]] = {
    ("builtins.all", 0, "iterable"): lambda x: all(x[:, 0]) if isinstance(x, numpy.ndarray) else all(x),
    ("builtins.any", 0, "iterable"): lambda x: any(x[:, 0]) if isinstance(x, numpy.ndarray) else any(x),
    ("builtins.bool", 0, "object"): lambda x: bool(x[0, 0]) if isinstance(x, numpy.ndarray) else bool(x),
    ("builtins.complex", 0, "real"): lambda x: complex(x[0, 0]) if isinstance(x, numpy.ndarray) else complex(x),
    ("builtins.enumerate", 0, "iterable"): lambda x: enumerate(x),
    ("builtins.float", 0, "x"): lambda x: float(x[0, 0]) if isinstance(x, numpy.ndarray) else float(x),
    ("builtins.int", 0, "x"): lambda x: int(x[0, 0]) if isinstance(x, numpy.ndarray) else int(x),
    ("builtins.iter", 0, "object"): lambda x: iter(x),
    ("builtins.len", 0, "obj"): lambda x: len(x),
    ("builtins.list", 0, "iterable"): lambda x: list(x),
    ("builtins.map", 1, "iterable"): lambda x: map(_double, x),
    ("builtins.reversed", 0, "sequence"): lambda x: reversed(x),
    ("builtins.sum", 0, "iterable"): lambda x: sum(x),
    ("builtins.tuple", 0, "iterable"): lambda x: tuple(x),
    ("builtins.zip", 0, "iterable"): lambda x: zip(x),
    ("builtins.abs", 0, "x"): lambda x: abs(x),
    ("builtins.print", 0, "args"): lambda x: print(x),
    ("builtins.repr", 0, "obj"): lambda x: repr(x),
    ("builtins.str", 0, "object"): lambda x: str(x),
    ("tensorflow.cond", 0, "pred"): lambda x: tensorflow.cond(x[0, 0] > 0, lambda: 1.0, lambda: 2.0),
    ("tensorflow.switch_case", 0, "branch_index"): lambda x: tensorflow.switch_case(
        tensorflow.cast(x[0, 0], "int32") if isinstance(x, numpy.ndarray) else x, [lambda: 1.0, lambda: 2.0]
    ),
    ("tensorflow.map_fn", 1, "elems"): lambda x: tensorflow.map_fn(_double, x),
    ("tensorflow.vectorized_map", 1, "elems"): lambda x: tensorflow.vectorized_map(_double, x),
    ("tensorflow.scan", 1, "elems"): lambda x: tensorflow.scan(lambda a, b: a + b, x),
    ("tensorflow.foldl", 1, "elems"): lambda x: tensorflow.foldl(lambda a, b: a + b, x),
    ("tensorflow.foldr", 1, "elems"): lambda x: tensorflow.foldr(lambda a, b: a + b, x),
    ("tensorflow.while_loop", 2, "loop_vars"): lambda x: tensorflow.while_loop(
        lambda a: tensorflow.reduce_sum(a) < 0, lambda a: (a + 1,), (x,)
    ),
    ("tensorflow.data.Dataset.from_tensor_slices", 0, "tensors"): tensorflow.data.Dataset.from_tensor_slices,
    ("tensorflow.data.Dataset.from_tensors", 0, "tensors"): tensorflow.data.Dataset.from_tensors,
    ("tensorflow.print", 0, "inputs"): lambda x: tensorflow.print(x),
    ("tensorflow.assert_equal", 0, "x"): lambda x: tensorflow.assert_equal(x, 0.0),
    ("tensorflow.assert_rank", 0, "x"): lambda x: tensorflow.assert_rank(x, 2),
    ("keras.ops.cond", 0, "pred"): lambda x: keras.ops.cond(x[0, 0] > 0, lambda: x * 2, lambda: x),
    ("keras.ops.map", 1, "xs"): lambda x: keras.ops.map(_double, x),
    ("keras.ops.vectorized_map", 1, "elements"): lambda x: keras.ops.vectorized_map(_double, x),
    ("keras.utils.array_to_img", 0, "x"): lambda x: keras.utils.array_to_img(x[..., None]),
    ("keras.utils.img_to_array", 0, "img"): lambda x: keras.utils.img_to_array(x),
    ("numpy.apply_along_axis", 2, "arr"): lambda x: numpy.apply_along_axis(_double, 0, x),
    ("numpy.random.shuffle", 0, "x"): lambda x: numpy.random.shuffle(x),
    ("numpy.iterable", 0, "y"): lambda x: numpy.iterable(x),
    ("numpy.isscalar", 0, "element"): lambda x: numpy.isscalar(x),
}


def refuses(call: Callable[[Any], Any]) -> bool:
    """Whether a call takes an array and refuses every KerasTensor."""
    given = Given((2, 3))
    taken = not raises(lambda: call(numpy.zeros(given.shape, given.dtype)))
    return taken and all(raises(partial(call, make(given))) for make in KINDS)


# what the classes that need it are made with
_MADE_WITH: dict[str, tuple[Any, ...]] = {
    "IoU": (2, [0]), "MeanIoU": (2,), "OneHotIoU": (2, [0]), "OneHotMeanIoU": (2,), "PrecisionAtRecall": (0.5,),
    "RecallAtPrecision": (0.5,), "SensitivityAtSpecificity": (0.5,), "SpecificityAtSensitivity": (0.5,),
    "MeanMetricWrapper": (keras.losses.mean_squared_error,),
}  # fmt: skip


def criteria(module: Any) -> Iterator[tuple[str, Any]]:
    """The losses or metrics of a module, each made anew."""
    for name, found in vars(module).items():
        if inspect.isclass(found) and name not in ("Loss", "Metric"):
            yield name, found(*_MADE_WITH.get(name, ()))


def metrics_refusing() -> list[str]:
    """The metrics that refuse a KerasTensor on either side."""
    array: Any = numpy.zeros((2, 4), "float32")
    sides = [make(Given((2, 4))) for make in KINDS]
    pairs = [pair for side in sides for pair in ((side, side), (array, side))]
    return [name for name, metric in criteria(keras.metrics) if all(raises(partial(metric, *pair)) for pair in pairs)]


def losses_refusing() -> list[str]:
    """The losses whose mean is refused over an open number of samples, of labels and outputs that fit each other."""
    labels, outputs = open_tensor(Given((2, 4))), open_tensor(Given((2, 4)))
    refusing = []
    for name, loss in criteria(keras.losses):
        each = type(loss)(reduction=None)
        if raises(partial(loss, labels, outputs)) and not raises(partial(each, labels, outputs)):
            refusing.append(name)
    return refusing


def attributes_lacked() -> tuple[set[str], set[str]]:
    """What arrays and TensorFlow's tensors have by name, and a KerasTensor has not; and what arrays have that no tensor
    of TensorFlow has."""
    traced: set[str] = set()

    def note(tensor: Any) -> Any:
        traced.update(dir(tensor))
        return tensor

    tensorflow.function(note)(tensorflow.constant(1.0))
    eager, array = set(dir(tensorflow.constant(1.0))), set(dir(numpy.ones(2)))
    symbolic = set(dir(keras.KerasTensor((2, 3))))
    return _public((eager | array | traced) - symbolic), _public(array - eager - traced)


def _public(names: set[str]) -> set[str]:
    return {name for name in names if not name.startswith("_")}


REFUSED_BY_KERAS = frozenset({"keras.ops.convert_to_numpy"})


def generate() -> str:
    """The module with the table, as it is written."""
    by_parameters: dict[str, list[str]] = {}
    refusing: list[Operation] = []
    for entry in operations():
        refused = refused_arguments(entry)
        if refused:
            refusing.append(entry)
            by_parameters.setdefault(" ".join(refused), []).append(entry.path)
    functions = sorted(key for key, call in FUNCTIONS.items() if refuses(call))
    lacked, lacked_in_call = attributes_lacked()
    lines = [
        '"""What refuses a KerasTensor, by calls in Keras: written by `python -m tests.operations.keras_tensors`."""',
        "",
        "from __future__ import annotations",
        "",
        "# the parameters that refuse one, by the names of the rules, and the operations that have those",
        "BY_PARAMETERS: dict[str, str] = {",
        *(line for names in sorted(by_parameters) for line in _block(names, sorted(by_parameters[names]))),
        "}",
        "# functions without a rule: path, and the place and name of the argument that refuses one",
        "FUNCTIONS: tuple[tuple[str, int, str], ...] = (",
        *(f'    ("{path}", {place}, "{name}"),' for path, place, name in functions),
        ")",
        "# operations that give what the one of the same name in keras.ops gives",
        *_words("SAME_IN_KERAS", sorted(entry.path for entry in refusing if is_same_in_keras(entry))),
        "# metrics, and losses whose mean is refused over an open number of samples",
        *_words("METRICS", sorted(metrics_refusing())),
        *_words("LOSSES", sorted(losses_refusing())),
        "# what arrays or tensors of TensorFlow have, and a KerasTensor has not",
        *_words("ATTRIBUTES", sorted(lacked)),
        "# what arrays have, and no tensor of TensorFlow has",
        *_words("ATTRIBUTES_OF_ARRAYS", sorted(lacked_in_call)),
    ]
    return "\n".join(lines) + "\n"


def _block(names: str, paths: list[str]) -> list[str]:
    line = f'    "{names}": "{" ".join(paths)}",'
    if len(line) <= WIDTH:
        return [line]
    return [f'    "{names}": """', *textwrap.wrap(" ".join(paths), WIDTH, break_long_words=False), '    """,']


def _words(name: str, words: list[str]) -> list[str]:
    lines = textwrap.wrap(" ".join(words), WIDTH, break_on_hyphens=False)
    return [f"{name} = frozenset(", '    """', *lines, '""".split()', ")"]


if __name__ == "__main__":
    TABLE.write_text(generate(), encoding="utf-8")
