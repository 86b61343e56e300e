"""Functions that look at other values and change them by name, and those without effect: `getattr`, `vars`, `print`."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import ClassObject, InstanceObject, ModuleObject
from shapelens.interpreter.domain.values import CallArguments, Named, Namespace, Ref, Value, is_scalar
from shapelens.interpreter.evaluator.attributes import delete_attribute, get_attribute, set_attribute, store_attribute
from shapelens.interpreter.language.mappings import forget_names
from shapelens.interpreter.language.mro import find_in_class, library_base
from shapelens.interpreter.language.protocols import special_method
from shapelens.interpreter.language.symbols import is_symbol
from shapelens.interpreter.machine.library_names import canonical
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.modules.load import load_module, module_attribute
from shapelens.interpreter.modules.resolve import absolute_name
from shapelens.interpreter.modules.versions import library_version
from shapelens.layers.framework.registry import find_function, find_layer
from shapelens.layers.operations.keras_tensors import ATTRIBUTES
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library(
    "builtins.print", "time.sleep", "warnings.warn", "warnings.filterwarnings", "warnings.simplefilter",
    "random.seed", "numpy.random.seed", "gc.collect", "tensorflow.random.set_seed", "keras.utils.set_random_seed",
    "logging.basicConfig", "logging.info", "logging.debug", "logging.warning", "logging.error", "atexit.register",
    "tensorflow.print", "pprint.pprint", "sys.stdout.write", "sys.stdout.flush", "os.makedirs", "builtins.breakpoint",
    spread=True,
)  # fmt: skip
def _nothing(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """What has no effect that shapes depend on."""
    return None


@library("builtins.getattr")
def _getattr(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    receiver, name = arguments.get(0, "obj"), arguments.get(1, "name")
    if not isinstance(name, str) or not arguments.positional:
        return NOT_KNOWN
    if len(arguments.positional) > 2:
        has = has_attribute(machine, receiver, name)
        if has is False:
            return arguments.positional[2]
        if has is None and not isinstance(receiver, Named):
            return NOT_KNOWN
    return get_attribute(machine, receiver, name, span)


@library("builtins.setattr")
def _setattr(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    if len(arguments.positional) != 3:
        return NOT_KNOWN
    receiver, name, value = arguments.positional
    if isinstance(name, str):
        set_attribute(machine, receiver, name, value, span)
    elif isinstance(receiver, Ref) and isinstance(machine.heap[receiver], (InstanceObject, ClassObject)):
        forget_names(machine, Namespace(receiver), Unknown("which attribute is set is not known", span.line))
    return None


@library("builtins.object.__setattr__")
def _store(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    if len(arguments.positional) == 3:
        receiver, name, value = arguments.positional
        if isinstance(receiver, Ref) and isinstance(name, str):
            store_attribute(machine, receiver, name, value)
    return None


@library("builtins.delattr")
def _delattr(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    name = arguments.get(1, "name")
    if isinstance(name, str):
        delete_attribute(machine, arguments.positional[0], name, span)
    return None


@library("builtins.hasattr")
def _hasattr(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    name = arguments.get(1, "name")
    known = has_attribute(machine, arguments.get(0, "obj"), name) if isinstance(name, str) else None
    return NOT_KNOWN if known is None else known


def has_attribute(machine: Machine, value: Value, name: str) -> bool | None:
    """Whether a value has an attribute; None where that is not known."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, InstanceObject):
        if name in content.attributes:
            return True
        if content.cls is None:
            return None if content.name else False
        if find_in_class(machine, content.cls, name) is not MISSING:
            return True
        open_ended = library_base(machine, content.cls) is not None
        return None if open_ended or special_method(machine, value, "__getattr__") is not MISSING else False
    if isinstance(content, ClassObject) and isinstance(value, Ref):
        return _class_has(machine, value, content, name)
    if isinstance(content, ModuleObject) and isinstance(value, Ref):
        return module_attribute(machine, value, name) is not MISSING
    if name in ATTRIBUTES and is_symbol(machine, value):
        return False
    if isinstance(value, Named):
        return _library_has(machine, value, name)
    return hasattr(value, name) if is_scalar(value) or isinstance(value, tuple) else None


def _class_has(machine: Machine, ref: Ref, cls: ClassObject, name: str) -> bool | None:
    if find_in_class(machine, ref, name) is not MISSING:
        return True
    return False if library_base(machine, ref) is None and cls.metaclass is None and not cls.kind else None


# what keras.layers exports beside the layers that have a rule
_WITHOUT_RULE = {
    "Input", "InputLayer", "InputSpec", "Layer", "Wrapper", "JaxLayer", "FlaxLayer", "TFSMLayer", "TorchModuleWrapper",
    "serialize", "deserialize",
}  # fmt: skip


_KNOWN = {"keras.version", "keras.ops", "keras.layers", "keras.Model", "keras.utils", "keras.config", "keras.backend"}


def _library_has(machine: Machine, module: Named, name: str) -> bool | None:
    """Whether a library has a name: of `keras.layers` its rules tell; None where that is not known."""
    if library_version(machine, f"{module.path}.{name}") is not None or canonical(f"{module.path}.{name}") in _KNOWN:
        return True
    if canonical(f"{module.path}.{name}") != f"keras.layers.{name}" and canonical(module.path) != "keras.layers":
        return None
    return find_layer(name) is not None or find_function(name) is not None or name in _WITHOUT_RULE


@library("builtins.vars")
def _vars(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = arguments.get(0, "obj")
    if value is None:
        return Namespace(machine.scope)
    if not isinstance(value, Ref):
        return NOT_KNOWN
    content = machine.heap[value]
    if isinstance(content, ModuleObject):
        return Namespace(content.module.scope)
    return Namespace(value) if isinstance(content, (InstanceObject, ClassObject)) else NOT_KNOWN


@library("builtins.globals")
def _globals(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return Namespace(machine.module.scope)


@library("builtins.locals")
def _locals(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return Namespace(machine.scope)


@library("importlib.import_module", "builtins.__import__")
def _import_module(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    name, package = arguments.get(0, "name"), arguments.get(1, "package")
    if not isinstance(name, str):
        return NOT_KNOWN
    level = len(name) - len(name.lstrip("."))
    path = absolute_name(machine, name.lstrip("."), level) if level else name
    if level and isinstance(package, str):
        path = f"{package}.{name.lstrip('.')}"
    module = load_module(machine, path)
    return Named(path) if module is None else module
