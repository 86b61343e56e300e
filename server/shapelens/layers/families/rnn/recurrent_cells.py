"""Recurrent cells: what LSTM, GRU and SimpleRNN are made of, and StackedRNNCells.

A cell is described by `Cell`: the size of its output and of its states, and the weights that it makes for an input.
`single_cell` reads one from its arguments, `read_cell` from an argument that holds a layer. Called by itself, a cell
takes one step and its states and gives the output and the new states.

Weights: keras.src.layers.rnn.lstm, gru, simple_rnn and stacked_rnn_cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, Union

from shapelens.layers.framework.arguments import Arguments, check_initializers
from shapelens.layers.framework.inputs import require_defined, require_rank, require_size, single, unchanged
from shapelens.layers.framework.problems import Reject
from shapelens.layers.framework.registry import Configured, check_scope_name, example, layer
from shapelens.layers.framework.result import Result, Weight
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, NamedTensors, Structure, Tensor, leaves
from shapelens.shapes.unknown import Unknown

GATED = """units, activation="tanh", recurrent_activation="sigmoid", use_bias=True,
    kernel_initializer="glorot_uniform", recurrent_initializer="orthogonal", bias_initializer="zeros","""
PENALTIES = "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None,"
CONSTRAINTS = """kernel_constraint=None, recurrent_constraint=None, bias_constraint=None,
    dropout=0.0, recurrent_dropout=0.0,"""
CALL = "inputs, states, training=False"

# the size of a state, or of the several states of one cell among stacked ones
StateSize: TypeAlias = Union[Size, tuple[Size, ...]]


@dataclass(frozen=True, slots=True)
class CellKind:
    """A kind of cell: as many kernels side by side as it has `gates`, and its number of `states`."""

    gates: int
    states: int
    two_biases: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as constructed; `weights` gives what it makes for an input of so many features.

    `dtypes` are those of its states, one by one.
    """

    units: Size
    states: tuple[StateSize, ...]
    weights: Callable[[Size], tuple[Weight, ...]]
    dtypes: tuple[str | Unknown, ...]


LSTM_CELL = CellKind(gates=4, states=2)
GRU_CELL = CellKind(gates=3, states=1, two_biases=True)
SIMPLE_CELL = CellKind(gates=1, states=1)


def single_cell(arguments: Arguments, kind: CellKind) -> Cell:
    """The cell that the arguments of a cell, or of a layer around one, describe."""
    units = arguments.integer("units", minimum=1)
    use_bias = arguments.flag("use_bias")
    bias: Dims = (kind.gates * units,)
    if kind.two_biases:
        reset_after = arguments.flag("reset_after")
        bias = (reset_after,) if isinstance(reset_after, Unknown) else (2, *bias) if reset_after else bias
    if isinstance(use_bias, Unknown):
        bias = (use_bias,)

    def weights(features: Size) -> tuple[Weight, ...]:
        check_initializers(arguments)
        made = [
            Weight("kernel", (features, kind.gates * units)),
            Weight("recurrent_kernel", (units, kind.gates * units)),
        ]
        if use_bias is not False:
            made.append(Weight("bias", bias))
        return tuple(replace(weight, trainable=arguments["trainable"] is not False) for weight in made)

    return Cell(units, (units,) * kind.states, weights, (arguments.compute_dtype(),) * kind.states)


def cell_of(configured: Configured) -> Cell | Unknown | None:
    """The cell that a layer is, or is made around; None for any other layer."""
    name = configured.layer.name
    try:
        if name in ("RNN", "StackedRNNCells"):
            return read_cell(configured.arguments, "cell" if name == "RNN" else "cells")
        kind = _KINDS.get(name if name.endswith("Cell") else f"{name}Cell")
        return None if kind is None else single_cell(configured.arguments, kind)
    except Reject:
        return Unknown("the cell does not fit")


def read_cell(arguments: Arguments, name: str) -> Cell | Unknown:
    """The cell that the argument `name` holds; a list is stacked.

    Rejects: `InvalidArgument` for what is no cell.
    """
    value = arguments[name]
    if isinstance(value, (list, tuple)):
        return _stack([_read(arguments, name, item) for item in value], arguments, name)
    return _read(arguments, name, value)


