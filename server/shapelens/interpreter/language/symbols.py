"""The symbols of a functional model under construction (KerasTensors), and what refuses them.

They stand for numbers that are not there yet: Keras' own operations take them, other libraries and Python do not. In
the `call` of a layer Keras hands over tensors of TensorFlow, and nothing of this holds.
"""

from __future__ import annotations

from collections.abc import Iterable

from shapelens.environments.versions import KERAS_3
from shapelens.interpreter.domain.objects import ListObject
from shapelens.interpreter.domain.problems import SymbolicTensor, TensorAttribute, Use
from shapelens.interpreter.domain.values import CallArguments, Ref, TensorValue, Value
from shapelens.interpreter.language.comparison import truth
from shapelens.interpreter.machine.first_scopes import LIBRARIES, setting
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.layers.operations.framework.declarations import bind_declaration
from shapelens.layers.operations.framework.equivalents import name_in_keras
from shapelens.layers.operations.framework.registry import Operation, find_operation
from shapelens.layers.operations.keras_tensors import (
    ATTRIBUTES,
    ATTRIBUTES_OF_ARRAYS,
    BY_PARAMETERS,
    FUNCTIONS,
    LOSSES,
    METRICS,
    SAME_IN_KERAS,
)
from shapelens.shapes.tensors import is_open
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

_REFUSED = {path: frozenset(names.split()) for names, paths in BY_PARAMETERS.items() for path in paths.split()}
_PLACES = {path: (place, name) for path, place, name in FUNCTIONS}
_NUMBERS = frozenset({"builtins.float", "builtins.int", "builtins.complex"})
_ITEMS = frozenset(
    f"builtins.{name}" for name in "all any enumerate iter list map reversed sum tuple zip".split()
) | {"numpy.iterable"}  # fmt: skip
_ALIASES = {"tensorflow": "tf", "numpy": "np"}
# items of a list that is handed over, at most so many
_LOOKED_AT = 64


def is_symbol(machine: Machine, value: Value) -> bool:
    """Whether a value surely is a KerasTensor."""
    if machine.in_call or machine.in_graph or not isinstance(value, TensorValue):
        return False
    return value.node is not None and value.node.symbolic


def holds_symbol(machine: Machine, value: Value) -> bool:
    """Whether a value is a KerasTensor, or a list or tuple with one in it."""
    if isinstance(value, TensorValue):
        return is_symbol(machine, value)
    if isinstance(value, Ref):
        content = machine.heap[value]
        value = content.items if isinstance(content, ListObject) else None
    return isinstance(value, tuple) and any(holds_symbol(machine, item) for item in value[:_LOOKED_AT])


def refuse(machine: Machine, problem: SymbolicTensor | TensorAttribute, span: Span) -> Unknown | None:
    """Report that something refuses a symbol; None where the program's Keras takes it."""
    return None if machine.takes_still(problem) else machine.report(problem, span, site=span)


def refuse_call(machine: Machine, path: str, arguments: CallArguments, span: Span) -> Unknown | None:
    """Report a call of a library's function that refuses a symbol among its arguments; None where none is known to."""
    place = _PLACES.get(path)
    if place is not None:
        given = arguments.get(*place)
        refused = is_symbol(machine, given) and (path != "builtins.sum" or len(arguments.positional) == 1)
        return refuse(machine, SymbolicTensor(_use_of(path), _shown(path)), span) if refused else None
    entry = find_operation(path)
    names = None if entry is None else _REFUSED.get(entry.path)
    if entry is None or names is None:
        return None
    if not any(holds_symbol(machine, value) for value in _given(entry, arguments, names)):
        return None
    if not isinstance(
        bind_declaration(entry.declaration, arguments.positional, arguments.keywords, complete=arguments.complete), dict
    ):
        # Python binds the arguments first, and that is what fails
        return None
    return refuse(machine, SymbolicTensor("function", _shown(path), todays(entry)), span)


def _use_of(path: str) -> Use:
    if path in _NUMBERS:
        return "number"
    if path in ("builtins.len", "builtins.bool"):
        return "length" if path == "builtins.len" else "truth"
    return "items" if path in _ITEMS else "function"


def _shown(path: str) -> str:
    root, _, rest = path.partition(".")
    return rest if root == "builtins" else f"{_ALIASES.get(root, root)}.{rest}"


def _given(entry: Operation, arguments: CallArguments, names: frozenset[str]) -> Iterable[Value]:
    """The arguments for those parameters (by the names of the rule)."""
    declaration = entry.declaration
    variadic = declaration.variadic
    for position, value in enumerate(arguments.positional):
        parameters = declaration.signature.parameters
        late = position >= len(parameters)
        written = variadic if late else parameters[position].name
        if written is not None and declaration.canonical.get(written, written) in names:
            yield value
    for written, value in arguments.keywords.items():
        if declaration.canonical.get(written, written) in names:
            yield value


