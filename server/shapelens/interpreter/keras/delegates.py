"""What a layer of Keras has inside, for classes of the program that derive from one and use it.

Rules say what a layer gives, not that a `MultiHeadAttention` keeps a `_query_dense`. A class that reads such an
attribute gets it from a twin: an instance of Keras' own class, whose text is evaluated as that of any other class.
"""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.objects import ClassObject, InstanceObject, LayerObject
from shapelens.interpreter.domain.values import CallArguments, Function, Method, Named, Ref, Value
from shapelens.interpreter.graph.conversion import to_program_value
from shapelens.interpreter.language.functions import call_method
from shapelens.interpreter.language.instances import instance_attribute
from shapelens.interpreter.language.mro import find_in_class
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.modules.load import load_module, module_attribute
from shapelens.layers.framework.registry import Configured
from shapelens.syntax.spans import Span

_WEIGHTS = {"kernel", "bias", "gamma", "beta", "embeddings", "depthwise_kernel", "pointwise_kernel"}
# under this name a twin stands among the attributes of its instance
_TWIN = "<twin>"


def has_delegate(instance: InstanceObject) -> bool:
    """Whether a class has used what its layer of Keras has inside."""
    return _TWIN in instance.attributes


def delegate_attribute(machine: Machine, ref: Ref, name: str, span: Span) -> Value:
    """A private attribute or weight of the Keras layer that an instance derives from; `MISSING` where it has none."""
    instance = machine.heap[ref]
    private = name.startswith("_") and not name.startswith("__")
    if not isinstance(instance, InstanceObject) or not (private or name in _WEIGHTS):
        return MISSING
    twin = instance.attributes.get(_TWIN)
    if not isinstance(twin, Ref):
        # none yet, or one that another path made
        twin = _make(machine, ref, instance, span)
        if twin is None:
            return MISSING
    return instance_attribute(machine, twin, name, span)


def _make(machine: Machine, ref: Ref, instance: InstanceObject, span: Span) -> Ref | None:
    base = None if instance.base is None else machine.heap[instance.base]
    if not isinstance(base, LayerObject) or not isinstance(base.configured, Configured):
        return None
    cls = keras_class(machine, base.layer)
    if cls is None:
        return None
    with machine.silently():
        given = {name: to_program_value(value) for name, value in base.configured.given.items()}
        twin = machine.call(cls, CallArguments([], given), span)
        if not isinstance(twin, Ref):
            return None
        build = find_in_class(machine, cls, "build")
        if isinstance(build, Function) and instance.shapes is not None:
            wanted = {each.name for each in (*build.parameters.positional, *build.parameters.keyword_only)}
            shapes = {key: shape for key, shape in instance.shapes.items() if key in wanted}
            first = [] if shapes else [next(iter(instance.shapes.values()), None)]
            call_method(machine, Method(twin, build), CallArguments(first, shapes), span)
    current = machine.heap[ref]
    assert isinstance(current, InstanceObject)
    machine.heap[ref] = replace(current, attributes={**current.attributes, _TWIN: twin})
    return twin


def keras_class(machine: Machine, layer: str) -> Ref | None:
    """Keras' own class of a layer, from the text of the installed package."""
    public = load_module(machine, "keras.layers")
    named = MISSING if public is None else module_attribute(machine, public, layer)
    if not isinstance(named, Named):
        return None
    path, _, name = named.path.rpartition(".")
    module = load_module(machine, path)
    found = MISSING if module is None else module_attribute(machine, module, name)
    return found if isinstance(found, Ref) and isinstance(machine.heap[found], ClassObject) else None