def _read(arguments: Arguments, name: str, value: Any) -> Cell | Unknown:
    if isinstance(value, Configured):
        if value.layer.name in _KINDS:
            return single_cell(value.arguments, _KINDS[value.layer.name])
        if value.layer.name == "StackedRNNCells":
            return read_cell(value.arguments, "cells")
    elif hasattr(value, "as_cell"):
        cell: Cell | Unknown = value.as_cell()
        return cell
    elif is_symbolic(value) or is_opaque(value):
        return Unknown(f"`{name}` is not a cell that can be determined")
    return arguments.reject(name, "a cell such as LSTMCell, or a list of cells")


def _stack(cells: Sequence[Cell | Unknown], arguments: Arguments, name: str) -> Cell | Unknown:
    """Cells one after the other: each reads the output of the one before."""
    known: list[Cell] = []
    for cell in cells:
        if isinstance(cell, Unknown):
            return cell
        known.append(cell)
    if not known:
        arguments.reject(name, "at least one cell")

    def weights(features: Size) -> tuple[Weight, ...]:
        made: list[Weight] = []
        for cell in known:
            made += cell.weights(features)
            features = cell.units
        return tuple(made)

    dtypes = tuple(dtype for cell in known for dtype in cell.dtypes)
    return Cell(known[-1].units, tuple(_state_of(cell) for cell in known), weights, dtypes)


def _state_of(cell: Cell) -> StateSize:
    """The state of one cell among others: one size, or several."""
    sizes = [Unknown("stacked cells are stacked") if isinstance(size, tuple) else size for size in cell.states]
    return sizes[0] if len(sizes) == 1 else tuple(sizes)


def check_cell(arguments: Arguments) -> None:
    """Reject what a cell's constructor rejects."""
    arguments.number("dropout")
    arguments.number("recurrent_dropout")
    arguments.seed()


def check_cudnn(arguments: Arguments) -> None:
    """Reject another `use_cudnn` than 'auto', True or False."""
    value = arguments["use_cudnn"]
    if not is_symbolic(value) and not is_opaque(value) and value not in ("auto", True, False):
        arguments.reject("use_cudnn", "'auto', True or False")


def check_forget_bias(arguments: Arguments) -> None:
    """Reject a missing `bias_initializer` where the bias is put together from it."""
    forget_bias = arguments.flag("use_bias") is True and arguments.flag("unit_forget_bias") is True
    if forget_bias and arguments["bias_initializer"] is None:
        arguments.reject("bias_initializer", "an initializer where `unit_forget_bias` is True")


def _step(inputs: Structure, arguments: Arguments, cell: Cell) -> Result:
    """One step: (batch, features) and the states -> the output and the new states."""
    shape = single(inputs).shape
    states = arguments.call.get("states", Unknown("the states are not given here"))
    if isinstance(shape, Unknown):
        return Result(shape)
    require_rank(shape, at_least=1)
    weights = cell.weights(require_defined(shape, -1, "the kernel"))
    sizes = [size for state in cell.states for size in (state if isinstance(state, tuple) else (state,))]
    given = [] if isinstance(states, (Unknown, NamedTensors)) else list(leaves(states))
    known = all(isinstance(state, Tensor) and isinstance(state.shape, tuple) for state in given)
    if len(shape) != 2 or len(given) != len(sizes) or not known:
        return Result(Unknown("a cell is called on something else than one step and its states"), weights)
    batch: Size = shape[0]
    for state, size in zip(given, sizes, strict=True):
        assert isinstance(state, Tensor)
        assert isinstance(state.shape, tuple)
        if len(state.shape) != 2:
            return Result(Unknown("a state has another rank than 2"), weights)
        require_size(state.shape, 1, size, "the cell has as many units", "states")
        batch = state.shape[0] if not isinstance(batch, int) and isinstance(state.shape[0], int) else batch
    tensors = iter([Tensor((batch, size), dtype) for size, dtype in zip(sizes, cell.dtypes, strict=True)])
    output = (Tensor((batch, cell.units), cell.dtypes[-1]), _like(states, tensors))
    return Result(output, weights, macs=products_of_kernels(weights))


