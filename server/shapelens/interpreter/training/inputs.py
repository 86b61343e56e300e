"""The data against the inputs of a model: what Keras would refuse, and which place to blame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import permutations

from shapelens.interpreter.domain.analysis import Related, RelatedKind
from shapelens.interpreter.domain.objects import (
    FunctionalObject,
    InputLayerObject,
    InstanceObject,
    LayerObject,
    SequentialObject,
    declared_inputs,
)
from shapelens.interpreter.domain.problems import ProgramProblem
from shapelens.interpreter.domain.structures import is_of_tensors, structure_of
from shapelens.interpreter.domain.training_problems import (
    DataCount,
    DataMismatch,
    MissingBatchAxis,
    NameMismatch,
    OneSampleAdjusted,
    Unbatched,
)
from shapelens.interpreter.domain.values import Ref, Stream, TensorValue, tensor_values
from shapelens.interpreter.graph.graph import as_declared, check_model_input, run_operation
from shapelens.interpreter.graph.inputs import BATCH
from shapelens.interpreter.graph.refusals import collecting, report_inside
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.batches import Call, Fed, argument_span, in_batches, structure_in_batches
from shapelens.interpreter.training.causes import declared_at
from shapelens.layers.framework.problems import RankMismatch
from shapelens.layers.framework.registry import apply
from shapelens.shapes.tensors import Dims, Structure, Tensor, is_open, known_different
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# of a model with more inputs than that no order is tried
_MAX_ORDERED = 4
# the number behind a name of Keras' own: `dense_3`
_COUNTED = re.compile(r"_\d+$")


@dataclass(frozen=True, slots=True)
class Feeding:
    """One call of `method` on a model. `part` is its argument where that is not the data to train on (the
    `validation_data`)."""

    machine: Machine
    ref: Ref
    method: str
    data: Fed
    call: Span
    part: str = ""
    # whether labels known by their shape fit the model before
    proved: bool = False

    @property
    def source(self) -> str:
        """What gives the model its data, in words."""
        return self.part or self.method

    @property
    def raised(self) -> Related:
        """The place where the fault shows in a run."""
        return Related(RelatedKind.RAISED_IN, self.call, self.method)

    @property
    def blames_data(self) -> bool:
        """Whether the data are to blame for what does not fit, for other data did; else the user would change the
        model first."""
        return bool(self.part) or self.method.startswith("predict") or self.machine.trained.get(self.ref, False)

    @property
    def blames_labels(self) -> bool:
        """Whether the labels are to blame for what does not fit, for others did."""
        return self.proved if self.part else self.method == "evaluate" and self.machine.trained.get(self.ref, False)


def fed_inputs(feeding: Feeding) -> tuple[list[TensorValue], list[TensorValue]]:
    """The inputs of a model, and the array that each is given; none where they are not known."""
    model = feeding.machine.heap[feeding.ref]
    if not isinstance(model, (SequentialObject, FunctionalObject)):
        return [], []
    expected = list(tensor_values(model.input if isinstance(model, SequentialObject) else model.inputs))
    found = _by_input(feeding, expected)
    return (expected, found) if found is not None and len(found) == len(expected) else ([], [])


def outputs_on(feeding: Feeding) -> Structure:
    """What the model gives on a batch of the data; what it refuses is reported, and the outputs are then unknown."""
    machine, model = feeding.machine, feeding.machine.heap[feeding.ref]
    if isinstance(model, SequentialObject) and (model.broken is not None or model.input is None):
        return model.broken or Unknown("the model has no input shape yet")
    if isinstance(model, InstanceObject):
        return _run(feeding, structure_in_batches(structure_of(feeding.data.value)), None)
    assert isinstance(model, (SequentialObject, FunctionalObject))
    declared = model.input if isinstance(model, SequentialObject) else model.inputs
    if not is_of_tensors(declared):
        return Unknown("the inputs of the model are not known")
    expected = list(tensor_values(declared))
    problem_of_names = _misnamed(feeding, expected)
    if problem_of_names is not None:
        return machine.report(problem_of_names, feeding.data.span, related=(feeding.raised,), site=feeding.call)
    found = _by_input(feeding, expected)
    if found is None:
        return Unknown("the data are not known")
    if len(found) != len(expected):
        problem = DataCount(feeding.source, "input", len(expected), len(found))
        return machine.report(problem, feeding.data.span, related=(feeding.raised,))
    batches = []
    for wanted, given in zip(expected, found, strict=True):
        batch = in_batches(given, BATCH)
        if batch is None:
            return Unknown("the shape of the data is not known")
        sizes = isinstance(model, FunctionalObject)
        mismatch = check_model_input(wanted.tensor.shape, batch, check_sizes=sizes)
        if mismatch is not None:
            return _report(feeding, wanted, given, mismatch.axis, "")
        batches.append(as_declared(wanted.tensor, Tensor(batch, wanted.tensor.dtype)))
    structure: Structure = batches[0] if len(batches) == 1 else tuple(batches)
    outputs = _run(feeding, structure, (expected, found))
    for wanted, given in zip(expected, found, strict=True) if not isinstance(outputs, Unknown) else ():
        if _is_adjusted_sample(wanted, given) and feeding.method.startswith("predict"):
            _warn_of_sample(feeding, wanted, given)
    return outputs


def unbatched(machine: Machine, ref: Ref, method: str, call: Call) -> tuple[Unbatched, Span] | None:
    """A data set or generator that gives single samples: numbers without an axis, or the declared shape of one.

    An axis that the model leaves open takes the samples of a batch as well: then the calls that made the data decide.
    """
    if not call.streamed:
        return None
    inputs = plain_tensors(machine, call.arguments.get(0, "x"))
    parts = [*tensor_values(inputs), *tensor_values(plain_tensors(machine, call.arguments.get(1, "y")))]
    shapes = [part.tensor.shape for part in parts if isinstance(part.tensor.shape, tuple)]
    model = machine.heap[ref]
    declared = declared_inputs(model)
    wanted = declared.tensor.shape if isinstance(declared, TensorValue) else None
    shape = inputs.tensor.shape if isinstance(inputs, TensorValue) else None
    single = isinstance(wanted, tuple) and isinstance(shape, tuple) and _is_one_sample(wanted, shape)
    # what Keras brings to the declared number of axes is no proof
    adjusted = isinstance(wanted, tuple) and len(wanted) > 1 and wanted[-1] == 1
    given = call.raw.get(0, "x")
    made, batched = (given.made, given.batched) if isinstance(given, Stream) else (None, None)
    may_be_batch = batched is None and isinstance(wanted, tuple) and len(wanted) > 1 and is_open(wanted[1])
    if batched or (() not in shapes and (not single or adjusted or may_be_batch)):
        return None
    found = shape if isinstance(shape, tuple) else ()
    place = argument_span(call.arguments, 0, "x", call.span) if made is None else made
    return Unbatched(method, wanted if isinstance(wanted, tuple) else None, found), place


def refuses_data(machine: Machine, ref: Ref, batch: Tensor, data: Fed, call: Span, method: str) -> bool:
    """Whether the first layer of a model that waits for its input does not take the data's number of axes: then they
    are to blame, not the model."""
    model = machine.heap[ref]
    first = machine.heap[model.layers[0]] if isinstance(model, SequentialObject) and model.layers else None
    if not isinstance(first, LayerObject) or isinstance(first.configured, Unknown):
        return False
    outcome = apply(first.configured, batch)
    if not isinstance(outcome, RankMismatch):
        return False
    made = next((value.made for value in tensor_values(data.value)), None)
    raised = (Related(RelatedKind.RAISED_IN, call, method),)
    place = data.span if made is None else made
    machine.report(outcome, place, layer=first.layer, inputs=batch, related=raised, site=first.span)
    return True


def _by_input(feeding: Feeding, expected: list[TensorValue]) -> list[TensorValue] | None:
    """The arrays in the order of the model's inputs; None where something among them is not known."""
    value = feeding.data.value
    if isinstance(value, dict):
        names = _names(feeding, expected)
        if len(expected) > 1 and not set(names) <= value.keys():
            return None
        value = tuple(value.get(name) for name in names) if set(names) <= value.keys() else tuple(value.values())
    items = value if isinstance(value, tuple) else (value,)
    if not all(isinstance(item, TensorValue) for item in items):
        return None
    return list(items)


