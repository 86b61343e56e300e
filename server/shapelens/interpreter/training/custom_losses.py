"""Losses and metrics that are functions of the program: evaluated on a batch of labels and outputs."""

from __future__ import annotations

from functools import partial

from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.objects import InstanceObject
from shapelens.interpreter.domain.values import CallArguments, Function, Method, Ref, TensorValue, Value
from shapelens.interpreter.language.branches import completed
from shapelens.interpreter.language.mro import find_in_class
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.training.compiled import Criterion
from shapelens.layers.losses import rank_is_undecided, to_same_rank
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.syntax.spans import Span


def faults_of(
    machine: Machine,
    criterion: Criterion,
    labels: Dims,
    outputs: Dims,
    span: Span,
    *,
    quietly: bool = False,
    of_metric: bool = False,
) -> list[Finding]:
    """What goes wrong in a function of the program on such labels and outputs; taken out of the record again.

    `quietly` leaves out what its lines give: they are shown for a batch of any size.
    """
    function, squeezes = _function(machine, criterion.function, "update_state" if of_metric else "call")
    if function is None or (squeezes and rank_is_undecided(labels, outputs)):
        return []
    if squeezes and not of_metric:
        # keras.src.losses.losses.LossFunctionWrapper
        labels, outputs = to_same_rank(labels, outputs)
    given: list[Value] = [TensorValue(Tensor(labels, "float32")), TensorValue(Tensor(outputs, "float32"))]
    before = dict(machine.record.findings)
    run = partial(machine.call, function, CallArguments(given, positional_spans=[span, span]), span)
    if quietly:
        with machine.recording_faults_only():
            completed(run)
    else:
        completed(run)
    new = {key: finding for key, finding in machine.record.findings.items() if key not in before}
    for key in new:
        del machine.record.findings[key]
    return list(new.values())


def record(machine: Machine, findings: list[Finding]) -> None:
    """Put findings into the record as they are."""
    for finding in findings:
        machine.record.findings.setdefault((finding.span, type(finding.problem).__name__), finding)


def name_of(criterion: Criterion) -> str:
    """How the user calls it."""
    function = criterion.function
    if isinstance(function, Method):
        function = function.function
    name = function.name if isinstance(function, Function) else ""
    return name if name.isidentifier() else "the loss"


def _function(machine: Machine, value: Value, method: str) -> tuple[Value, bool]:
    """What is called with labels and outputs, and whether Keras brings them to one rank before."""
    if isinstance(value, (Function, Method)):
        return value, True
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, InstanceObject) and content.cls is not None and isinstance(value, Ref):
        found = find_in_class(machine, content.cls, method)
        if found is not MISSING and isinstance(found, Function):
            return Method(value, found), False
    return None, False
