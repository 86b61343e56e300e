"""What a value is: `isinstance`, `issubclass`, `callable`, `type`."""

from __future__ import annotations

from collections.abc import Iterable

from shapelens.interpreter.domain.objects import (
    ClassObject,
    DictObject,
    FunctionalObject,
    HeapObject,
    InputLayerObject,
    InstanceObject,
    IteratorObject,
    LayerObject,
    ListObject,
    ModuleObject,
    SequentialObject,
)
from shapelens.interpreter.domain.values import (
    BoundMethod,
    CallArguments,
    ExceptionValue,
    Function,
    Method,
    Named,
    Partial,
    Ref,
    TensorValue,
    Value,
    is_scalar,
)
from shapelens.interpreter.keras.identifiers import initializer_class
from shapelens.interpreter.language.comparison import TENSOR_TYPE, is_known_callable, plain_number
from shapelens.interpreter.language.dataclasses import make_class
from shapelens.interpreter.language.exceptions import catches, python_exception
from shapelens.interpreter.language.mro import class_at, library_base, lineage
from shapelens.interpreter.language.protocols import inner_object
from shapelens.interpreter.machine.callees import find_callee
from shapelens.interpreter.machine.library_names import canonical
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_FUNCTIONS = (Function, Method, BoundMethod, Partial)
_PLAIN: dict[str, type | tuple[type, ...]] = {
    "builtins.int": int, "builtins.float": float, "builtins.str": str, "builtins.bool": bool, "builtins.bytes": bytes,
    "builtins.complex": complex, "numbers.Number": (int, float, complex), "numbers.Real": (int, float),
    "numbers.Integral": int, "types.NoneType": type(None), "builtins.range": range,
}  # fmt: skip
_IN_HEAP = {"builtins.list": "list", "builtins.set": "set", "builtins.frozenset": "frozenset"}
_MAPPINGS = {
    "builtins.dict",
    "collections.abc.Mapping",
    "typing.Mapping",
    "typing.Dict",
    "collections.abc.MutableMapping",
}
_DICTS = {"collections.OrderedDict": "OrderedDict", "collections.defaultdict": "defaultdict",
          "collections.Counter": "Counter"}  # fmt: skip
_SEQUENCES = {"collections.abc.Sequence", "typing.Sequence", "collections.abc.Iterable", "typing.Iterable",
              "collections.abc.Sized", "collections.abc.Collection"}  # fmt: skip
_CALLABLE = {"collections.abc.Callable", "typing.Callable", "types.FunctionType", "types.LambdaType",
             "types.MethodType", "types.BuiltinFunctionType"}  # fmt: skip
_ITERATORS = {"collections.abc.Iterator", "typing.Iterator", "types.GeneratorType", "collections.abc.Generator"}


