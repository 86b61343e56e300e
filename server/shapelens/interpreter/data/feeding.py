"""What `fit` sees of data that come in batches: one batch of inputs and labels, in the place of arrays."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.data.tf_data import first_given
from shapelens.interpreter.domain.objects import InstanceObject, IteratorObject
from shapelens.interpreter.domain.values import CallArguments, Function, Method, Ref, Stream, Value
from shapelens.interpreter.language.elements import first_of, map_tensors, with_axis, without_axis
from shapelens.interpreter.language.mro import find_in_class
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# the names under which the data are given
_NAMES = ("x", "generator")


def with_batches(machine: Machine, method: str, arguments: CallArguments, span: Span) -> CallArguments:
    """The arguments of `fit` with what comes in batches replaced by the first of them; others come back as they are.

    What `predict` gives for all batches together has as many samples as they have: that is not known.
    """
    arguments = _with_validation(machine, arguments, span)
    value = arguments.positional[0] if arguments.positional else None
    name = next((name for name in _NAMES if name in arguments.keywords), None)
    if not arguments.positional and name is not None:
        value = arguments.keywords[name]
    batch = batch_of(machine, value, span)
    if batch is None:
        return arguments
    place = arguments.positional_spans[0] if arguments.positional else arguments.keyword_spans.get(name or "", span)
    inputs, labels = parts_of(batch)
    keywords = {key: item for key, item in arguments.keywords.items() if key not in _NAMES}
    if method.startswith("predict"):
        total = Unknown("how many samples the batches have together is not known", span.line)
        whole = map_tensors(inputs, lambda tensor: with_axis(without_axis(tensor), total))
        return replace(arguments, positional=[whole], positional_spans=[place], keywords=keywords)
    return replace(arguments, positional=[inputs, labels], positional_spans=[place, place], keywords=keywords)


def _with_validation(machine: Machine, arguments: CallArguments, span: Span) -> CallArguments:
    given = arguments.keywords.get("validation_data")
    batch = batch_of(machine, given, span) if given is not None else None
    if batch is None:
        return arguments
    return replace(arguments, keywords={**arguments.keywords, "validation_data": parts_of(batch)})


def parts_of(batch: Value) -> tuple[Value, Value]:
    """The inputs and the labels in a batch (keras.utils.unpack_x_y_sample_weight)."""
    if isinstance(batch, tuple) and 1 <= len(batch) <= 3:
        return batch[0], batch[1] if len(batch) > 1 else None
    return batch, None


def batch_of(machine: Machine, value: Value, span: Span) -> Value | None:
    """The first batch of a data set, a generator or a `PyDataset`; None for what is none of these."""
    if isinstance(value, Stream):
        return first_of(value)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, IteratorObject):
        if content.items:
            return plain_tensors(machine, content.items[0])
        return first_given(machine, value)
    if isinstance(content, InstanceObject) and isinstance(value, Ref):
        return item_of(machine, value, content, 0, span)
    return None


def item_of(machine: Machine, ref: Ref, instance: InstanceObject, index: Value, span: Span) -> Value | None:
    """`instance[index]`; None where its class has no items."""
    found = MISSING if instance.cls is None else find_in_class(machine, instance.cls, "__getitem__")
    if not isinstance(found, Function):
        return None
    item = machine.call(Method(ref, found), CallArguments([index], {}, [span]), span)
    return item if isinstance(item, Unknown) else plain_tensors(machine, item)
