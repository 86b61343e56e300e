"""Objects of libraries that are called: losses, metrics and initializers; and the tape of gradients.

What an object was given when it was made (`reduction`, `from_logits`) it has with it (`LibraryInstance`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from shapelens.interpreter.domain.analysis import Observation
from shapelens.interpreter.domain.structures import structure_of, without_history
from shapelens.interpreter.domain.training_problems import LabelRank, LabelSize
from shapelens.interpreter.domain.values import CallArguments, LibraryInstance, Named, TensorValue, Value
from shapelens.interpreter.graph.origins import layer_behind
from shapelens.interpreter.keras.functions.calling import as_tensors
from shapelens.interpreter.keras.operations import call_operation
from shapelens.interpreter.keras.signatures import refuses_method
from shapelens.interpreter.language.symbols import refuse_criterion
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.causes import width_place
from shapelens.layers.framework.identifiers import INITIALIZERS
from shapelens.layers.framework.values import is_symbolic
from shapelens.layers.losses import Unfit, compare_labels, find_loss, to_same_rank
from shapelens.layers.operations.framework.registry import find_operation
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import DOES_NOT_FIT, Unknown
from shapelens.syntax.spans import Span

TAPE = "tensorflow.GradientTape"
_PLACES = ("keras.losses.", "keras.metrics.", "keras.initializers.", TAPE)
_TF_INITIALIZERS = {
    f"tensorflow.{name}_initializer" for name in ("constant", "ones", "random_normal", "random_uniform", "zeros")
}
# classes of other places whose instances are known by what they were given
_OBJECTS = {TAPE, "keras.callbacks.ModelCheckpoint"}
# what divides by the number of samples
_AVERAGED = ("sum_over_batch_size", "mean", "mean_with_sample_weight", "auto")
_REDUCED = ("sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "auto")


def makes_object(path: str) -> bool:
    """Whether a dotted name is a class whose instances are known by what they were given."""
    if path in _TF_INITIALIZERS or path in _OBJECTS:
        return True
    if not path.startswith(_PLACES):
        return False
    name = path.rpartition(".")[2]
    return name[:1].isupper() or (path.startswith("keras.initializers.") and name in INITIALIZERS)


def call_object(machine: Machine, instance: LibraryInstance, arguments: CallArguments, span: Span) -> Value:
    """`loss(y_true, y_pred)`, `initializer(shape)`, `metric(...)`."""
    refused = _refuse_symbols(machine, instance, arguments, span)
    if refused is not None:
        return refused
    if instance.path.startswith("keras.losses."):
        return _call_loss(machine, instance, arguments, span)
    if instance.path.startswith("keras.initializers.") or instance.path in _TF_INITIALIZERS:
        return _call_initializer(machine, instance, arguments, span)
    if instance.path.startswith("keras.metrics."):
        return _observed(machine, instance, None, Tensor((), "float32"), span)
    return Unknown(f"what a `{instance.path}` gives is not known", span.line)


def _refuse_symbols(
    machine: Machine, instance: LibraryInstance, arguments: CallArguments, span: Span
) -> Unknown | None:
    """A loss or metric that refuses the symbols of a functional model."""
    given = [arguments.get(place, name) for place, name in enumerate(("y_true", "y_pred"))]
    if given[1] is None and instance.path.startswith("keras.metrics."):
        given = [arguments.get(0, "values")]
    reduction = instance.arguments.get(0, "reduction", "sum_over_batch_size")
    averaged = instance.arguments.complete and not instance.arguments.positional and reduction in _AVERAGED
    return refuse_criterion(machine, instance.path, given, averaged, span)


def _observed(
    machine: Machine, instance: LibraryInstance, inputs: Structure | None, output: Structure, span: Span
) -> Value:
    machine.observe(span, "data", Observation(instance.path.rpartition(".")[2], inputs, output))
    return without_history(output)


def _call_loss(machine: Machine, instance: LibraryInstance, arguments: CallArguments, span: Span) -> Value:
    """The loss of each sample, reduced as the loss was told to."""
    given = [as_tensors(machine, arguments.get(place, name)) for place, name in enumerate(("y_true", "y_pred"))]
    inputs = tuple(structure_of(value) for value in given)
    if not _compares(machine, instance, inputs, span, given[1]):
        return Unknown(DOES_NOT_FIT, span.line)
    options = instance.arguments.keywords
    reduction = options.get("reduction", "sum_over_batch_size")
    if isinstance(reduction, Named):
        reduction = reduction.path.rpartition(".")[2].lower()
    dtype = options.get("dtype", "float32")
    dtype = dtype if isinstance(dtype, str) else Unknown("the dtype of the loss is not known")
    if reduction in _REDUCED:
        return _observed(machine, instance, inputs, Tensor((), dtype), span)
    if reduction not in (None, "none") or arguments.get(2, "sample_weight") is not None:
        return Unknown("how the loss is reduced is not known", span.line)
    each = _of_each_sample(machine, instance, inputs, span)
    return each if isinstance(each, Unknown) else _observed(machine, instance, inputs, Tensor(each, dtype), span)


def _compares(
    machine: Machine, instance: LibraryInstance, inputs: tuple[Structure, ...], span: Span, output: Value
) -> bool:
    """Whether a loss takes such labels and outputs, as far as it is known; what it refuses is reported."""
    name = find_loss(instance.path.rpartition(".")[2])
    shapes = [part.shape for part in inputs if isinstance(part, Tensor) and isinstance(part.shape, tuple)]
    if name is None or len(shapes) != 2 or "axis" in instance.arguments.keywords or not instance.arguments.complete:
        return True
    labels, outputs = shapes
    outcome = compare_labels(name, labels, outputs)
    if not isinstance(outcome, Unfit):
        return True
    same = outcome.axis is not None and len(labels) == len(outputs)
    problem = LabelSize(name, labels, outputs, outcome.axis or 0) if same else LabelRank(name, labels, outputs)
    layer = layer_behind(machine, output)
    last = same and layer is not None and layer.layer == "Dense" and outcome.axis == len(outputs) - 1
    machine.report(problem, width_place(layer) if last and layer is not None else span, site=span)
    return False


def _of_each_sample(machine: Machine, instance: LibraryInstance, inputs: tuple[Structure, ...], span: Span) -> Any:
    """The shape of a loss that is not reduced."""
    name = find_loss(instance.path.rpartition(".")[2])
    entry = None if name is None else find_operation(f"keras.losses.{name}")
    shapes = [part.shape for part in inputs if isinstance(part, Tensor)]
    if entry is None or len(shapes) != 2 or any(isinstance(shape, Unknown) for shape in shapes):
        return Unknown("what the loss is computed of is not known", span.line)
    labels, outputs = to_same_rank(*shapes)  # type: ignore[arg-type]
    known = {parameter.name for parameter in entry.declaration.signature.parameters}
    options = {key: value for key, value in instance.arguments.keywords.items() if key in known}
    tensors: list[Value] = [TensorValue(Tensor(labels)), TensorValue(Tensor(outputs))]
    with machine.silently():
        value = call_operation(machine, entry, CallArguments(tensors, options), span)
    return value.tensor.shape if isinstance(value, TensorValue) else value


def _call_initializer(machine: Machine, instance: LibraryInstance, arguments: CallArguments, span: Span) -> Value:
    """A tensor of the shape asked for."""
    shape = plain_tensors(machine, arguments.get(0, "shape"))
    dtype = arguments.get(1, "dtype")
    if not isinstance(shape, tuple) or not all(isinstance(size, int) or is_symbolic(size) for size in shape):
        return shape if isinstance(shape, Unknown) else Unknown("the shape asked for is not known", span.line)
    known = "float32" if dtype is None else dtype if isinstance(dtype, str) else Unknown("its dtype is not known")
    return _observed(machine, instance, None, Tensor(shape, known), span)


def call_object_method(
    machine: Machine, instance: LibraryInstance, name: str, arguments: CallArguments, span: Span
) -> Value:
    """A method of an object: those of a tape of gradients, `__call__`, and what gives nothing."""
    refused = refuses_method(machine, instance.path, name, arguments, span)
    if refused is not None:
        return refused
    if instance.path == TAPE and name in _TAPE:
        return _TAPE[name](machine, arguments, span)
    if name in ("call", "__call__", "compute_loss"):
        return call_object(machine, instance, arguments, span)
    if name == "update_state":
        _refuse_symbols(machine, instance, arguments, span)
    if name in ("watch", "reset", "reset_state", "reset_states", "update_state", "stop_recording"):
        return None
    if name == "result":
        return TensorValue(Tensor((), "float32"))
    return Unknown(f"what `.{name}` gives is not known", span.line)


def _gradient(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The gradient of a tensor has the shape of what it is taken for."""
    return _shown(machine, "gradient", structure_of(plain_tensors(machine, arguments.get(1, "sources"))), span)