@library("builtins.isinstance")
def _is_instance(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value, kinds = arguments.get(0, "obj"), arguments.get(1, "cls")
    return _told(_any(is_a(machine, value, kind) for kind in (kinds if isinstance(kinds, tuple) else (kinds,))))


def _told(answer: bool | None) -> Value:
    """An answer as the program gets it: its None would be false."""
    return NOT_KNOWN if answer is None else answer


def _any(answers: Iterable[bool | None]) -> bool | None:
    known = list(answers)
    return True if True in known else None if None in known else False


def is_a(machine: Machine, value: Value, kind: Value) -> bool | None:
    """Whether a value is an instance of a class; None where that is not known."""
    if isinstance(value, Unknown):
        return None
    if isinstance(kind, tuple):
        return _any(is_a(machine, value, each) for each in kind)
    if kind is None:
        return value is None
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(kind, Ref):
        if not isinstance(machine.heap[kind], ClassObject):
            return None
        return isinstance(content, InstanceObject) and content.cls is not None and kind in lineage(machine, content.cls)
    if not isinstance(kind, Named):
        return None
    if python_exception(kind) is not None:
        return _is_exception(machine, value, content, kind)
    path = canonical(kind.path)
    known = _is_python(machine, value, path)
    return _is_keras(machine, value, path) if known is None and path.partition(".")[0] not in _PYTHON else known


_PYTHON = {"builtins", "typing", "types", "numbers", "collections"}


def _is_exception(machine: Machine, value: Value, content: HeapObject | None, kind: Named) -> bool | None:
    if isinstance(value, ExceptionValue) or isinstance(content, InstanceObject):
        return catches(machine, kind, value)
    return False


def _is_python(machine: Machine, value: Value, path: str) -> bool | None:
    value = plain_number(machine, value)
    content = machine.heap[inner_object(machine, value)] if isinstance(value, Ref) else None
    record = isinstance(content, InstanceObject) and content.cls is not None
    named_tuple = record and class_at(machine, content.cls).kind == "namedtuple"  # type: ignore[union-attr,arg-type]
    if path == "builtins.object":
        return True
    if path in _PLAIN:
        return isinstance(value, _PLAIN[path]) or (isinstance(value, Polynomial) and path in _OF_SIZES)
    if path in {"builtins.tuple", "typing.Tuple"}:
        return isinstance(value, tuple) or named_tuple
    if path in {"builtins.type", "typing.Type"}:
        return True if isinstance(content, ClassObject) else None if isinstance(value, Named) else False
    if path in _IN_HEAP:
        return isinstance(content, ListObject) and content.kind == _IN_HEAP[path]
    if path in _MAPPINGS:
        return isinstance(value, dict) or isinstance(content, DictObject)
    if path in _DICTS:
        return isinstance(content, DictObject) and content.kind == _DICTS[path]
    if path in _SEQUENCES:
        known = isinstance(value, (tuple, str, bytes, range)) or named_tuple or isinstance(content, ListObject)
        return True if known else None if record or isinstance(content, (DictObject, IteratorObject)) else False
    if path in _CALLABLE:
        return _is_callable(machine, value)
    return isinstance(content, IteratorObject) if path in _ITERATORS else None


_OF_SIZES = {"builtins.int", "numbers.Number", "numbers.Real", "numbers.Integral"}


def _is_keras(machine: Machine, value: Value, path: str) -> bool | None:
    content = machine.heap[value] if isinstance(value, Ref) else None
    base = library_base(machine, content.cls) if isinstance(content, InstanceObject) and content.cls else None
    if isinstance(base, Unknown):
        return None
    is_model = isinstance(content, (SequentialObject, FunctionalObject)) or base in {"keras.Model", "keras.Sequential"}
    if path == "keras.Model":
        return is_model
    if path == "keras.Sequential":
        return isinstance(content, SequentialObject) or base == "keras.Sequential"
    if path.startswith("keras.initializers."):
        return (
            initializer_class(value) is not None if path.endswith(".Initializer") else initializer_class(value) == path
        )
    if path == "keras.layers.Layer":
        is_layer = isinstance(content, (LayerObject, InputLayerObject)) or str(base).startswith("keras.layers.")
        return is_model or is_layer
    if path == "keras.layers.InputLayer":
        return isinstance(content, InputLayerObject)
    entry = find_callee(path).layer
    if entry is not None and not isinstance(content, InstanceObject):
        return isinstance(content, LayerObject) and content.layer == entry.name
    plain = is_scalar(value) or isinstance(value, tuple) or isinstance(content, (ListObject, DictObject, ModuleObject))
    if entry is not None or plain:
        return False if plain or isinstance(value, TensorValue) else None
    return None


@library("builtins.issubclass")
def _is_subclass(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    cls, kinds = arguments.get(0, "cls"), arguments.get(1, "kinds")
    return _told(_any(_derives(machine, cls, kind) for kind in (kinds if isinstance(kinds, tuple) else (kinds,))))


def _derives(machine: Machine, cls: Value, kind: Value) -> bool | None:
    if cls == kind:
        return True
    if not isinstance(cls, Ref) or not isinstance(machine.heap[cls], ClassObject):
        return None
    if isinstance(kind, Ref):
        return kind in lineage(machine, cls)
    base = library_base(machine, cls)
    if isinstance(kind, Named) and isinstance(base, str):
        path = canonical(kind.path)
        layers = path == "keras.layers.Layer" and base.startswith(("keras.layers.", "keras.Model", "keras.Sequential"))
        return True if base == path or layers else None
    return False if base is None else None


@library("builtins.callable")
def _callable(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return _told(_is_callable(machine, arguments.get(0, "obj")))


def _is_callable(machine: Machine, value: Value) -> bool | None:
    if isinstance(value, _FUNCTIONS) or (isinstance(value, Named) and is_known_callable(value)):
        return True
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, (LayerObject, SequentialObject, FunctionalObject, ClassObject)):
        return True
    plain = is_scalar(value) or isinstance(value, tuple) or isinstance(content, (ListObject, DictObject))
    return False if plain else None


@library("builtins.type")
def _type(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    if len(arguments.positional) == 3:
        name, bases, namespace = arguments.positional
        return make_class(machine, name, bases, namespace, span)
    found = type_of(machine, arguments.get(0, "obj"))
    return NOT_KNOWN if found is None else found


def type_of(machine: Machine, value: Value) -> Value:
    """The class of a value; None where it is not known."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, InstanceObject) and content.cls is not None:
        return content.cls
    if is_scalar(value) or isinstance(value, (tuple, range, dict)):
        return Named("types.NoneType" if value is None else f"builtins.{type(value).__name__}")
    if isinstance(value, ExceptionValue):
        return value.kind
    if isinstance(value, TensorValue):
        return Named("numpy.ndarray") if value.is_array else TENSOR_TYPE
    if isinstance(content, LayerObject):
        return Named(f"keras.layers.{content.layer}")
    if isinstance(content, SequentialObject):
        return Named("keras.Sequential")
    if isinstance(content, FunctionalObject):
        return Named("keras.Model")
    if isinstance(content, ListObject) and content.kind in _IN_HEAP.values():
        return Named(f"builtins.{content.kind}")
    return Named("builtins.dict") if isinstance(content, DictObject) and content.kind == "dict" else None