def todays(entry: Operation) -> str:
    """The operation of Keras that gives the same: `keras.ops.mean` for `tf.reduce_mean`; empty where there is none."""
    if entry.path.startswith("numpy."):
        same = find_operation(f"keras.ops.{entry.path.removeprefix('numpy.')}")
        return same.path if same is not None and same.rule is entry.rule else ""
    return name_in_keras(entry.path) if entry.path in SAME_IN_KERAS else ""


def refuse_operator(machine: Machine, symbol: str, left: Value, right: Value, span: Span) -> Unknown | None:
    """An array on the left takes the operator for itself, and a symbol has no numbers for it."""
    mirrored = symbol == "==" and is_symbol(machine, left) and isinstance(right, TensorValue) and right.is_array
    taken = isinstance(left, TensorValue) and left.is_array and left.node is None and is_symbol(machine, right)
    return refuse(machine, SymbolicTensor("operator", symbol), span) if mirrored or taken else None


def same_symbol(machine: Machine, left: Value, right: Value) -> Value:
    """`==` of symbols says whether they are the same object; `MISSING` where it compares numbers."""
    if machine.keras.since(KERAS_3) is False:
        return MISSING
    if not is_symbol(machine, left) and not is_symbol(machine, right):
        return MISSING
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return MISSING
    one, other = (value.node if isinstance(value, TensorValue) else None for value in (left, right))
    if any(node is not None and node.is_join for node in (one, other)):
        return Unknown("which of several tensors is compared is not known")
    if isinstance(left, TensorValue) and isinstance(right, TensorValue) and (one is None or other is None):
        return MISSING
    if not isinstance(left, TensorValue) or not isinstance(right, TensorValue):
        return False
    return one is other and left.index == right.index


def refuse_attribute(machine: Machine, value: TensorValue, name: str, span: Span) -> Unknown | None:
    """An attribute that tensors of other libraries have, and this one has not."""
    today = f"keras.ops.{name}" if find_operation(f"keras.ops.{name}") is not None else ""
    if name in ATTRIBUTES and is_symbol(machine, value):
        return refuse(machine, TensorAttribute(name, True, today), span)
    of_layer = machine.in_call and not value.is_array and value.node is not None and value.node.symbolic
    if name in ATTRIBUTES_OF_ARRAYS and of_layer and not _have_attributes_of_arrays(machine):
        return refuse(machine, TensorAttribute(name, False, today), span)
    return None


def _have_attributes_of_arrays(machine: Machine) -> bool:
    """Whether the tensors of a `call` may have them: the program told TensorFlow so, or has another backend."""
    backend = machine.heap.name(LIBRARIES, "os.environ[KERAS_BACKEND]")
    return backend not in (MISSING, "tensorflow") or setting(machine.heap, "numpy_behavior") is not MISSING


def refuse_items(machine: Machine, value: Value, span: Span) -> Unknown | None:
    """A symbol cannot be gone through."""
    return refuse(machine, SymbolicTensor("items", ""), span) if is_symbol(machine, value) else None


def tested(machine: Machine, value: Value, span: Span) -> Value:
    """A value where it is tested: a symbol is neither true nor false."""
    refused = refuse(machine, SymbolicTensor("truth", ""), span) if is_symbol(machine, value) else None
    return value if refused is None else refused


def truth_of_test(machine: Machine, test: low.Expression) -> bool | Unknown:
    """Whether the condition of an `if`, a loop or a guard holds."""
    return truth(machine, tested(machine, machine.evaluate(test), machine.at(test.span)))


def refuse_criterion(machine: Machine, path: str, given: list[Value], reduced: bool, span: Span) -> Unknown | None:
    """A metric keeps numbers; the mean of a loss is one over a number of samples, which is open with symbols."""
    name = path.rpartition(".")[2]
    if path.startswith("keras.metrics.") and name in METRICS and any(is_symbol(machine, value) for value in given):
        return refuse(machine, SymbolicTensor("metric", name), span)
    open_batch = all(
        isinstance(value, TensorValue) and is_symbol(machine, value) and _has_open_batch(value) for value in given
    )
    if path.startswith("keras.losses.") and name in LOSSES and reduced and len(given) > 1 and open_batch:
        return refuse(machine, SymbolicTensor("loss", name), span)
    return None


def refuse_merge(machine: Machine, layer: str, inputs: Value, span: Span) -> Unknown | None:
    """Of what it merges Keras asks the first alone what only a symbol knows; an array may stand behind it."""
    items = inputs if isinstance(inputs, tuple) else ()
    if not any(is_symbol(machine, item) for item in items[1:]) or not _is_there(items[0]):
        return None
    return refuse(machine, SymbolicTensor("merge", layer), span)


def _is_there(value: Value) -> bool:
    """Whether a value surely is an array or a tensor with numbers: none of its sizes is open."""
    if not isinstance(value, TensorValue) or value.node is not None or not isinstance(value.tensor.shape, tuple):
        return False
    return value.is_array or all(isinstance(size, int) for size in value.tensor.shape)


def _has_open_batch(value: TensorValue) -> bool:
    shape = value.tensor.shape
    return isinstance(shape, tuple) and len(shape) > 0 and is_open(shape[0])
