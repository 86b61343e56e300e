"""`value.name`, `value.name = item` and `del value.name`."""

from __future__ import annotations

from dataclasses import replace
from types import EllipsisType

from shapelens.interpreter.data.frames import FRAME, series_of
from shapelens.interpreter.domain.objects import (
    ClassObject,
    FrameObject,
    FunctionalObject,
    HeapObject,
    InstanceObject,
    LayerObject,
    ModuleObject,
    SequentialObject,
    ToolObject,
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
    forget_alternatives,
    renewed,
)
from shapelens.interpreter.graph.policies import policy_attribute
from shapelens.interpreter.keras.attributes import keras_attribute, tensor_attribute
from shapelens.interpreter.keras.delegates import delegate_attribute
from shapelens.interpreter.keras.identifiers import initializer_attribute
from shapelens.interpreter.language.alternatives import for_each
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.functions import call_method
from shapelens.interpreter.language.instances import bind, instance_attribute
from shapelens.interpreter.language.mro import class_at, find_in_class, library_base
from shapelens.interpreter.language.protocols import call_special, special_method
from shapelens.interpreter.machine.first_scopes import LIBRARIES
from shapelens.interpreter.machine.library_registry import (
    constants,
    find_attribute,
    is_library_constant,
    library_constant,
)
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.machine.path_facts import NO_FACTS
from shapelens.interpreter.modules.load import module_attribute
from shapelens.interpreter.modules.resolve import resolve
from shapelens.interpreter.modules.versions import library_version
from shapelens.layers.operations.framework.values import ShapeValue
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.never import never
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

constants({"numpy.newaxis": None, "tensorflow.newaxis": None})

_DTYPES = {
    "float16", "float32", "float64", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32",
    "uint64", "bool", "string", "complex64", "complex128",
}  # fmt: skip
_DTYPE_ROOTS = {"numpy", "tensorflow", "jax.numpy", "torch"}
# what named tuples, dataclasses and Enums have beside their fields
_OF_RECORDS = {"_replace", "_asdict", "_fields", "_make", "copy", "dict", "model_dump", "json"}

# values of which a program seldom reads an attribute
_HARDLY_READ = (
    ShapeValue, Field,
    Function, Method, BoundMethod, Partial, Descriptor, Module, SliceValue, ExceptionValue, Sometimes, Polynomial, dict,
    EllipsisType, NoValue,
)  # fmt: skip


def get_attribute(machine: Machine, value: Value, name: str, span: Span) -> Value:
    """An attribute of a value; a method comes back bound to it."""
    if isinstance(value, OneOf):
        return for_each(machine, value, lambda each: get_attribute(machine, each, name, span))
    if isinstance(value, Unknown):
        machine.risk()
        return value if name == "as_list" or isinstance(value, AnyOf) else forget_alternatives(value)
    if value is None and not name.startswith("__"):
        return fail(machine, AttributeError, f"None has no `{name}`", span)
    if isinstance(value, Named):
        return _of_library(machine, value, name)
    if isinstance(value, TensorValue):
        return tensor_attribute(machine, value, name, span)
    if isinstance(value, Ref):
        return _of_object(machine, value, name, span)
    if isinstance(value, Stream):
        return value.attributes[name] if name in value.attributes else _of_kind(machine, value, value.kind, name, span)
    if isinstance(value, SuperValue):
        found = _of_super(machine, value, name, span)
        return BoundMethod(value, name) if found is MISSING else found
    if isinstance(value, LibraryInstance):
        found = policy_attribute(value, name)
        return BoundMethod(value, name) if found is MISSING else found
    if isinstance(value, (str, bytes, int, float, complex, tuple, range, Namespace)):
        return BoundMethod(value, name)
    if value is None or isinstance(value, _HARDLY_READ):
        return _of_function(value, name, span)
    raise never(value)


def _of_function(value: Value, name: str, span: Span) -> Value:
    if isinstance(value, (Function, Method)):
        function = value.function if isinstance(value, Method) else value
        if name in {"__name__", "__qualname__"}:
            return function.name
        if isinstance(value, Method) and name in {"__self__", "__func__"}:
            return value.receiver if name == "__self__" else function
    if isinstance(value, Partial) and name in {"func", "args"}:
        return value.function if name == "func" else value.positional
    if isinstance(value, SliceValue) and name in {"start", "stop", "step"}:
        return {"start": value.lower, "stop": value.upper, "step": value.step}[name]
    if isinstance(value, ExceptionValue) and name == "args":
        return value.arguments
    found = initializer_attribute(value, name)
    return Unknown(f"`.{name}` of this value is not understood", span.line) if found is MISSING else found


