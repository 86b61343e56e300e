"""Names that Keras 3 no longer exports, reported where they are imported or read: those of `layers.legacy.names`."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from shapelens.environments.versions import KERAS_3
from shapelens.interpreter.domain.faults import raised_for
from shapelens.interpreter.domain.objects import FunctionalObject, InputLayerObject, LayerObject, SequentialObject
from shapelens.interpreter.domain.problems import GoneMember, GoneNames
from shapelens.interpreter.domain.values import BoundMethod, LibraryInstance, Ref, Value
from shapelens.interpreter.graph.remarks import remark
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.legacy.names import GoneName, find_gone_name, is_place
from shapelens.syntax.spans import Span


def note_imports(machine: Machine, paths: Sequence[str], span: Span) -> dict[str, str]:
    """Report the names of one import statement that are gone; gives the paths of today of those that have one."""
    found = {path: gone for path in paths if (gone := find_gone_name(path)) is not None}
    if found:
        _report(machine, GoneNames(tuple(found.items()), imported=True), span)
    return {path: gone.today for path, gone in found.items() if gone.today and gone.is_alias}


def note_attribute(machine: Machine, path: str, span: Span) -> None:
    """Report a name that is read from a module: `K.mean`."""
    gone = _gone_attribute(path)
    if gone is not None:
        _report(machine, GoneNames(((path, gone),), imported=False), span)


@functools.lru_cache(maxsize=4096)
def _gone_attribute(path: str) -> GoneName | None:
    """What leads to a name, and experimental layers, which are reported where they are called, are not reported."""
    return None if is_place(path) or ".layers.experimental." in path else find_gone_name(path)


# what layers and optimizers had, and what means the same
_OF_LAYERS = {
    "output_shape": "{0}.output.shape",
    "input_shape": "{0}.input.shape",
    "get_output_at": "{0}.output",
    "get_input_at": "{0}.input",
    "get_output_shape_at": "{0}.output.shape",
    "get_input_shape_at": "{0}.input.shape",
}
_OF_SEQUENTIAL = {"input": "{0}.inputs[0]", "output": "{0}.outputs[0]"}
_OF_OPTIMIZERS = {"lr": "{0}.learning_rate"}


def note_member(machine: Machine, value: Value, name: str, span: Span) -> None:
    """Report what a layer or an optimizer of Keras no longer has."""
    if name in _OF_LAYERS:
        content = machine.heap[value] if isinstance(value, Ref) else None
        if isinstance(content, (LayerObject, InputLayerObject)):
            owner = content.layer if isinstance(content, LayerObject) else "InputLayer"
            _report(machine, GoneMember(owner, name, _OF_LAYERS[name]), span)
    elif name in _OF_SEQUENTIAL and isinstance(value, Ref) and isinstance(machine.heap[value], SequentialObject):
        # it has them once it is called: of the first call, not of its own
        remark(machine, GoneMember("Sequential", name, _OF_SEQUENTIAL[name]), span)
    elif name in _OF_OPTIMIZERS and _is_optimizer(machine, value):
        _report(machine, GoneMember("the optimizer", name, _OF_OPTIMIZERS[name]), span)


def _is_optimizer(machine: Machine, value: Value) -> bool:
    if isinstance(value, BoundMethod):
        model = machine.heap[value.receiver] if isinstance(value.receiver, Ref) else None
        return value.name == "optimizer" and isinstance(model, (SequentialObject, FunctionalObject))
    return isinstance(value, LibraryInstance) and value.path.startswith("keras.optimizers.")


def _report(machine: Machine, problem: GoneNames | GoneMember, span: Span) -> None:
    if machine.module.file is not None or machine.takes_still(problem):
        # the spelling of another file is not the business of the one that imports it
        return
    if machine.keras.since(KERAS_3) is None and any(map(machine.may_catch, raised_for(problem))):
        # the program expects either version
        return
    layer = problem.owner if isinstance(problem, GoneMember) else problem.names[0][0]
    if machine.speculative:
        remark(machine, problem, span, layer=layer)
    machine.report(problem, span, layer=layer)
