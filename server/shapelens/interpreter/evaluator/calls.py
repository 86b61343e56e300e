"""Calls: what happens when a value is called, by what the value is."""

from __future__ import annotations

from dataclasses import replace
from types import EllipsisType

from shapelens.interpreter.domain.analysis import Observation
from shapelens.interpreter.domain.objects import (
    ClassObject,
    FunctionalObject,
    InstanceObject,
    LayerObject,
    SequentialObject,
)
from shapelens.interpreter.domain.values import (
    AnyOf,
    BoundMethod,
    CallArguments,
    Descriptor,
    ExceptionValue,
    Field,
    Function,
    LibraryInstance,
    Method,
    Module,
    Named,
    Namespace,
    NoValue,
    OneOf,
    Partial,
    Ref,
    SliceValue,
    Sometimes,
    Stream,
    SuperValue,
    TensorValue,
    Value,
    not_known,
    with_receiver,
)
from shapelens.interpreter.evaluator.escapes import forget, is_harmless, let_escape
from shapelens.interpreter.evaluator.methods import call_bound_method
from shapelens.interpreter.evaluator.recursion import call_followed
from shapelens.interpreter.graph.layer_calls import call_layer
from shapelens.interpreter.keras.functional import call_functional
from shapelens.interpreter.keras.layer_methods import layer_from_config
from shapelens.interpreter.keras.layers import construct_layer
from shapelens.interpreter.keras.legacy import find_legacy, modernize_function, modernize_merge
from shapelens.interpreter.keras.objects import call_object, makes_object
from shapelens.interpreter.keras.operations import call_operation, require_operation
from shapelens.interpreter.keras.python_data import with_tensors
from shapelens.interpreter.keras.saved_models import CHECKPOINT, note_ending
from shapelens.interpreter.keras.sequential import call_sequential
from shapelens.interpreter.keras.signatures import refuses_call
from shapelens.interpreter.keras.subclasses import call_instance, instantiate
from shapelens.interpreter.language.alternatives import for_each
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.symbols import refuse_call
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.callees import Callee, find_callee
from shapelens.interpreter.machine.library_registry import NOT_KNOWN
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.modules.load import lacks_keras
from shapelens.layers.framework.identifiers import DTYPES
from shapelens.layers.framework.registry import Layer
from shapelens.layers.operations.framework.registry import is_place_of_operations
from shapelens.layers.operations.framework.values import ShapeValue
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.never import never
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_CAST = require_operation("numpy.astype")

# values of which it is not known, or not read, what a call gives
_NOT_UNDERSTOOD = (
    ShapeValue, Field, TensorValue, Stream, Polynomial, complex, bytes, dict, range, EllipsisType, NoValue,
    Module, Descriptor, Namespace, SuperValue, Sometimes, SliceValue, ExceptionValue,
)  # fmt: skip


def call_value(machine: Machine, callee: Value, arguments: CallArguments, span: Span) -> Value:
    """Call a value; `span` is the whole call, in lines of the file."""
    if isinstance(callee, OneOf):
        return for_each(machine, callee, lambda each: machine.call(each, arguments, span))
    if isinstance(callee, Named):
        return _call_named(machine, callee.path, arguments, span)
    if isinstance(callee, Function):
        return call_followed(machine, callee, arguments, arguments, span)
    if isinstance(callee, Method):
        whole = with_receiver(callee.receiver, arguments, span)
        return call_followed(machine, callee.function, whole, arguments, span)
    if isinstance(callee, BoundMethod):
        return call_bound_method(machine, callee, arguments, span)
    if isinstance(callee, Partial):
        return machine.call(callee.function, _with_partial(callee, arguments, span), span)
    if isinstance(callee, Ref):
        return _call_object(machine, callee, arguments, span)
    if isinstance(callee, LibraryInstance):
        return call_object(machine, callee, arguments, span)
    if isinstance(callee, str) and callee in DTYPES:
        # `np.float32` is a name for a dtype, and a function
        return call_operation(machine, _CAST, CallArguments([*(arguments.positional or (0,)), callee]), span)
    machine.risk()
    let_escape(machine, arguments, span)
    if isinstance(callee, AnyOf):
        # a method of one of many objects
        forget(machine, callee, Unknown("which of many is changed is not known", span.line))
    if isinstance(callee, Unknown):
        return callee
    if callee is None or isinstance(callee, (int, float, str, tuple)):
        return fail(machine, TypeError, "what is called is no function", span)
    if isinstance(callee, _NOT_UNDERSTOOD):
        return Unknown("what is called is not understood", span.line)
    raise never(callee)