def _of_object(machine: Machine, value: Ref, name: str, span: Span) -> Value:
    content = machine.heap[value]
    if isinstance(content, ClassObject):
        return class_attribute(machine, value, name, span)
    if isinstance(content, ModuleObject):
        if name == "__dict__":
            return Namespace(content.module.scope)
        found = module_attribute(machine, value, name)
        if isinstance(found, Named):
            return resolve(machine, found)
        return Unknown(f"`{content.module.name}` has no `{name}`", span.line) if found is MISSING else found
    if isinstance(content, ToolObject):
        return _of_kind(machine, value, content.kind, name, span)
    if isinstance(content, FrameObject):
        if name in content.columns:
            return series_of(content, name)
        return _of_kind(machine, value, FRAME, name, span)
    if not isinstance(content, InstanceObject):
        return keras_attribute(machine, value, name)
    found = instance_attribute(machine, value, name, span)
    if found is not MISSING:
        return found
    return _from_bases(machine, value, content, name, span)


def _from_bases(machine: Machine, ref: Ref, content: InstanceObject, name: str, span: Span) -> Value:
    """An attribute that neither an instance nor its classes have: of the Keras object or dict that it also is."""
    if name == "__class__" and content.cls is not None:
        return content.cls
    if name == "__dict__":
        return Namespace(ref)
    base = None if content.base is None else machine.heap[content.base]
    if name in {"input", "output"} and content.called and not isinstance(base, (SequentialObject, FunctionalObject)):
        return content.called[name == "output"]
    if content.base is not None:
        inherited = keras_attribute(machine, content.base, name)
        if not isinstance(inherited, BoundMethod):
            return inherited
        inside = delegate_attribute(machine, ref, name, span)
        if inside is not MISSING:
            return inside
    own = call_special(machine, ref, "__getattr__", name, span=span)
    if own is not MISSING:
        return own
    as_item = MISSING if content.cls is None else find_in_class(machine, content.cls, "__getattr__")
    if content.container is not None and isinstance(as_item, Named) and not hasattr(dict, name):
        # `__getattr__ = dict.__getitem__` in a class that derives from dict
        method = BoundMethod(content.container, as_item.path.rpartition(".")[2])
        return machine.call(method, CallArguments([name]), span)
    if content.container is not None and not name.startswith("__"):
        return BoundMethod(content.container, name)
    if name == "name" and content.name:
        return content.name
    cls = content.cls
    record = cls is not None and class_at(machine, cls).kind != "" and name in _OF_RECORDS
    if not record and not name.startswith("__") and (cls is None or library_base(machine, cls) is None):
        owner = "namespace" if cls is None else class_at(machine, cls).name
        if not content.name:
            return fail(machine, AttributeError, f"the {owner} has no `{name}`", span)
    return BoundMethod(ref, name)


def _of_kind(machine: Machine, value: Value, kind: str, name: str, span: Span) -> Value:
    """An attribute or method of a library's object, known by its class."""
    read = find_attribute(f"{kind}.{name}")
    return BoundMethod(value, name) if read is None else read(machine, value, span)


def _of_library(machine: Machine, value: Named, name: str) -> Value:
    path = f"{value.path}.{name}"
    if is_library_constant(path):
        return library_constant(path)
    if name in _DTYPES and value.path in _DTYPE_ROOTS:
        return name
    if name == "__name__":
        return value.path.rpartition(".")[2]
    version = library_version(machine, path)
    return resolve(machine, Named(path)) if version is None else version


def class_attribute(machine: Machine, ref: Ref, name: str, span: Span) -> Value:
    """`Class.name`."""
    cls = class_at(machine, ref)
    if name in {"__name__", "__qualname__"}:
        return cls.name
    if name == "__dict__":
        return Namespace(ref)
    if name == "__bases__":
        return cls.bases
    found = find_in_class(machine, ref, name)
    if found is MISSING:
        return _missing_in_class(machine, ref, cls, name, span)
    if isinstance(found, Descriptor):
        return Method(ref, found.function) if found.kind == "classmethod" else found.function
    own = call_special(machine, found, "__get__", None, ref, span=span)
    return found if own is MISSING else own


def _missing_in_class(machine: Machine, ref: Ref, cls: ClassObject, name: str, span: Span) -> Value:
    meta = cls.metaclass
    if isinstance(meta, Ref) and isinstance(machine.heap[meta], ClassObject):
        found = find_in_class(machine, meta, name)
        if found is not MISSING:
            return bind(machine, ref, meta, found, span)
    if cls.kind in {"enum", "namedtuple", "dataclass"} or library_base(machine, ref) is not None or name[:2] == "__":
        return BoundMethod(ref, name)
    if meta is not None:
        return Unknown(f"`{cls.name}` has no `{name}` that is known", span.line)
    return fail(machine, AttributeError, f"`{cls.name}` has no `{name}` that is known", span)