def products_of_kernels(weights: Iterable[Weight]) -> Size:
    """The multiply-adds of one step: every number in a kernel is used once."""
    total: Size = 0
    for weight in weights:
        total = total + (weight.count if "bias" not in weight.name else 0)
    return total


def _like(structure: Structure, tensors: Iterator[Tensor]) -> Structure:
    """The new states, nested as the old ones are."""
    if isinstance(structure, tuple):
        return tuple(_like(item, tensors) for item in structure)
    return next(tensors)


@layer(
    f"LSTMCell({GATED} unit_forget_bias=True, {PENALTIES} {CONSTRAINTS} seed=None, **kwargs)",
    hidden={"implementation": 2},
    call=CALL,
    examples=(
        example(
            "LSTMCell(4)",
            {"inputs": (None, 8), "states": [(None, 4), (None, 4)]},
            [(None, 4), [(None, 4), (None, 4)]],
            params=208,
        ),
    ),
)
def lstm_cell(inputs: Structure, arguments: Arguments) -> Result:
    """One step of an LSTM: the output, and the two new states."""
    check_cell(arguments)
    check_forget_bias(arguments)
    return _step(inputs, arguments, single_cell(arguments, LSTM_CELL))


@layer(
    f"GRUCell({GATED} {PENALTIES} {CONSTRAINTS} reset_after=True, seed=None, **kwargs)",
    hidden={"implementation": 2},
    call=CALL,
    examples=(
        example("GRUCell(4)", {"inputs": (None, 8), "states": [(None, 4)]}, [(None, 4), [(None, 4)]], params=168),
    ),
)
def gru_cell(inputs: Structure, arguments: Arguments) -> Result:
    """One step of a GRU: the output, and the new state."""
    check_cell(arguments)
    return _step(inputs, arguments, single_cell(arguments, GRU_CELL))


@layer(
    f"""SimpleRNNCell(units, activation="tanh", use_bias=True, kernel_initializer="glorot_uniform",
    recurrent_initializer="orthogonal", bias_initializer="zeros", {PENALTIES} {CONSTRAINTS} seed=None, **kwargs)""",
    call="sequence, states, training=False",
    examples=(
        example(
            "SimpleRNNCell(4)", {"sequence": (None, 8), "states": [(None, 4)]}, [(None, 4), [(None, 4)]], params=52
        ),
    ),
)
def simple_rnn_cell(inputs: Structure, arguments: Arguments) -> Result:
    """One step of a SimpleRNN: the output, and the new state."""
    check_cell(arguments)
    return _step(inputs, arguments, single_cell(arguments, SIMPLE_CELL))


@layer(
    "StackedRNNCells(cells, **kwargs)",
    call="inputs, states, training=False, **kwargs",
    examples=(
        example(
            "StackedRNNCells([LSTMCell(4), GRUCell(3)])",
            {"inputs": (None, 8), "states": [[(None, 4), (None, 4)], [(None, 3)]]},
            [(None, 3), [[(None, 4), (None, 4)], [(None, 3)]]],
            params=208 + 81,
        ),
    ),
)
def stacked_rnn_cells(inputs: Structure, arguments: Arguments) -> Result:
    """Cells one after the other, for `RNN`: each reads the output of the one before."""
    if arguments["cells"] in ((), [], {}, ""):
        return Result((unchanged(inputs, arguments).output, ()))
    cell = read_cell(arguments, "cells")
    if isinstance(cell, Unknown):
        return Result(cell)
    if isinstance(inputs, Tensor) and isinstance(inputs.shape, tuple):
        for inner in arguments["cells"]:
            if isinstance(inner, Configured):
                check_scope_name(inner)
    result = _step(inputs, arguments, cell)
    if isinstance(result.output, tuple) and isinstance(result.output[1], tuple) and len(cell.states) == 1:
        # for one cell, Keras leaves away the list around its states
        return replace(result, output=(result.output[0], result.output[1][0]))
    return result


_KINDS = {"LSTMCell": LSTM_CELL, "GRUCell": GRU_CELL, "SimpleRNNCell": SIMPLE_CELL}
