"""Recurrent layers: LSTM, GRU, SimpleRNN.

Weights: the cells of keras.src.layers.rnn.lstm, gru and simple_rnn; shapes: keras.src.layers.rnn.rnn.
"""

from __future__ import annotations

from shapelens.layers.arguments import Arguments
from shapelens.layers.inputs import require_defined, require_rank, single, unknown_result
from shapelens.layers.problems import Reject, UndefinedAxis
from shapelens.layers.registry import example, layer
from shapelens.layers.result import Result, Weight
from shapelens.layers.values import is_opaque, is_symbolic
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Structure, Tensor, is_open
from shapelens.shapes.unknown import Unknown

CALL = "sequences, initial_state=None, mask=None, training=False"
GATED = """units, activation="tanh", recurrent_activation="sigmoid", use_bias=True,
    kernel_initializer="glorot_uniform", recurrent_initializer="orthogonal", bias_initializer="zeros","""
PENALTIES = "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None,"
CONSTRAINTS = """kernel_constraint=None, recurrent_constraint=None, bias_constraint=None,
    dropout=0.0, recurrent_dropout=0.0,"""
SEQUENCES = "return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False,"


def recurrent(inputs: Structure, arguments: Arguments, gates: int, states: int, bias: Dims) -> Result:
    """A recurrent layer with `gates` kernels side by side; (batch, steps, features) -> (batch, units).

    The bias has the shape `bias`; with `return_state` the `states` come after the output.
    """
    units = arguments.integer("units", minimum=1)
    check_cell(arguments)
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return _with_states(tensor.shape, arguments, (), states, units, dtype)
    require_rank(tensor.shape, exactly=3)
    features = require_defined(tensor.shape, 2, "the kernel")
    weights = [Weight("kernel", (features, gates * units)), Weight("recurrent_kernel", (units, gates * units))]
    steps = tensor.shape[1]
    macs = steps * (weights[0].count + weights[1].count)
    use_bias = arguments.flag("use_bias")
    if use_bias is not False:
        weights.append(Weight("bias", (use_bias,) if isinstance(use_bias, Unknown) else bias))
    if arguments.flag("stateful") is True and is_open(tensor.shape[0]):
        raise Reject(UndefinedAxis(0, tensor.shape, "the states", "stateful"))
    return _with_states(tensor.shape, arguments, tuple(weights), states, units, dtype, macs)


def check_cell(arguments: Arguments) -> None:
    """Reject what the cell's constructor rejects."""
    arguments.number("dropout")
    arguments.number("recurrent_dropout")
    arguments.seed()


def _check_cudnn(arguments: Arguments) -> None:
    value = arguments["use_cudnn"]
    if not is_symbolic(value) and not is_opaque(value) and value not in ("auto", True, False):
        arguments.reject("use_cudnn", "'auto', True or False")


def _with_states(
    shape: Dims | Unknown,
    arguments: Arguments,
    weights: tuple[Weight, ...],
    states: int,
    units: Size,
    dtype: str | Unknown,
    macs: Size = 0,
) -> Result:
    """The last output, or all of them (`return_sequences`), and the states (`return_state`)."""
    sequences, state = arguments.flag("return_sequences"), arguments.flag("return_state")
    if isinstance(state, Unknown):
        return Result(state, weights, macs=macs)
    axes: tuple[str, ...] = ()
    if isinstance(shape, Unknown) or isinstance(sequences, Unknown):
        output = unknown_result(sequences if isinstance(sequences, Unknown) else _reason(shape), dtype).output
    elif sequences:
        output, axes = Tensor((shape[0], shape[1], units), dtype), ("batch", "steps", "units")
    else:
        output, axes = Tensor((shape[0], units), dtype), ("batch", "units")
    if not state:
        return Result(output, weights, axes=axes, macs=macs)
    batch = shape if isinstance(shape, Unknown) else shape[0]
    return Result((output, *(Tensor((batch, units), dtype) for _ in range(states))), weights, macs=macs)


def _reason(shape: Dims | Unknown) -> Unknown:
    return shape if isinstance(shape, Unknown) else Unknown("the rank of the input is unknown")


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
)
def lstm(inputs: Structure, arguments: Arguments) -> Result:
    """Four gates read each step; gives the last output, or all with `return_sequences`."""
    _check_cudnn(arguments)
    forget_bias = arguments.flag("use_bias") is True and arguments.flag("unit_forget_bias") is True
    if forget_bias and arguments["bias_initializer"] is None:
        arguments.reject("bias_initializer", "an initializer where `unit_forget_bias` is True")
    return recurrent(inputs, arguments, 4, 2, (4 * arguments.integer("units", minimum=1),))


@layer(
    f"""GRU({GATED} {PENALTIES} activity_regularizer=None, {CONSTRAINTS} seed=None, {SEQUENCES} reset_after=True,
    use_cudnn="auto", **kwargs)""",
    hidden={"implementation": 2, "zero_output_for_mask": False},
    call=CALL,
    examples=(
        example("GRU(32)", (None, 100, 16), (None, 32), params=4800),
        example("GRU(32, reset_after=False, return_state=True)", (8, 10, 16), [(8, 32), (8, 32)], params=4704),
    ),
)
def gru(inputs: Structure, arguments: Arguments) -> Result:
    """Three gates read each step; gives the last output, or all with `return_sequences`."""
    _check_cudnn(arguments)
    size = 3 * arguments.integer("units", minimum=1)
    reset_after = arguments.flag("reset_after")
    if isinstance(reset_after, Unknown):
        return recurrent(inputs, arguments, 3, 1, (reset_after,))
    return recurrent(inputs, arguments, 3, 1, (2, size) if reset_after else (size,))


@layer(
    f"""SimpleRNN(units, activation="tanh", use_bias=True, kernel_initializer="glorot_uniform",
    recurrent_initializer="orthogonal", bias_initializer="zeros", {PENALTIES} activity_regularizer=None,
    {CONSTRAINTS} {SEQUENCES} seed=None, **kwargs)""",
    hidden={"zero_output_for_mask": False},
    call=CALL,
    examples=(example("SimpleRNN(32)", (None, 100, 16), (None, 32), params=1568),),
)
def simple_rnn(inputs: Structure, arguments: Arguments) -> Result:
    """One kernel reads each step; gives the last output, or all with `return_sequences`."""
    return recurrent(inputs, arguments, 1, 1, (arguments.integer("units", minimum=1),))