def _misnamed(feeding: Feeding, expected: list[TensorValue]) -> NameMismatch | None:
    """A dict of data that lacks an input of the model by its name."""
    value = feeding.data.value
    if not isinstance(value, dict) or isinstance(feeding.machine.heap[feeding.ref], InstanceObject):
        return None
    names = _names(feeding, expected)
    given = [str(name) for name in value]
    missing = [name for name in names if name not in value]
    if not missing or not all(names) or any(may_be(name, given) for name in missing):
        return None
    return NameMismatch(feeding.source, "input", tuple(names), tuple(given))


def may_be(name: str, given: list[str]) -> bool:
    """Whether a name that Keras gave by counting may be another by which a program knows it."""
    stem = _COUNTED.sub("", name)
    return any(_COUNTED.sub("", other) == stem for other in given)


def _names(feeding: Feeding, expected: list[TensorValue]) -> list[str]:
    """What Keras looks the inputs up by in a dict of data: the keys of a model that is made with a dict of them, else
    the names of their layers."""
    model = feeding.machine.heap[feeding.ref]
    declared = model.inputs if isinstance(model, FunctionalObject) else None
    if isinstance(declared, dict):
        # of a dict in a dict nothing is looked up by name
        return [str(key) if isinstance(value, TensorValue) else "" for key, value in declared.items()]
    return [_name(feeding.machine, each) for each in expected]


