"""Calls: what happens when a value is called, by what the value is."""

from __future__ import annotations

from shapelens.interpreter.analysis import Observation
from shapelens.interpreter.data.frames import FRAME
from shapelens.interpreter.heap import (
    ClassObject,
    DictObject,
    FrameObject,
    FunctionalObject,
    InstanceObject,
    LayerObject,
    ListObject,
    SequentialObject,
    ToolObject,
)
from shapelens.interpreter.keras.functional import call_functional
from shapelens.interpreter.keras.layer_calls import call_layer
from shapelens.interpreter.keras.layer_methods import call_layer_method, layer_from_config
from shapelens.interpreter.keras.layers import construct_layer
from shapelens.interpreter.keras.legacy import find_legacy, modernize_function, modernize_merge
from shapelens.interpreter.keras.models import call_model_method
from shapelens.interpreter.keras.naming import canonical
from shapelens.interpreter.keras.objects import call_object, call_object_method, makes_object
from shapelens.interpreter.keras.operations import call_operation, require_operation
from shapelens.interpreter.keras.sequential import break_model, call_sequential
from shapelens.interpreter.keras.subclasses import call_instance, call_instance_method, instantiate
from shapelens.interpreter.library import find_library_function
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.containers import call_dict_method, call_list_method, call_plain_method, forget
from shapelens.interpreter.python.functions import call_function, call_method
from shapelens.interpreter.python.stdlib.argparse import PARSER, call_parser_method
from shapelens.interpreter.unfolding import plain_tensors
from shapelens.interpreter.values import (
    BoundMethod,
    CallArguments,
    Function,
    LibraryInstance,
    Method,
    Named,
    Partial,
    Ref,
    Stream,
    SuperValue,
    TensorValue,
    Value,
    with_receiver,
)
from shapelens.layers.identifiers import DTYPES
from shapelens.layers.operations.registry import find_operation, is_place_of_operations
from shapelens.layers.registry import Layer, find_function, find_layer
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_CAST = require_operation("numpy.astype")
# libraries that do not change the lists, dicts and models that they are given
_HARMLESS = {
    "builtins", "numpy", "tensorflow", "keras", "os", "math", "matplotlib", "pandas", "sklearn", "scipy", "random",
    "time", "json", "PIL", "cv2", "collections", "itertools", "functools", "sys", "argparse", "logging", "pathlib",
    "seaborn", "tqdm", "tensorflow_datasets", "wandb", "mlflow", "pprint", "copy", "typing", "warnings", "datetime",
}  # fmt: skip


def call_value(machine: Machine, callee: Value, arguments: CallArguments, span: Span) -> Value:
    """Call a value; `span` is the whole call, in lines of the file."""
    if isinstance(callee, Named):
        return _call_named(machine, callee.path, arguments, span)
    if isinstance(callee, Function):
        return call_function(machine, callee, arguments, span)
    if isinstance(callee, Method):
        return call_method(machine, callee, arguments, span)
    if isinstance(callee, BoundMethod):
        return _call_method(machine, callee, arguments, span)
    if isinstance(callee, Partial):
        return machine.call(callee.function, _with_partial(callee, arguments, span), span)
    if isinstance(callee, Ref):
        return _call_object(machine, callee, arguments, span)
    if isinstance(callee, LibraryInstance):
        return call_object(machine, callee, arguments, span)
    if callee in DTYPES and isinstance(callee, str):
        # `np.float32` is a name for a dtype, and a function
        return call_operation(machine, _CAST, CallArguments([*arguments.positional, callee]), span)
    _let_escape(machine, arguments, span)
    return callee if isinstance(callee, Unknown) else Unknown("what is called is not understood", span.line)


def _call_named(machine: Machine, written: str, arguments: CallArguments, span: Span) -> Value:
    path = canonical(written)
    arguments = modernize_function(machine, path, arguments, span)
    function = find_library_function(path)
    if function is not None:
        return function(machine, arguments, span)
    if path.startswith("keras.layers."):
        return _call_keras_layers(machine, written, arguments, span)
    if makes_object(path):
        return LibraryInstance(path, arguments)
    operation = find_operation(path)
    if operation is not None:
        return call_operation(machine, operation, arguments, span)
    if path.partition(".")[0] not in _HARMLESS:
        _let_escape(machine, arguments, span)
    if is_place_of_operations(path.rpartition(".")[0]):
        machine.note_missing(path, span)
        return Unknown(f"`{path}` has no rule", span.line)
    return Unknown(f"`{path.removeprefix('builtins.')}` is not understood", span.line)