def _of_super(machine: Machine, value: SuperValue, name: str, span: Span) -> Value:
    """`super().name`, among the program's classes; `MISSING` where only a library base has it."""
    content = machine.heap[value.receiver]
    cls = content.cls if isinstance(content, InstanceObject) else value.receiver
    if cls is None:
        return MISSING
    return bind(machine, value.receiver, cls, find_in_class(machine, cls, name, after=value.after), span)


# ---- assignment


def set_attribute(machine: Machine, receiver: Value, name: str, value: Value, span: Span) -> None:
    """`receiver.name = value`."""
    if isinstance(receiver, OneOf):
        for_each(machine, receiver, lambda each: set_attribute(machine, each, name, value, span))
        return
    if not isinstance(receiver, Ref):
        # conditions on it may come out otherwise now
        machine.facts = NO_FACTS
        if isinstance(receiver, Named):
            # a library that the program patches: `keras.utils.generic_utils = keras.utils`
            machine.heap.bind(LIBRARIES, f"{receiver.path}.{name}", value)
        return
    content = machine.heap[receiver]
    if isinstance(content, InstanceObject):
        _set_in_instance(machine, receiver, content, name, value, span)
    elif isinstance(content, ClassObject):
        machine.heap[receiver] = replace(content, attributes={**content.attributes, name: value})
    elif isinstance(content, ModuleObject):
        machine.heap.bind(content.module.scope, name, value)
    else:
        _set_in_keras(machine, receiver, content, name, value)
    if name == "trainable" and isinstance(value, bool):
        set_trainable(machine, receiver, value)


def _set_in_instance(machine: Machine, ref: Ref, content: InstanceObject, name: str, value: Value, span: Span) -> None:
    found = MISSING if content.cls is None else find_in_class(machine, content.cls, name)
    if isinstance(found, Descriptor) and found.kind == "property" and found.setter is not None:
        call_method(machine, Method(ref, found.setter), CallArguments([value]), span)
        return
    if isinstance(found, Ref) and call_special(machine, found, "__set__", ref, value, span=span) is not MISSING:
        return
    own = special_method(machine, ref, "__setattr__")
    if own is not MISSING:
        machine.call(own, CallArguments([name, value]), span)
        return
    as_item = MISSING if content.cls is None else find_in_class(machine, content.cls, "__setattr__")
    if isinstance(as_item, Named) and content.container is not None:
        machine.call(
            BoundMethod(content.container, as_item.path.rpartition(".")[2]), CallArguments([name, value]), span
        )
        return
    store_attribute(machine, ref, name, value)


def store_attribute(machine: Machine, ref: Ref, name: str, value: Value) -> None:
    """Put an attribute into an instance, whatever its class says of that."""
    content = machine.heap[ref]
    if isinstance(content, (InstanceObject, ClassObject)):
        machine.heap[ref] = replace(content, attributes={**content.attributes, name: renewed(value)})


def _set_in_keras(machine: Machine, ref: Ref, content: HeapObject, name: str, value: Value) -> None:
    if name in {"_name", "name"} and isinstance(content, (LayerObject, SequentialObject, FunctionalObject)):
        known = value if isinstance(value, str) else f"{content.name}_?"
        machine.heap[ref] = replace(content, name=known)


def set_trainable(machine: Machine, ref: Ref, trainable: bool) -> None:
    """`layer.trainable = ...`: of a layer, and of everything inside a model."""
    content = machine.heap[ref]
    if isinstance(content, LayerObject):
        machine.heap[ref] = replace(content, trainable=trainable)
    elif isinstance(content, (SequentialObject, FunctionalObject)):
        for layer in content.layers:
            set_trainable(machine, layer, trainable)


def delete_attribute(machine: Machine, receiver: Value, name: str, span: Span) -> None:
    """`del receiver.name`."""
    if isinstance(receiver, OneOf):
        for_each(machine, receiver, lambda each: delete_attribute(machine, each, name, span))
        return
    if call_special(machine, receiver, "__delattr__", name, span=span) is not MISSING:
        return
    content = machine.heap[receiver] if isinstance(receiver, Ref) else None
    if isinstance(content, (InstanceObject, ClassObject)) and isinstance(receiver, Ref):
        kept = {other: value for other, value in content.attributes.items() if other != name}
        machine.heap[receiver] = replace(content, attributes=kept)
