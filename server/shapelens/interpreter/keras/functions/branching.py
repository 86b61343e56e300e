"""`tf.cond`, `keras.ops.while_loop` and their like: functions of the program of which one is called, or one often."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

from shapelens.interpreter.domain.values import CallArguments, TensorValue, Value
from shapelens.interpreter.keras.functions.calling import LibraryCall, apply, as_tensors, operate, settled
from shapelens.interpreter.language.branches import join_evaluated
from shapelens.interpreter.language.comparison import truth
from shapelens.interpreter.language.container_items import items_of
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def _any_of(machine: Machine, functions: Sequence[Callable[[], Value]]) -> Value:
    """What the values of several ways have in common of which one is gone."""

    def joined(first: Callable[[], Value], second: Callable[[], Value]) -> Callable[[], Value]:
        return lambda: join_evaluated(machine, first, second)

    return reduce(joined, functions)()


def _call(machine: Machine, function: Value, values: list[Value], span: Span) -> Callable[[], Value]:
    return lambda: machine.call(function, CallArguments(list(values)), span)


@library("tensorflow.cond", "keras.ops.cond")
def _cond(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """One of two functions is called: what both give, where it is not known which."""
    yes, no = (
        _call(machine, arguments.get(place, f"{name}_fn"), [], span) for place, name in ((1, "true"), (2, "false"))
    )
    known = truth(machine, arguments.get(0, "pred"))
    if isinstance(known, Unknown):
        return join_evaluated(machine, yes, no)
    return yes() if known else no()


@library("keras.ops.switch", "tensorflow.switch_case")
def _switch(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """One of several functions is called: what all of them give, where it is not known which."""
    index = arguments.get(0, "index" if "index" in arguments.keywords else "branch_index")
    named = "branches" if "branches" in arguments.keywords else "branch_fns"
    functions = items_of(machine, arguments.get(1, named))
    if not functions:
        return NOT_KNOWN
    listed = [item[1] if isinstance(item, tuple) and len(item) == 2 else item for item in functions]
    calls = [_call(machine, function, arguments.positional[2:], span) for function in listed]
    if "default" in arguments.keywords:
        calls.append(_call(machine, arguments.keywords["default"], [], span))
    if isinstance(index, int) and listed == list(functions):
        return calls[max(0, min(index, len(calls) - 1))]()
    return _any_of(machine, calls)


@library("tensorflow.case")
def _case(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The function behind the first condition that holds: what all of them give, where it is not known which."""
    given = items_of(machine, arguments.get(0, "pred_fn_pairs")) or ()
    pairs = [pair for pair in given if isinstance(pair, tuple) and len(pair) == 2]
    if not pairs or len(pairs) != len(given):
        return NOT_KNOWN
    calls = [_call(machine, function, [], span) for _, function in pairs]
    default = arguments.get(1, "default")
    if default is not None:
        calls.append(_call(machine, default, [], span))
    return _any_of(machine, calls)


@library("tensorflow.while_loop", "keras.ops.while_loop")
def _while_loop(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The body again and again: what one round leaves as it was; the rest is not known."""
    body = arguments.get(1, "body")
    begun = as_tensors(machine, arguments.get(2, "loop_vars"))

    def compute(values: Value) -> Value:
        listed = list(values) if isinstance(values, tuple) else [values]
        after = apply(machine, body, listed, span)
        if isinstance(values, tuple) and len(values) == 1 and not isinstance(after, tuple):
            after = (after,)
        return settled(machine, values, after)

    call = LibraryCall("while_loop", "tensorflow.while_loop", arguments, span)
    return operate(machine, call, begun, compute)


@library("keras.ops.fori_loop")
def _fori_loop(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The body for each number: what one round leaves as it was; the rest is not known."""
    body = arguments.get(2, "body_fun")
    begun = as_tensors(machine, arguments.get(3, "init_val"))
    number = TensorValue(Tensor((), "int32"))

    def compute(values: Value) -> Value:
        return settled(machine, values, apply(machine, body, [number, values], span))

    call = LibraryCall("fori_loop", "keras.ops.fori_loop", arguments, span)
    return operate(machine, call, begun, compute)


@library(
    "tensorflow.function", "tensorflow.custom_gradient", "tensorflow.recompute_grad", "tensorflow.grad_pass_through",
    "tensorflow.autograph.experimental.do_not_convert", "keras.ops.custom_gradient",
    "keras.saving.register_keras_serializable", "keras.utils.register_keras_serializable",
)  # fmt: skip
def _passed_through(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """A function that is wrapped does what it does; where there is none yet, it is a decorator that is asked for."""
    return arguments.positional[0] if arguments.positional else NOT_KNOWN


@library("keras.ops.jvp")
def _jvp(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """What a function gives, and how it changes: the same shapes twice."""
    primals = as_tensors(machine, arguments.get(1, "primals"))
    function = arguments.get(0, "fun")

    def compute(values: Value) -> Value:
        given = apply(machine, function, list(values) if isinstance(values, tuple) else [values], span)
        return (given, given)

    if "has_aux" in arguments.keywords:
        return NOT_KNOWN
    return operate(machine, LibraryCall("jvp", "keras.ops.jvp", arguments, span), primals, compute)