def _call_named(machine: Machine, written: str, arguments: CallArguments, span: Span) -> Value:
    callee = find_callee(written)
    path, function = callee.path, callee.function
    refused = refuse_call(machine, path, arguments, span)
    if refused is not None:
        return refused
    arguments = modernize_function(machine, path, arguments, span)
    first = arguments.positional[0] if arguments.positional else None
    if function is not None and isinstance(first, OneOf):
        return _call_with_choice(machine, path, first, arguments, span)
    refused = refuses_call(machine, path, arguments, span)
    if refused is not None:
        return refused
    result = NOT_KNOWN if function is None else function(machine, arguments, span)
    if result is not NOT_KNOWN:
        return result
    if path.startswith("keras.layers."):
        return _call_keras_layers(machine, written, callee, arguments, span)
    if makes_object(path):
        if path == CHECKPOINT:
            note_ending(machine, "ModelCheckpoint", arguments, span)
        return LibraryInstance(path, arguments)
    if callee.operation is not None:
        return call_operation(machine, callee.operation, arguments, span)
    machine.risk()
    shown = path.removeprefix("builtins.")
    if function is not None:
        return not_known(shown, arguments, span)
    if not is_harmless(path):
        let_escape(machine, arguments, span)
    if is_place_of_operations(path.rpartition(".")[0]):
        machine.note_missing(path, span)
        return Unknown(f"`{path}` has no rule", span.line)
    if path.startswith("keras.applications.") and lacks_keras(machine):
        machine.note_missing(path, span)
        return Unknown(f"`{shown}` is read from Keras, which is not installed where packages are looked for", span.line)
    return Unknown(f"`{shown}` is not understood", span.line)


def _call_with_choice(machine: Machine, path: str, choice: OneOf, arguments: CallArguments, span: Span) -> Value:
    """A function of a library on one of several values (`len(items)`, `isinstance(x, list)`): on each of them."""
    rest = arguments.positional[1:]

    def call(value: Value) -> Value:
        return _call_named(machine, path, replace(arguments, positional=[value, *rest]), span)

    return for_each(machine, choice, call)


def _call_keras_layers(machine: Machine, written: str, callee: Callee, arguments: CallArguments, span: Span) -> Value:
    name = written.rpartition(".")[2]
    legacy = find_legacy(written, arguments)
    if legacy is not None and legacy.is_function:
        return _call_layer_function(machine, legacy.entry, modernize_merge(machine, legacy, arguments, span), span)
    entry = callee.layer if legacy is None else legacy.entry
    if entry is not None:
        return construct_layer(machine, entry, arguments, span, legacy)
    if callee.layer_function is not None:
        return _call_layer_function(machine, callee.layer_function, arguments, span)
    if name == "from_config":
        return layer_from_config(machine, written.split(".")[-2], arguments, span)
    reason = Unknown(f"`keras.layers` has no `{name}` that is known", span.line)
    machine.note_missing(f"keras.layers.{name}", span)
    machine.observe(span, "layer", Observation(name, None, reason))
    return reason


def _call_layer_function(machine: Machine, entry: Layer, arguments: CallArguments, span: Span) -> Value:
    """`layers.add(inputs, **kwargs)` is `Add(**kwargs)(inputs)`."""
    inputs = arguments.get(0, "inputs")
    rest = {key: value for key, value in arguments.keywords.items() if key != "inputs"}
    spans = {key: place for key, place in arguments.keyword_spans.items() if key != "inputs"}
    options = CallArguments(
        arguments.positional[1:], rest, arguments.positional_spans[1:], spans, complete=arguments.complete
    )
    layer = construct_layer(machine, entry, options, span)
    return call_layer(machine, layer, CallArguments([inputs]), span) if isinstance(layer, Ref) else layer


def _call_object(machine: Machine, ref: Ref, arguments: CallArguments, span: Span) -> Value:
    content = machine.heap[ref]
    if isinstance(content, LayerObject):
        return call_layer(machine, ref, with_tensors(machine, ref, arguments), span)
    if isinstance(content, ClassObject):
        return instantiate(machine, ref, arguments, span)
    if isinstance(content, InstanceObject):
        return call_instance(machine, ref, arguments, span)
    if isinstance(content, (SequentialObject, FunctionalObject)):
        inputs = plain_tensors(machine, arguments.get(0, "inputs"))
        call = call_sequential if isinstance(content, SequentialObject) else call_functional
        return call(machine, ref, inputs, span)
    return Unknown("what is called is not a function", span.line)


def _with_partial(partial: Partial, arguments: CallArguments, span: Span) -> CallArguments:
    return CallArguments(
        [*partial.positional, *arguments.positional],
        {**partial.keywords, **arguments.keywords},
        [span] * len(partial.positional) + arguments.positional_spans,
        {**dict.fromkeys(partial.keywords, span), **arguments.keyword_spans},
        arguments.complete,
    )
