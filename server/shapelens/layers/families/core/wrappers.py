"""Layers around another layer: Bidirectional, TimeDistributed, SpectralNormalization.

The wrapped layer arrives as `Configured`; its own rule is applied, and what it rejects is rejected.
"""

from __future__ import annotations

from typing import Any

from shapelens.layers.families.pooling.global_pooling import pooled
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import show
from shapelens.layers.framework.inputs import require_rank, single, unknown_result, with_dtype
from shapelens.layers.framework.problems import Reject
from shapelens.layers.framework.registry import Configured, apply, apply_unfrozen, example, layer
from shapelens.layers.framework.result import Result, Step, Weight
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

# the variables of these belong to layers inside them, whose own `trainable` counts when they are wrapped themselves
NESTED = frozenset(
    {"Bidirectional", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "GroupQueryAttention", "MultiHeadAttention", "RNN"}
    | {"SpectralNormalization", "StackedRNNCells", "TimeDistributed"}
)
RECURRENT = frozenset({"LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"})


def inner_layer(arguments: Arguments, name: str) -> Any:
    """The layer (or model) that the argument `name` holds, or why it is not known.

    Rejects: `InvalidArgument` for what is certainly no layer.
    """
    value = arguments[name]
    if isinstance(value, (Configured, Unknown)) or hasattr(value, "apply_to"):
        return value
    if is_symbolic(value) or is_opaque(value):
        return Unknown(f"`{name}` is not a layer that can be determined")
    return arguments.reject(name, "a layer")


def apply_inner(inner: Any, inputs: Structure) -> Result | Unknown:
    """What a wrapped layer gives; a model of the program applies itself (`apply_to`)."""
    if isinstance(inner, Unknown):
        return inner
    if isinstance(inner, Configured):
        outcome = apply_unfrozen(inner, inputs) if inner.layer.name in NESTED else apply(inner, inputs)
    else:
        outcome = inner.apply_to(inputs)
    if isinstance(outcome, (Result, Unknown)):
        return outcome
    raise Reject(outcome)


@layer(
    "Bidirectional(layer, merge_mode='concat', weights=None, backward_layer=None, **kwargs)",
    call="sequences, initial_state=None, mask=None, training=None",
    examples=(
        example("Bidirectional(LSTM(32))", (None, 100, 16), (None, 64), params=12544),
        example(
            "Bidirectional(GRU(8, return_sequences=True), merge_mode='sum')", (None, 9, 4), (None, 9, 8), params=672
        ),
        example("Bidirectional(SimpleRNN(8), merge_mode=None)", (None, 9, 4), [(None, 8), (None, 8)], params=208),
    ),
    traits=("recurrent",),
)
def bidirectional(inputs: Structure, arguments: Arguments) -> Result:
    """A recurrent layer forwards and another backwards; `merge_mode` says how the two outputs become one."""
    merge_mode = arguments["merge_mode"]
    if merge_mode not in ("sum", "mul", "ave", "concat", None) and not _undetermined(merge_mode):
        arguments.reject("merge_mode", "'concat', 'sum', 'mul', 'ave' or None")
    forward = _recurrent(arguments, "layer")
    backward = forward if arguments["backward_layer"] is None else _recurrent(arguments, "backward_layer")
    _check_directions(arguments, forward, backward)
    tensor = single(inputs)
    kept = isinstance(forward, Configured) and [forward.arguments.flag(name) for name in ("stateful", "return_state")]
    if isinstance(tensor.shape, tuple) and kept == [True, True]:
        # Keras' own symbols of the states: `'generator' * 'int'`
        arguments.reject("layer", "a layer that is not both stateful=True and return_state=True")
    there = apply_inner(forward, tensor)
    back = there if backward is forward else apply_inner(backward, tensor)
    if isinstance(there, Unknown) or isinstance(back, Unknown) or _undetermined(merge_mode):
        return Result(Unknown("the layer inside or `merge_mode` could not be determined"))
    weights = (*_renamed(there, "forward"), *_renamed(back, "backward"))
    output = with_dtype(there.output, arguments.compute_dtype())
    states: tuple[Structure, ...] = output[1:] if isinstance(output, tuple) else ()
    output = output[0] if isinstance(output, tuple) else output
    first = _doubled(output) if merge_mode == "concat" else output
    steps = _joined_step(output, there.axes) if merge_mode == "concat" else ()
    others = (*((output,) if merge_mode is None else ()), *states, *states)
    return Result((first, *others) if others else first, weights, steps, there.axes, there.macs + back.macs)


def _recurrent(arguments: Arguments, name: str) -> Any:
    inner = inner_layer(arguments, name)
    if isinstance(inner, Configured) and inner.layer.name not in RECURRENT:
        arguments.reject(name, "a recurrent layer")
    return inner


