"""Convolutional LSTM for 1, 2 and 3 spatial dimensions (keras.src.layers.rnn.conv_lstm)."""

from __future__ import annotations

from shapelens.layers.families.convolutional.convolutional import defined_channels, reject_strides_with_dilation
from shapelens.layers.families.rnn.recurrent import CALL
from shapelens.layers.families.rnn.recurrent_cells import check_cell, check_forget_bias
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import axis_names, compute_conv_output_shape
from shapelens.layers.framework.inputs import require_rank, single
from shapelens.layers.framework.problems import Reject, UndefinedAxis
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Weight
from shapelens.shapes.expressions import product
from shapelens.shapes.tensors import Dims, Structure, Tensor, is_open
from shapelens.shapes.unknown import Unknown

SIGNATURE = """filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1, activation="tanh",
    recurrent_activation="sigmoid", use_bias=True, kernel_initializer="glorot_uniform",
    recurrent_initializer="orthogonal", bias_initializer="zeros", unit_forget_bias=True, kernel_regularizer=None,
    recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
    recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, seed=None,
    return_sequences=False, return_state=False, go_backwards=False, stateful=False, **kwargs"""
HIDDEN = {"unroll": False, "zero_output_for_mask": False}


def conv_lstm(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """An LSTM whose kernels slide; (batch, steps, *spatial, channels) -> (batch, *new spatial, filters)."""
    filters = arguments.integer("filters", minimum=0)
    kernel_size = arguments.tuple_of("kernel_size", rank, fractions=False)
    strides = arguments.tuple_of("strides", rank)
    dilation_rate = arguments.tuple_of("dilation_rate", rank)
    padding = arguments.choice("padding", ("valid", "same"))
    data_format = arguments.data_format()
    reject_strides_with_dilation(arguments, strides, dilation_rate)
    check_cell(arguments)
    check_forget_bias(arguments)
    tensor = single(inputs)
    shape = tensor.shape
    if isinstance(shape, Unknown):
        return _outputs(shape, shape, arguments, Result(tensor))
    require_rank(shape, exactly=rank + 3)
    step = (shape[0], *shape[2:])
    channels = defined_channels(step, data_format)
    for index, size in enumerate(shape):
        if index > 1 and is_open(size):
            raise Reject(UndefinedAxis(index, shape, "the states"))
    if arguments.flag("stateful") is True and is_open(shape[0]):
        raise Reject(UndefinedAxis(0, shape, "the states", "stateful"))
    state, steps = compute_conv_output_shape(step, filters, kernel_size, strides, padding, data_format, dilation_rate)
    kernel = Weight("kernel", (*kernel_size, channels, 4 * filters))
    recurrent_kernel = Weight("recurrent_kernel", (*kernel_size, filters, 4 * filters))
    use_bias = arguments.flag("use_bias")
    bias = () if use_bias is False else (use_bias if isinstance(use_bias, Unknown) else 4 * filters,)
    weights = (kernel, recurrent_kernel, *((Weight("bias", bias),) if bias else ()))
    macs = shape[1] * (kernel.count + recurrent_kernel.count) * product(each.size for each in steps)
    return _outputs(shape, state, arguments, Result(tensor, weights, steps, macs=macs))


def _outputs(shape: Dims | Unknown, state: Dims | Unknown, arguments: Arguments, result: Result) -> Result:
    """The last output or all of them, and the two states, as the arguments ask."""
    dtype = arguments.compute_dtype()
    sequences, with_state = arguments.flag("return_sequences"), arguments.flag("return_state")
    axes: tuple[str, ...] = ()
    output = Tensor(state, dtype)
    if isinstance(sequences, Unknown):
        output = Tensor(sequences, dtype)
    elif isinstance(shape, tuple) and isinstance(state, tuple):
        axes = axis_names(len(state) - 2, arguments.data_format())
        if sequences:
            output, axes = Tensor((state[0], shape[1], *state[1:]), dtype), (axes[0], "time", *axes[1:])
    if isinstance(with_state, Unknown):
        return Result(with_state, result.weights, result.steps, macs=result.macs)
    if with_state:
        states = (Tensor(state, dtype),) * 2
        return Result((output, *states), result.weights, result.steps, macs=result.macs)
    return Result(output, result.weights, result.steps, axes, result.macs)


@layer(
    f"ConvLSTM1D({SIGNATURE})",
    hidden=HIDDEN,
    call=CALL,
    examples=(example("ConvLSTM1D(4, 3)", (None, 5, 10, 2), (None, 8, 4), params=304),),
    traits=("of_steps",),
)
def conv_lstm1d(inputs: Structure, arguments: Arguments) -> Result:
    """An LSTM whose kernels slide over a line at each step."""
    return conv_lstm(inputs, arguments, 1)


@layer(
    f"ConvLSTM2D({SIGNATURE})",
    hidden=HIDDEN,
    call=CALL,
    examples=(
        example(
            "ConvLSTM2D(4, 3, padding='same', return_sequences=True)",
            (None, None, 9, 9, 2),
            (None, None, 9, 9, 4),
            params=880,
        ),
        example("ConvLSTM2D(4, 3, strides=2)", (None, 5, 9, 9, 2), (None, 4, 4, 4), params=880),
    ),
    traits=("of_steps",),
)
def conv_lstm2d(inputs: Structure, arguments: Arguments) -> Result:
    """An LSTM whose kernels slide over an image at each step."""
    return conv_lstm(inputs, arguments, 2)


@layer(
    f"ConvLSTM3D({SIGNATURE})",
    hidden=HIDDEN,
    call=CALL,
    examples=(example("ConvLSTM3D(2, 2)", (None, 3, 5, 5, 5, 1), (None, 4, 4, 4, 2), params=200),),
    traits=("of_steps",),
)
def conv_lstm3d(inputs: Structure, arguments: Arguments) -> Result:
    """An LSTM whose kernels slide over a volume at each step."""
    return conv_lstm(inputs, arguments, 3)