def _call_keras_layers(machine: Machine, written: str, arguments: CallArguments, span: Span) -> Value:
    name = written.rpartition(".")[2]
    legacy = find_legacy(written, arguments)
    if legacy is not None and legacy.is_function:
        return _call_layer_function(machine, legacy.entry, modernize_merge(machine, legacy, arguments, span), span)
    entry = find_layer(name) if legacy is None else legacy.entry
    if entry is not None:
        return construct_layer(machine, entry, arguments, span, legacy)
    entry = find_function(name)
    if entry is not None:
        return _call_layer_function(machine, entry, arguments, span)
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
        return call_layer(machine, ref, arguments, span)
    if isinstance(content, ClassObject):
        return instantiate(machine, ref, arguments, span)
    if isinstance(content, InstanceObject):
        return call_instance(machine, ref, arguments, span)
    if isinstance(content, (SequentialObject, FunctionalObject)):
        inputs = plain_tensors(machine, arguments.get(0, "inputs"))
        call = call_sequential if isinstance(content, SequentialObject) else call_functional
        return call(machine, ref, inputs, span)
    return Unknown("what is called is not a function", span.line)


def _call_method(machine: Machine, method: BoundMethod, arguments: CallArguments, span: Span) -> Value:
    receiver = method.receiver
    if isinstance(receiver, SuperValue):
        receiver = receiver.receiver
    if isinstance(receiver, TensorValue):
        return _call_tensor_method(machine, receiver, method.name, arguments, span)
    if isinstance(receiver, LibraryInstance):
        return call_object_method(machine, receiver, method.name, arguments, span)
    if isinstance(receiver, Stream):
        return _call_library_method(machine, receiver, receiver.kind, method.name, arguments, span)
    if not isinstance(receiver, Ref):
        return call_plain_method(machine, receiver, method.name, arguments, span)
    content = machine.heap[receiver]
    if isinstance(content, ListObject):
        return call_list_method(machine, receiver, method.name, arguments, span)
    if isinstance(content, DictObject):
        return call_dict_method(machine, receiver, method.name, arguments, span)
    if isinstance(content, LayerObject):
        return call_layer_method(machine, receiver, method.name, arguments, span)
    if isinstance(content, (SequentialObject, FunctionalObject)):
        return call_model_method(machine, receiver, method.name, arguments, span)
    if isinstance(content, InstanceObject) and content.name == PARSER:
        return call_parser_method(machine, receiver, method.name, arguments, span)
    if isinstance(content, InstanceObject):
        return call_instance_method(machine, receiver, method.name, arguments, span)
    if isinstance(content, (ToolObject, FrameObject)):
        kind = content.kind if isinstance(content, ToolObject) else FRAME
        return _call_library_method(machine, receiver, kind, method.name, arguments, span)
    return Unknown(f"`.{method.name}` is not understood", span.line)


def _call_library_method(
    machine: Machine, receiver: Value, kind: str, name: str, arguments: CallArguments, span: Span
) -> Value:
    """A method of a library's class: a function of the library with the receiver in front."""
    return _call_named(machine, f"{kind}.{name}", with_receiver(receiver, arguments, span), span)


def _call_tensor_method(
    machine: Machine, receiver: TensorValue, name: str, arguments: CallArguments, span: Span
) -> Value:
    function = find_library_function(f"array.{name}") if receiver.is_array else None
    if function is not None:
        return function(machine, with_receiver(receiver, arguments, span), span)
    operation = find_operation(f"tensor.{name}")
    if operation is None:
        machine.note_missing(f"tensor.{name}", span)
        return Unknown(f"`.{name}` of a tensor has no rule", span.line)
    return call_operation(machine, operation, with_receiver(receiver, arguments, span), span)


def _with_partial(partial: Partial, arguments: CallArguments, span: Span) -> CallArguments:
    return CallArguments(
        [*partial.positional, *arguments.positional],
        {**partial.keywords, **arguments.keywords},
        [span] * len(partial.positional) + arguments.positional_spans,
        {**dict.fromkeys(partial.keywords, span), **arguments.keyword_spans},
        arguments.complete,
    )


def _let_escape(machine: Machine, arguments: CallArguments, span: Span) -> None:
    """Code that is not known may change what it is given."""
    for value in arguments.values():
        if not isinstance(value, Ref):
            continue
        content = machine.heap[value]
        if isinstance(content, SequentialObject):
            break_model(machine, value, Unknown("it is given to code that is not known", span.line))
        elif isinstance(content, (ListObject, DictObject)):
            forget(machine, value, "it is given to code that is not known", span)
