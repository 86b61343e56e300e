"""Calls of what is no layer, against the signature that the library itself declares for it."""

from __future__ import annotations

from dataclasses import replace

from shapelens.environments.versions import KERAS_3
from shapelens.interpreter.domain.objects import InstanceObject
from shapelens.interpreter.domain.values import CallArguments, Ref, Value
from shapelens.interpreter.graph.layer_calls import blame
from shapelens.interpreter.language.mro import library_base
from shapelens.interpreter.machine.callees import find_callee
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.modules.signatures import ReadSignature, read_signature
from shapelens.interpreter.training.compiled import compile_model
from shapelens.layers.framework.signature import bind
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# where the public names stand whose own text says what they take; layers and operations have rules
_PLACES = (
    "keras.activations.", "keras.callbacks.", "keras.constraints.", "keras.datasets.", "keras.initializers.",
    "keras.losses.", "keras.metrics.", "keras.models.", "keras.optimizers.", "keras.preprocessing.", "keras.random.",
    "keras.regularizers.", "keras.saving.", "keras.utils.", "tensorflow.data.", "tensorflow.GradientTape",
)  # fmt: skip
_NAMES = {"keras.Sequential", "keras.Model"}


def refuses_call(machine: Machine, path: str, arguments: CallArguments, span: Span) -> Unknown | None:
    """What comes of calling a library's function or class with arguments that it does not take, which is reported."""
    if not path.startswith(_PLACES) and path not in _NAMES:
        return None
    if find_callee(path).has_rule:
        return None
    read = _read(machine, path)
    if read is None:
        return None
    given = _without_receiver(arguments) if read.of_instance else arguments
    return None if given is None else _bound(machine, read, path, given, span)


def refuses_method(
    machine: Machine, owner: str, name: str, arguments: CallArguments, span: Span, ref: Ref | None = None
) -> Unknown | None:
    """The same of a method of an instance (that at `ref`, if it is in the heap) of the class `owner`."""
    if name == "add_weight" and arguments.positional and isinstance(arguments.positional[0], str):
        # the order before Keras 3
        return None
    path = f"{owner}.{name}" if name != "__init__" else owner
    read = _read(machine, path)
    refused = None if read is None else _bound(machine, read, path, arguments, span)
    if refused is not None and name == "compile" and ref is not None:
        # it raises: what the model is compiled with is not known
        compile_model(machine, ref, replace(arguments, complete=False), span)
    return refused


def refuses_inherited(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Unknown | None:
    """The same of a method that an instance of a class of the program has from its library base."""
    instance = machine.heap[ref]
    base = library_base(machine, instance.cls) if isinstance(instance, InstanceObject) and instance.cls else None
    return refuses_method(machine, base, name, arguments, span, ref) if isinstance(base, str) else None


def _read(machine: Machine, path: str) -> ReadSignature | None:
    if path.startswith("keras.") and machine.keras.since(KERAS_3) is not True:
        # the text that is installed is that of Keras 3
        return None
    return read_signature(machine, path)


def _without_receiver(arguments: CallArguments) -> CallArguments | None:
    if not arguments.positional:
        return None
    return replace(arguments, positional=arguments.positional[1:], positional_spans=arguments.positional_spans[1:])


def _bound(machine: Machine, read: ReadSignature, path: str, arguments: CallArguments, span: Span) -> Unknown | None:
    positional: list[Value] = [] if read.starred else arguments.positional
    complete = arguments.complete and not read.starred
    bound = bind(read.signature, positional, arguments.keywords, complete=complete)
    if isinstance(bound, dict):
        return None
    return machine.report(bound, blame(bound, arguments.keyword_spans, span), layer=path.rpartition(".")[2], site=span)
