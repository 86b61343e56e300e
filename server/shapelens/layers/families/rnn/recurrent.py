"""Recurrent layers: LSTM, GRU, SimpleRNN, and RNN around any cell.

Weights: `recurrent_cells`; shapes: keras.src.layers.rnn.rnn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shapelens.layers.families.rnn.recurrent_cells import (
    CONSTRAINTS,
    GATED,
    GRU_CELL,
    LSTM_CELL,
    PENALTIES,
    SIMPLE_CELL,
    Cell,
    CellKind,
    StateSize,
    check_cell,
    check_cudnn,
    check_forget_bias,
    products_of_kernels,
    read_cell,
    single_cell,
)
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import require_defined, require_rank, single
from shapelens.layers.framework.problems import Reject, UndefinedAxis
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Shape, Structure, Tensor, is_open
from shapelens.shapes.unknown import Unknown

CALL = "sequences, initial_state=None, mask=None, training=False"
SEQUENCES = "return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False,"


def recurrent(inputs: Structure, arguments: Arguments, kind: CellKind) -> Result:
    """A layer around one cell of its own; (batch, steps, features) -> (batch, units)."""
    check_cell(arguments)
    cell = single_cell(arguments, kind)
    tensor = single(inputs)
    if isinstance(tensor.shape, tuple):
        require_rank(tensor.shape, exactly=3)
    return run_cell(tensor.shape, arguments, cell)


def run_cell(shape: Shape, arguments: Arguments, cell: Cell) -> Result:
    """Run a cell over the steps of an input: its last output, or all of them, and its states."""
    dtype = arguments.compute_dtype()
    if isinstance(shape, Unknown):
        return with_states(shape, arguments, cell.units, cell.states, Result(Tensor(shape, dtype)))
    require_rank(shape, at_least=2)
    # a step has the axes before and after that of the steps; the cell reads its last one
    weights = cell.weights(require_defined(shape, -1 if len(shape) > 2 else 0, "the kernel"))
    if arguments.flag("stateful") is True and is_open(shape[0]):
        raise Reject(UndefinedAxis(0, shape, "the states", "stateful"))
    result = Result(Tensor(shape, dtype), weights, macs=shape[1] * products_of_kernels(weights))
    return with_states(shape, arguments, cell.units, cell.states, result)


def with_states(shape: Shape, arguments: Arguments, units: Size, states: Sequence[StateSize], result: Result) -> Result:
    """`result` with the last output, or all of them (`return_sequences`), and the states (`return_state`)."""
    dtype = arguments.compute_dtype()
    sequences, state = arguments.flag("return_sequences"), arguments.flag("return_state")
    if isinstance(state, Unknown):
        return replace(result, output=state)
    axes: tuple[str, ...] = ()
    output = Tensor(shape, dtype)
    if isinstance(sequences, Unknown):
        output = Tensor(sequences, dtype)
    elif isinstance(shape, tuple):
        axes = ("batch", "steps", "units") if sequences else ("batch", "units")
        output = Tensor((*shape[: len(axes) - 1], units), dtype)
    if not state:
        return replace(result, output=output, axes=axes)
    batch = shape if isinstance(shape, Unknown) else shape[0]
    return replace(result, output=(output, *(state_of(batch, size, dtype) for size in states)))


def state_of(batch: Size, size: StateSize, dtype: str | Unknown) -> Structure:
    """One state of a cell, or the several that a cell among others has."""
    if isinstance(size, tuple):
        return tuple(Tensor((batch, each), dtype) for each in size)
    return Tensor((batch, size), dtype)


@layer(
    f"""LSTM({GATED} unit_forget_bias=True, {PENALTIES} activity_regularizer=None, {CONSTRAINTS} seed=None,
    {SEQUENCES} use_cudnn="auto", **kwargs)""",
    hidden={"implementation": 2, "zero_output_for_mask": False},
    call=CALL,
    examples=(
        example("LSTM(64)", (None, 100, 16), (None, 64), params=20736),
        example("LSTM(32, return_sequences=True)", (None, None, 16), (None, None, 32), params=6272),
        example("LSTM(8, return_state=True)", (None, 5, 4), [(None, 8), (None, 8), (None, 8)], params=416),
    ),
    traits=("recurrent",),
    added={"use_cudnn": (3, 2)},
)
def lstm(inputs: Structure, arguments: Arguments) -> Result:
    """Four gates read each step; gives the last output, or all with `return_sequences`."""
    check_cudnn(arguments)
    check_forget_bias(arguments)
    return recurrent(inputs, arguments, LSTM_CELL)


@layer(
    f"""GRU({GATED} {PENALTIES} activity_regularizer=None, {CONSTRAINTS} seed=None, {SEQUENCES} reset_after=True,
    use_cudnn="auto", **kwargs)""",
    hidden={"implementation": 2, "zero_output_for_mask": False},
    call=CALL,
    examples=(
        example("GRU(32)", (None, 100, 16), (None, 32), params=4800),
        example("GRU(32, reset_after=False, return_state=True)", (8, 10, 16), [(8, 32), (8, 32)], params=4704),
    ),
    traits=("recurrent",),
    added={"use_cudnn": (3, 2)},
)
def gru(inputs: Structure, arguments: Arguments) -> Result:
    """Three gates read each step; gives the last output, or all with `return_sequences`."""
    check_cudnn(arguments)
    return recurrent(inputs, arguments, GRU_CELL)


@layer(
    f"""SimpleRNN(units, activation="tanh", use_bias=True, kernel_initializer="glorot_uniform",
    recurrent_initializer="orthogonal", bias_initializer="zeros", {PENALTIES} activity_regularizer=None,
    {CONSTRAINTS} {SEQUENCES} seed=None, **kwargs)""",
    hidden={"zero_output_for_mask": False},
    call=CALL,
    unread=frozenset({"activity_regularizer"}),
    examples=(example("SimpleRNN(32)", (None, 100, 16), (None, 32), params=1568),),
    traits=("recurrent",),
)
def simple_rnn(inputs: Structure, arguments: Arguments) -> Result:
    """One kernel reads each step; gives the last output, or all with `return_sequences`."""
    return recurrent(inputs, arguments, SIMPLE_CELL)


@layer(
    "RNN(cell, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False,"
    " zero_output_for_mask=False, **kwargs)",
    call=CALL,
    examples=(
        example("RNN(LSTMCell(16))", (None, 10, 8), (None, 16), params=1600),
        example("RNN([GRUCell(4), GRUCell(3)], return_sequences=True)", (None, 10, 8), (None, 10, 3), params=249),
    ),
    traits=("recurrent",),
)
def rnn(inputs: Structure, arguments: Arguments) -> Result:
    """A cell, or several stacked, reads each step; gives the last output, or all with `return_sequences`."""
    cell = read_cell(arguments, "cell")
    tensor = single(inputs)
    if isinstance(cell, Unknown):
        return Result(Unknown(cell.reason, cell.line))
    return run_cell(tensor.shape, arguments, cell)
