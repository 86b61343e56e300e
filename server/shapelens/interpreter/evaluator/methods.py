"""Methods that values have by themselves (`items.append`, `model.add`, `text.upper`), by what the value is."""

from __future__ import annotations

from collections.abc import Callable

from shapelens.interpreter.data.frames import FRAME
from shapelens.interpreter.domain.objects import (
    ClassObject,
    DictObject,
    FrameObject,
    FunctionalObject,
    InstanceObject,
    IteratorObject,
    LayerObject,
    ListObject,
    ParserObject,
    SequentialObject,
    ToolObject,
)
from shapelens.interpreter.domain.values import (
    BoundMethod,
    CallArguments,
    LibraryInstance,
    Named,
    Namespace,
    Ref,
    Stream,
    SuperValue,
    TensorValue,
    Value,
    with_receiver,
)
from shapelens.interpreter.evaluator.attributes import store_attribute
from shapelens.interpreter.evaluator.builtins.argparse import call_parser_method
from shapelens.interpreter.evaluator.builtins.collections import call_record_method
from shapelens.interpreter.evaluator.lists import call_iterator_method, call_list_method
from shapelens.interpreter.evaluator.strings import call_plain_method, text_of
from shapelens.interpreter.keras.layer_methods import call_layer_method
from shapelens.interpreter.keras.models import call_model_method
from shapelens.interpreter.keras.objects import call_object_method
from shapelens.interpreter.keras.operations import call_operation
from shapelens.interpreter.keras.subclasses import call_class_method, call_instance_method
from shapelens.interpreter.language.dicts import call_dict_method, call_namespace_method
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, find_library_function
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.operations.framework.registry import find_operation
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def call_bound_method(machine: Machine, method: BoundMethod, arguments: CallArguments, span: Span) -> Value:
    """Call a method by name, of a value that has it built in."""
    receiver = method.receiver
    if isinstance(receiver, SuperValue):
        receiver = receiver.receiver
    if isinstance(receiver, TensorValue):
        return _call_tensor_method(machine, receiver, method.name, arguments, span)
    if isinstance(receiver, LibraryInstance):
        return call_object_method(machine, receiver, method.name, arguments, span)
    if isinstance(receiver, Stream):
        return _call_library_method(machine, receiver, receiver.kind, method.name, arguments, span)
    if isinstance(receiver, Namespace):
        return call_namespace_method(machine, receiver, method.name, arguments, span)
    if not isinstance(receiver, Ref):
        return call_plain_method(machine, receiver, method.name, arguments, span)
    content = machine.heap[receiver]
    if isinstance(content, InstanceObject):
        return _call_instance_method(machine, receiver, content, method.name, arguments, span)
    if isinstance(content, (ToolObject, FrameObject)):
        kind = content.kind if isinstance(content, ToolObject) else FRAME
        return _call_library_method(machine, receiver, kind, method.name, arguments, span)
    call = _BY_OBJECT.get(type(content))
    return (
        Unknown(f"`.{method.name}` is not understood", span.line)
        if call is None
        else call(machine, receiver, method.name, arguments, span)
    )


_BY_OBJECT: dict[type, Callable[[Machine, Ref, str, CallArguments, Span], Value]] = {
    ListObject: call_list_method,
    DictObject: call_dict_method,
    IteratorObject: call_iterator_method,
    ParserObject: call_parser_method,
    SequentialObject: call_model_method,
    FunctionalObject: call_model_method,
    LayerObject: call_layer_method,
    ClassObject: call_class_method,
}


def _call_instance_method(
    machine: Machine, ref: Ref, content: InstanceObject, name: str, arguments: CallArguments, span: Span
) -> Value:
    if name == "__setattr__" and len(arguments.positional) == 2 and isinstance(arguments.positional[0], str):
        store_attribute(machine, ref, arguments.positional[0], arguments.positional[1])
        return None
    if name in {"__str__", "__repr__"}:
        return text_of(machine, ref, quoted=name == "__repr__")
    record = call_record_method(machine, ref, name, arguments, span)
    if record is not NOT_KNOWN:
        return record
    if content.container is not None:
        return machine.call(BoundMethod(content.container, name), arguments, span)
    return call_instance_method(machine, ref, name, arguments, span)


def _call_library_method(
    machine: Machine, receiver: Value, kind: str, name: str, arguments: CallArguments, span: Span
) -> Value:
    """A method of a library's class: a function of the library with the receiver in front."""
    return machine.call(Named(f"{kind}.{name}"), with_receiver(receiver, arguments, span), span)


def _call_tensor_method(
    machine: Machine, receiver: TensorValue, name: str, arguments: CallArguments, span: Span
) -> Value:
    function = find_library_function(f"{'array' if receiver.is_array else 'tensor'}.{name}")
    if function is not None:
        return function(machine, with_receiver(receiver, arguments, span), span)
    operation = find_operation(f"tensor.{name}")
    if operation is None:
        machine.note_missing(f"tensor.{name}", span)
        return Unknown(f"`.{name}` of a tensor has no rule", span.line)
    return call_operation(machine, operation, with_receiver(receiver, arguments, span), span)