def _name(machine: Machine, value: TensorValue) -> str:
    node = value.node
    layer = machine.heap[node.operation] if node is not None and node.operation is not None else None
    return layer.name if isinstance(layer, InputLayerObject) else ""


def _run(
    feeding: Feeding, structure: Structure, pairs: tuple[list[TensorValue], list[TensorValue]] | None
) -> Structure:
    """Run the model on a batch; what an inner layer refuses is a fault of the data."""
    machine = feeding.machine
    with machine.silently(), collecting(machine) as refusals:
        output = run_operation(machine, feeding.ref, structure)
    if not refusals.found or pairs is None:
        return output
    first = refusals.found[0]
    for wanted, given in zip(*pairs, strict=True):
        batch = in_batches(given, BATCH)
        assert batch is not None
        axis = _differing(wanted.tensor.shape, batch)
        if axis is not None:
            return _report(feeding, wanted, given, axis, first.layer)
    if _meets_open_sizes(pairs):
        batches = [Tensor(batch) for each in pairs[1] if (batch := in_batches(each, BATCH)) is not None]
        related = (*(place for each in pairs[1] for place in made_here(each)), feeding.raised)
        declared = [each.tensor for each in pairs[0]]
        span = feeding.data.span
        place = _shaped_at(feeding, pairs[1][0]) if len(pairs[1]) == 1 else span
        return report_inside(
            machine, first, declared, batches, span, place=place, method=feeding.source, related=related
        )
    # the model refuses its own declared input too: that is reported where it is built
    return Unknown(f"{first.layer} does not take it")


def _meets_open_sizes(pairs: tuple[list[TensorValue], list[TensorValue]]) -> bool:
    """Whether an axis that the model leaves open has a number in the data, behind that of the samples."""
    shapes = ((wanted.tensor.shape, given.tensor.shape) for wanted, given in zip(*pairs, strict=True))
    return any(
        isinstance(declared, tuple)
        and isinstance(found, tuple)
        and any(is_open(size) and isinstance(given, int) for size, given in zip(declared[1:], found[1:], strict=False))
        for declared, found in shapes
    )


def _differing(declared: Dims | Unknown, found: Dims) -> int | None:
    """The last axis on which the data are not what is declared."""
    if isinstance(declared, Unknown):
        return None
    if len(declared) != len(found):
        return len(declared) - 1
    axes = [axis for axis in range(1, len(found)) if known_different(declared[axis], found[axis])]
    return axes[-1] if axes else None