def _check_directions(arguments: Arguments, forward: Any, backward: Any) -> None:
    """One goes forwards and one backwards, and they give the same kinds of output."""
    if not isinstance(forward, Configured) or not isinstance(backward, Configured):
        return
    if backward is forward:
        # that of the twin is True where this one is false in any way, and the two are compared
        if forward.arguments["go_backwards"] in (True, 1):
            arguments.reject("layer", "a layer without go_backwards=True")
        return
    if arguments["backward_layer"] is None:
        return
    for name in ("go_backwards", "stateful", "return_sequences", "return_state"):
        one, other = forward.arguments[name], backward.arguments[name]
        if not _undetermined(one) and not _undetermined(other) and (one == other) == (name == "go_backwards"):
            kind = "another" if name == "go_backwards" else "the same"
            arguments.reject("backward_layer", f"a layer with {kind} `{name}` as `layer`")


def _undetermined(value: Any) -> bool:
    return is_symbolic(value) or is_opaque(value)


def _doubled(output: Structure) -> Structure:
    """The two outputs joined on their last axis."""
    if not isinstance(output, Tensor) or isinstance(output.shape, Unknown):
        return output
    return Tensor((*output.shape[:-1], 2 * output.shape[-1]), output.dtype)


def _joined_step(output: Structure, axes: tuple[str, ...]) -> tuple[Step, ...]:
    """How the last axis came about: `units: 32 + 32`."""
    if not isinstance(output, Tensor) or not isinstance(output.shape, tuple) or not axes:
        return ()
    units = output.shape[-1]
    return (Step(axes[-1], f"{show(units)} + {show(units)}", 2 * units),)


def _renamed(result: Result, prefix: str) -> tuple[Weight, ...]:
    return tuple(Weight(f"{prefix}/{weight.name}", weight.shape, weight.trainable) for weight in result.weights)


@layer(
    "TimeDistributed(layer, **kwargs)",
    examples=(
        example("TimeDistributed(Dense(8))", (None, 10, 16), (None, 10, 8), params=136),
        example("TimeDistributed(Conv2D(4, 3))", (None, None, 9, 9, 3), (None, None, 7, 7, 4), params=112),
    ),
    traits=("of_steps",),
)
def time_distributed(inputs: Structure, arguments: Arguments) -> Result:
    """The layer at every step: its input has one axis less, and its output gets the steps back after the batch."""
    inner = inner_layer(arguments, "layer")
    shape = single(inputs).shape
    dtype = arguments.compute_dtype()
    if isinstance(shape, Unknown):
        return unknown_result(shape, dtype)
    require_rank(shape, at_least=3)
    result = _one_step(inner, Tensor((shape[0], *shape[2:]), dtype))
    if isinstance(result, Unknown):
        return unknown_result(result, dtype)
    if isinstance(result.output, tuple):
        arguments.reject("layer", "a layer with one output")
    child = (
        result.output.shape if isinstance(result.output, Tensor) else Unknown("the layer inside gives several tensors")
    )
    if isinstance(child, Unknown):
        return Result(Tensor(child, dtype), result.weights)
    output = Tensor((child[0], shape[1], *child[1:]), dtype)
    axes = ("batch", "time", *result.axes[1:]) if len(result.axes) == len(child) else ()
    return Result(output, result.weights, result.steps, axes, result.macs * shape[1])


def _one_step(inner: Any, step: Tensor) -> Result | Unknown:
    """What the layer inside gives for one step. Keras calls it without asking for its rank: a global pool takes any."""
    if isinstance(inner, Configured) and inner.layer.family == "global_pooling" and isinstance(step.shape, tuple):
        rank = int(inner.layer.name[-2])
        return Result(Tensor(pooled(step.shape, inner.arguments, rank), inner.arguments.compute_dtype()))
    return apply_inner(inner, step)


@layer(
    "SpectralNormalization(layer, power_iterations=1, **kwargs)",
    call="inputs, training=False",
    examples=(
        example("SpectralNormalization(Dense(8))", (None, 16), (None, 8), params=144),
        example("SpectralNormalization(Conv2D(8, 3))", (None, 9, 9, 4), (None, 7, 7, 8), params=304),
    ),
)
def spectral_normalization(inputs: Structure, arguments: Arguments) -> Result:
    """The layer with its kernel kept at norm 1; one vector beside the kernel, not trained."""
    inner = inner_layer(arguments, "layer")
    iterations = arguments.number("power_iterations")
    if isinstance(iterations, (int, float)) and iterations <= 0:
        arguments.reject("power_iterations", "greater than zero")
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, at_least=1)
    result = apply_inner(inner, tensor)
    if isinstance(result, Unknown):
        return unknown_result(result, dtype)
    kernel = next((weight for weight in result.weights if weight.name in ("kernel", "embeddings")), None)
    if not isinstance(inner, Configured):
        return unknown_result(Unknown("`layer` is not a layer that can be determined"), dtype)
    if kernel is None or inner.layer.name in RECURRENT:
        arguments.reject("layer", "a layer with a kernel or embeddings")
    vector = Weight("vector_u", (1, kernel.shape[-1]), trainable=False)
    output = with_dtype(result.output, dtype)
    return Result(output, (*result.weights, vector), result.steps, result.axes, result.macs, result.window)
