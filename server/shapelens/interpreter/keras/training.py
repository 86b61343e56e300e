"""`fit`, `predict` and the like: the data that they are given builds a model that waits for its input."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.data.feeding import with_batches
from shapelens.interpreter.data.frames import with_arrays
from shapelens.interpreter.domain.analysis import Observation
from shapelens.interpreter.domain.objects import FunctionalObject, InstanceObject, SequentialObject
from shapelens.interpreter.domain.structures import is_of_tensors, structure_of, without_history
from shapelens.interpreter.domain.values import CallArguments, Ref, Value, tensor_values
from shapelens.interpreter.graph.eager import on_tensors
from shapelens.interpreter.graph.graph import as_declared, fitting, run_operation
from shapelens.interpreter.keras.own_steps import run_own_steps
from shapelens.interpreter.keras.saved_models import save_checkpoints
from shapelens.interpreter.keras.sequential import set_input
from shapelens.interpreter.language.elements import map_tensors
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.batches import Call, Fed, argument_span, structure_in_batches
from shapelens.interpreter.training.check import check_training, takes_call
from shapelens.interpreter.training.inputs import refuses_data
from shapelens.interpreter.training.own_steps import OwnSteps, own_steps
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor, leaves
from shapelens.shapes.unknown import DOES_NOT_FIT, Unknown
from shapelens.syntax.spans import Span

TRAINING = {"fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch"}


def call_training_method(
    machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span, own: OwnSteps | None = None
) -> Value:
    """Build the model from the data where it has no input yet; `predict` gives the outputs for them.

    `own` is what the model does itself, where it does more than `ref` (the model that it also is) says.
    """
    machine.note_training(span)
    raw = with_arrays(machine, arguments)
    arguments = with_batches(machine, name, raw, span)
    call = Call(raw, arguments, span, own_steps(machine, ref, name) if own is None else own)
    if not takes_call(machine, ref, name, call):
        return Unknown(f"`{name}` raises", span.line)
    run_own_steps(machine, ref, name, call)
    if call.own.step:
        check_training(machine, ref, name, call)
        if name == "fit":
            save_checkpoints(machine, ref, arguments.keywords.get("callbacks"))
        return Unknown(f"what `.{name}` gives is the model's own to say", span.line)
    data = structure_of(plain_tensors(machine, arguments.get(0, "x")))
    batch = structure_in_batches(data)
    model = machine.heap[ref]
    if isinstance(model, SequentialObject) and model.input is None and model.broken is None:
        if isinstance(batch, Tensor) and not isinstance(batch.shape, Unknown):
            fed = Fed(plain_tensors(machine, arguments.get(0, "x")), argument_span(arguments, 0, "x", span))
            if refuses_data(machine, ref, batch, fed, span, name):
                return Unknown("the model does not take the data", span.line)
            set_input(machine, ref, batch.shape, span)
    elif isinstance(model, InstanceObject) and model.output is None and not isinstance(batch, Unknown):
        machine.call(ref, CallArguments([without_history(batch)]), span)
    if not check_training(machine, ref, name, call):
        return Unknown(DOES_NOT_FIT, span.line)
    if name == "fit":
        save_checkpoints(machine, ref, arguments.keywords.get("callbacks"))
    if name.startswith("predict"):
        given = plain_tensors(machine, arguments.get(0, "x"))
        structure = on_tensors(machine, given, _outputs(machine, ref, data))
        if any(isinstance(part, Tensor) for part in leaves(structure)):
            machine.observe(span, "data", Observation(name, data, structure))
            outputs = without_history(structure)
            return map_tensors(outputs, lambda tensor: replace(tensor, is_array=True, made=span))
    return Unknown(f"what `.{name}` gives is not known", span.line)


def _outputs(machine: Machine, ref: Ref, data: Structure) -> Structure:
    """One output per sample, as numpy arrays."""
    model = machine.heap[ref]
    if not isinstance(model, (SequentialObject, FunctionalObject, InstanceObject)):
        return Unknown("the model is not known")
    if isinstance(model, SequentialObject) and model.broken is not None:
        return model.broken
    with machine.silently():
        if isinstance(model, SequentialObject) and model.input is not None and isinstance(data, Tensor):
            data = as_declared(model.input.tensor, data)
        if all(isinstance(part, Tensor) for part in leaves(data)):
            return run_operation(machine, ref, data)
        return _each_sample(run_operation(machine, ref, _fitting(model, data)))


def _fitting(model: SequentialObject | FunctionalObject | InstanceObject, data: Structure) -> Structure:
    """Data that are not known, as far as the inputs that the model declares tell of them."""
    if isinstance(model, SequentialObject) and model.input is not None and isinstance(data, Unknown):
        return fitting(model.input.tensor, data, checks_sizes=False)
    if not isinstance(model, FunctionalObject) or not is_of_tensors(model.inputs):
        return data
    expected, given = [value.tensor for value in tensor_values(model.inputs)], list(leaves(data))
    if len(given) != len(expected):
        given = [next(part for part in given if isinstance(part, Unknown))] * len(expected)
    return tuple(fitting(wanted, each, checks_sizes=True) for wanted, each in zip(expected, given, strict=True))


def _each_sample(outputs: Structure) -> Structure:
    """What batches give together: how many samples they have is not known, whatever one batch gives."""
    if isinstance(outputs, Tensor) and isinstance(outputs.shape, tuple) and outputs.shape:
        return replace(outputs, shape=(Unknown("how many samples there are is not known"), *outputs.shape[1:]))
    if isinstance(outputs, NamedTensors):
        return NamedTensors(tuple((name, _each_sample(item)) for name, item in outputs.items))
    return tuple(map(_each_sample, outputs)) if isinstance(outputs, tuple) else outputs