def _report(feeding: Feeding, wanted: TensorValue, given: TensorValue, axis: int | None, layer: str) -> Unknown:
    machine, whole = feeding.machine, given.tensor.shape
    declared = wanted.tensor.shape
    assert isinstance(whole, tuple)
    assert isinstance(declared, tuple)
    place = declared_at(machine, feeding.ref, wanted)
    found = in_batches(given, BATCH)
    assert found is not None
    problem: ProgramProblem = DataMismatch(feeding.source, declared, found, axis, layer)
    related = [feeding.raised]
    if place is not None and not feeding.blames_data and _declaration_is_odd(declared, given, axis):
        related = [*made_here(given), *related]
        return machine.report(problem, place, related=tuple(related), site=feeding.call)
    if _is_one_sample(declared, whole) and not feeding.data.streamed and (place is None or feeding.blames_data):
        problem = MissingBatchAxis(feeding.source, declared, whole)
    if place is not None:
        related.insert(0, Related(RelatedKind.INPUT_DECLARED, place, shape=declared))
    return machine.report(problem, _shaped_at(feeding, given), related=tuple(related), site=feeding.call)


def _shaped_at(feeding: Feeding, given: TensorValue) -> Span:
    """Where the data got their shape, which a user would change; the argument, where that does not show, or where they
    fit in another order."""
    return feeding.data.span if given.made is None or _fit_in_another_order(feeding) else given.made


def _fit_in_another_order(feeding: Feeding) -> bool:
    """Whether the arrays would fit the inputs of the model if they were given in another order."""
    inputs, arrays = fed_inputs(feeding)
    if not 1 < len(arrays) <= _MAX_ORDERED:
        return False
    wanted = [each.tensor.shape for each in inputs]
    batches = [in_batches(each, BATCH) or () for each in arrays]
    return any(
        all(
            check_model_input(shape, batch, check_sizes=True) is None
            for shape, batch in zip(wanted, order, strict=True)
        )
        for order in permutations(batches)
    )


def _is_one_sample(declared: Dims, whole: Dims) -> bool:
    """Whether an array is one sample: the declared shape without its batch axis."""
    return len(whole) == len(declared) - 1 and not any(
        known_different(size, wanted) for size, wanted in zip(whole, declared[1:], strict=True)
    )


def _is_adjusted_sample(wanted: TensorValue, given: TensorValue) -> bool:
    """Whether an array is one sample, which Keras takes for a batch: it adds the last axis of 1 that is declared."""
    declared, whole = wanted.tensor.shape, given.tensor.shape
    if not isinstance(declared, tuple) or not isinstance(whole, tuple) or len(declared) < 3 or declared[-1] != 1:
        return False
    known = isinstance(whole[0], int) and whole[0] > 1
    return known and whole[0] == declared[1] and _is_one_sample(declared, whole)


def _warn_of_sample(feeding: Feeding, wanted: TensorValue, given: TensorValue) -> None:
    declared, whole = wanted.tensor.shape, given.tensor.shape
    assert isinstance(declared, tuple)
    assert isinstance(whole, tuple)
    problem = OneSampleAdjusted(feeding.source, declared, whole)
    feeding.machine.report(problem, feeding.data.span, related=tuple(made_here(given)), site=feeding.call)


def _declaration_is_odd(declared: Dims, given: TensorValue, axis: int | None) -> bool:
    """Whether the user would change the declaration rather than the data."""
    whole = given.tensor.shape
    assert isinstance(whole, tuple)
    if len(declared) == len(whole):
        return axis is not None and not _are_odd_pictures(declared, given, whole)
    # input_shape=x.shape: the samples are declared as an axis of each of them
    return _is_one_sample(declared, whole)


def _are_odd_pictures(declared: Dims, given: TensorValue, whole: Dims) -> bool:
    """Pictures whose channels stand first, as Keras takes them nowhere unless told to, or that were brought to a size
    on purpose: that is the one to change."""
    if len(declared) != 4:
        return False
    turned = whole[1] in (1, 3) and whole[1] == declared[3] != whole[3] and whole[2:] == declared[1:3]
    return turned or (given.sized and given.made is not None and whole[3] == declared[3])


def made_here(given: TensorValue) -> list[Related]:
    """Where an array is made, with its shape."""
    if given.made is None:
        return []
    return [Related(RelatedKind.ARRAY_MADE, given.made, shape=given.tensor.shape)]