def _jacobian(machine: Machine, arguments: CallArguments, span: Span, *, batched: bool = False) -> Value:
    """Every element of the target for every element of the source; with `batched`, for each sample by itself."""
    target, source = (structure_of(plain_tensors(machine, arguments.get(*each))) for each in _TARGET_AND_SOURCE)
    return _shown(machine, "jacobian", _each_by_each(target, source, batched=batched), span)


def _shown(machine: Machine, name: str, output: Structure, span: Span) -> Value:
    machine.observe(span, "data", Observation(name, None, output))
    return without_history(output)


_TARGET_AND_SOURCE = ((0, "target"), (1, "sources"))


def _each_by_each(target: Structure, source: Structure, *, batched: bool) -> Structure:
    if isinstance(source, tuple):
        return tuple(_each_by_each(target, item, batched=batched) for item in source)
    if isinstance(source, NamedTensors):
        return NamedTensors(tuple((name, _each_by_each(target, item, batched=batched)) for name, item in source.items))
    if not isinstance(target, Tensor) or not isinstance(source, Tensor):
        return Unknown("what the gradient is taken of is not known")
    if isinstance(target.shape, Unknown) or isinstance(source.shape, Unknown):
        return target.shape if isinstance(target.shape, Unknown) else source.shape  # type: ignore[return-value]
    return Tensor((*target.shape, *source.shape[1 if batched else 0 :]), target.dtype)


_TAPE: Mapping[str, Callable[[Machine, CallArguments, Span], Value]] = {
    "gradient": _gradient,
    "jacobian": _jacobian,
    "batch_jacobian": partial(_jacobian, batched=True),
}


@library("tensorflow.gradients")
def _gradients(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """A list of one gradient for each of `xs`, of its shape."""
    value = _gradient(machine, arguments, span)
    return value if isinstance(value, tuple) else (value,)


@library("keras.losses.get", "keras.metrics.get")
def _criterion(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The function behind the name of a loss or metric."""
    name = arguments.get(0, "identifier")
    if not isinstance(name, str):
        return name
    found = find_loss(name)
    return NOT_KNOWN if found is None else Named(f"keras.losses.{found}")
