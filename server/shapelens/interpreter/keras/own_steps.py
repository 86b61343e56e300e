"""Running a model's own `train_step` and `test_step`: each on a batch, as Keras traces it."""

from __future__ import annotations

from shapelens.interpreter.data.feeding import batch_of
from shapelens.interpreter.domain.objects import FunctionalObject, InstanceObject, SequentialObject
from shapelens.interpreter.domain.structures import structure_of, without_history
from shapelens.interpreter.domain.values import CallArguments, Method, Ref, Stream, TensorValue, Value
from shapelens.interpreter.language.elements import arrived, handed_over, map_tensors
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.batches import Call, structure_in_batches
from shapelens.interpreter.training.compiled import Compiled
from shapelens.syntax.spans import Span


def run_own_steps(machine: Machine, ref: Ref, method: str, call: Call) -> None:
    """The steps that a model has of its own, on what they are given: a batch of the data, one for validation."""
    if call.own.step and call.own.run is not None and not method.startswith("predict"):
        _run(machine, ref, call.own.run, _batch(machine, call), call.span)
    given = call.raw.keywords.get("validation_data")
    if method == "fit" and given is not None and call.own.run_validation is not None:
        batch = _element(machine, given, call.span)
        data = _in_batches(machine, plain_tensors(machine, given)) if batch is None else batch
        _run(machine, ref, call.own.run_validation, data, call.span)


def _batch(machine: Machine, call: Call) -> Value:
    """What Keras hands over (keras.utils.pack_x_y_sample_weight): the inputs alone, or with labels and weights."""
    x = call.raw.get(0, "x")
    batch = _element(machine, x, call.span)
    if batch is not None:
        return batch
    y, weights = call.raw.get(1, "y"), call.raw.keywords.get("sample_weight")
    parts = [x] if y is None else [x, y] if weights is None else [x, y, weights]
    inputs, *others = (_in_batches(machine, plain_tensors(machine, part)) for part in parts)
    return inputs if not others and not isinstance(inputs, tuple) else (inputs, *others)


def _element(machine: Machine, value: Value, span: Span) -> Value | None:
    """A batch of what comes in batches, as its data set declares it."""
    return value.element if isinstance(value, Stream) else batch_of(machine, value, span)


def _in_batches(machine: Machine, value: Value) -> Value:
    return without_history(structure_in_batches(structure_of(value)))


def _run(machine: Machine, ref: Ref, step: Method, batch: Value, span: Span) -> None:
    model = machine.heap[ref]
    assert isinstance(model, (SequentialObject, FunctionalObject, InstanceObject))
    data = handed_over(machine.heap, map_tensors(batch, _as_tensor))
    if not isinstance(model.compiled, Compiled) or not model.compiled.traced:
        data = arrived(data)
    with machine.within("in_graph"):
        machine.call(step, CallArguments([data], {}, [span]), span)


def _as_tensor(value: TensorValue) -> TensorValue:
    return TensorValue(value.tensor, labels=value.labels, made=value.made)
