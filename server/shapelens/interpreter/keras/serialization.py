"""Layers as dicts and back (keras.src.saving.serialization_lib), and models made again.

`serialize` gives what Keras gives: the class and the configuration. The class of a program stands for its own name.
"""

from __future__ import annotations

from shapelens.interpreter.domain.objects import (
    DictObject,
    FunctionalObject,
    InstanceObject,
    LayerObject,
    SequentialObject,
)
from shapelens.interpreter.domain.values import BoundMethod, CallArguments, Function, Ref, Value
from shapelens.interpreter.graph.policies import policy_name
from shapelens.interpreter.keras.layers import construct_layer
from shapelens.interpreter.keras.saved_models import config_of, described_model
from shapelens.interpreter.language.instances import instance_attribute
from shapelens.interpreter.language.mappings import mapping_of
from shapelens.interpreter.language.mro import class_at, find_in_class
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.layers.framework.registry import find_layer
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library(
    "keras.layers.serialize", "keras.saving.serialize_keras_object", "keras.utils.serialize_keras_object", spread=True
)  # fmt: skip
def _serialize(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`{"module": ..., "class_name": ..., "config": ..., "registered_name": ...}` of a layer."""
    value = arguments.get(0, "layer")
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(value, Ref) and isinstance(content, LayerObject):
        if isinstance(content.configured, Unknown):
            return content.configured
        config = machine.call(BoundMethod(value, "get_config"), CallArguments(), span)
        return _described(machine, "keras.layers", content.configured.layer.name, config, None)
    if isinstance(value, Ref) and isinstance(content, InstanceObject) and content.cls is not None:
        read = instance_attribute(machine, value, "get_config", span)
        config = machine.call(BoundMethod(value, "get_config") if read is MISSING else read, CallArguments(), span)
        return _described(machine, None, class_at(machine, content.cls).name, config, content.cls)
    if isinstance(value, Ref) and isinstance(content, (FunctionalObject, SequentialObject)):
        kind = "Functional" if isinstance(content, FunctionalObject) else "Sequential"
        return _described(machine, "keras", kind, config_of(machine, value, content.name), None)
    return value if isinstance(value, Unknown) else Unknown("what is serialized is no layer that is known", span.line)


def _described(machine: Machine, module: str | None, name: str, config: Value, cls: Ref | None) -> Value:
    items: dict[Value, Value] = {"module": module, "class_name": name, "config": config, "registered_name": cls}
    return machine.heap.new(DictObject(items))


@library(
    "keras.layers.deserialize", "keras.saving.deserialize_keras_object", "keras.utils.deserialize_keras_object",
    spread=True,
)  # fmt: skip
def _deserialize(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The layer that a dict describes: of Keras by its name, of the program among `custom_objects` or by itself."""
    described = mapping_of(machine, arguments.get(0, "config"), span).items
    own = mapping_of(machine, arguments.get(1, "custom_objects"), span).items
    if isinstance(described, Unknown):
        return described
    name, cls = described.get("class_name"), described.get("registered_name")
    if isinstance(own, dict) and name in own:
        cls = own[name]
    model = described_model(machine, described.get("config"), span)
    if model is not MISSING:
        return model
    config = mapping_of(machine, described.get("config"), span).items
    if not isinstance(name, str) or isinstance(config, Unknown):
        return config if isinstance(config, Unknown) else Unknown("the class to be made is not known", span.line)
    if isinstance(cls, Ref):
        made_of = CallArguments([machine.heap.new(DictObject(config))])
        return machine.call(BoundMethod(cls, "from_config"), made_of, span)
    entry = find_layer(name) if described.get("module") == "keras.layers" else None
    if entry is None:
        return Unknown(f"what makes a `{name}` is not known", span.line)
    given = CallArguments([], {str(key): item for key, item in config.items()})
    return construct_layer(machine, entry, given, span)


def base_config(machine: Machine, ref: Ref, span: Span) -> Value:
    """What `Layer.get_config` says of an instance: its name and dtype. What its constructor was given is not kept."""
    instance = machine.heap[ref]
    if not isinstance(instance, InstanceObject) or instance.cls is None:
        return Unknown("the configuration is not known", span.line)
    has_own = find_in_class(machine, instance.cls, "get_config") is not MISSING
    if not has_own and isinstance(find_in_class(machine, instance.cls, "__init__"), Function):
        return Unknown("the configuration is what the constructor was given", span.line)
    dtype = policy_name(instance.attributes.get("dtype_policy"))
    return machine.heap.new(DictObject({"name": instance.name, "trainable": True, "dtype": dtype}))
