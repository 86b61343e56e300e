"""What a call demands of open sizes when it runs: Keras cannot check it while they are `None`, so it is recorded.

A join (`Concatenate`, `Add`, `x + y`) takes inputs whose sizes are equal; what rearranges (`Reshape`, `split`) gives
all that it is given; what a layer's formula gives is positive.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

from shapelens.interpreter.domain.analysis import Branch, Extent, Join, OpenInput, Rearrangement, SizeConstraints
from shapelens.interpreter.domain.objects import (
    FunctionalObject,
    InputLayerObject,
    InstanceObject,
    LayerObject,
    SequentialObject,
)
from shapelens.interpreter.domain.observations import Record
from shapelens.interpreter.domain.values import Node, TensorValue, Value, tensor_values
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.registry import Layer
from shapelens.layers.framework.result import Result
from shapelens.layers.operations.framework.registry import Operation
from shapelens.shapes.expressions import Polynomial, Size, product
from shapelens.shapes.tensors import Shape, axis_name
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# how far back a layer is looked for behind operations that are no layers
_STEPS_BACK = 20
# these take no size of 1 for another
_STRICT = frozenset({"Concatenate", "concatenate", "stack"})
# these give all that they are given
_REARRANGING = frozenset({"reshape", "space_to_depth", "split"})


def note_input(machine: Machine, shape: Shape, span: Span) -> None:
    """Record where open axes come from."""
    sizes = () if isinstance(shape, Unknown) else shape[1:]
    names = tuple(name for size in sizes if (name := axis_name(size)) is not None)
    if names and not machine.quiet:
        machine.record.open_inputs[OpenInput(span, names)] = None


def note_layer(machine: Machine, entry: Layer, inputs: Value, result: Result, output: Value, site: Span) -> None:
    """Record what the call of a layer demands."""
    if not machine.surely_runs:
        return
    for step in result.steps:
        if step.positive and isinstance(step.size, Polynomial):
            machine.record.extents.setdefault(step.size, []).extend(_nodes(output))
    if "joins" in entry.traits:
        _note_joins(machine, entry.name, inputs, output, site)
    elif "rearranges" in entry.traits:
        _note_rearranged(machine, entry.name, "reshape", inputs, output, site)


def note_operation(machine: Machine, label: str, entry: Operation, inputs: Value, output: Value, site: Span) -> None:
    """Record what the call of an operation demands; `label` is what the user calls it."""
    if machine.surely_runs and (entry.name in _STRICT or entry.family == "elementwise"):
        _note_joins(machine, label, inputs, output, site)
    elif machine.surely_runs and entry.name in _REARRANGING:
        _note_rearranged(machine, label, entry.name, inputs, output, site)


def collect_size_constraints(record: Record) -> SizeConstraints:
    """What was recorded, and which of the sizes have to do with a join."""
    joins = [node for nodes in record.joins.values() for node in nodes]
    near = _ancestors(joins) | _reached(joins, [node for nodes in record.extents.values() for node in nodes])
    extents = [Extent(size, any(id(node) in near for node in nodes)) for size, nodes in record.extents.items()]
    return SizeConstraints(tuple(record.joins), tuple(extents), tuple(record.open_inputs))


def _nodes(value: Value) -> Iterator[Node]:
    return (tensor.node for tensor in tensor_values(value) if tensor.node is not None)


def _ancestors(nodes: Iterable[Node]) -> set[int]:
    """The nodes that lead to some, by identity, themselves included."""
    found: set[int] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if id(node) not in found:
            found.add(id(node))
            stack += _nodes(node.inputs)
    return found


def _reached(sources: Iterable[Node], nodes: Iterable[Node]) -> set[int]:
    """Those of the nodes, and of the nodes before them, that come behind one of the sources."""
    found = {id(node) for node in sources}
    seen: set[int] = set()
    stack = [(node, False) for node in nodes] if found else []
    while stack:
        node, finished = stack.pop()
        if finished:
            if any(id(parent) in found for parent in _nodes(node.inputs)):
                found.add(id(node))
        elif id(node) not in seen:
            seen.add(id(node))
            stack += [(node, True), *((parent, False) for parent in _nodes(node.inputs))]
    return found


def _note_joins(machine: Machine, label: str, inputs: Value, output: Value, site: Span) -> None:
    """Record the axes on which `inputs`, put together by the operation `label`, must agree and may not."""
    values = [value for value in tensor_values(inputs) if isinstance(value.tensor.shape, tuple)]
    shapes = [value.tensor.shape for value in values]
    if not any(isinstance(size, Polynomial) for shape in shapes if isinstance(shape, tuple) for size in shape):
        return
    given = output.tensor.shape if isinstance(output, TensorValue) else Unknown("it gives several tensors")
    rank = max(value.tensor.rank or 0 for value in values)
    for axis in range(1, rank + 1):
        known = [(value, size) for value in values if not isinstance(size := _size_at(value, axis, label), Unknown)]
        if not _is_put_together([size for _, size in known], axis, label, given):
            # where one is 1 and stretched, the others must agree among themselves
            distinct = list({size: (value, size) for value, size in reversed(known)}.values())[::-1]
            for one, other in itertools.combinations(distinct, 2):
                if isinstance(one[1], Polynomial) or isinstance(other[1], Polynomial):
                    left, right = _branch(machine, *one), _branch(machine, *other)
                    join = Join(site, label, rank - axis, rank, left, right, label not in _STRICT)
                    machine.record.joins.setdefault(join, []).extend(_nodes(output))


def _note_rearranged(machine: Machine, label: str, name: str, inputs: Value, output: Value, site: Span) -> None:
    """Record what the operation `label`, known to the rules as `name`, must not leave over."""
    given, results = next(iter(tensor_values(inputs)), None), [value.tensor.shape for value in tensor_values(output)]
    if given is None or not results:
        return
    for axis, before, after in _amounts(name, given.tensor.shape, results):
        if before != after and isinstance(before, Polynomial) and not isinstance(after, Unknown):
            left, rank = _branch(machine, given, before), given.tensor.rank or 0
            kept = Rearrangement(site, label, axis, rank, left, Branch(after))
            machine.record.joins.setdefault(kept, []).extend(_nodes(output))


def _amounts(name: str, given: Shape, results: Sequence[Shape]) -> Iterator[tuple[int | None, Size, Size]]:
    """The axis (None: all elements), what is there before and what is there afterwards."""
    shapes = [shape for shape in results if not isinstance(shape, Unknown)]
    if isinstance(given, Unknown) or len(shapes) < len(results):
        return
    first = shapes[0]
    if name == "split":
        for axis, size in enumerate(given):
            parts = [shape[axis] for shape in shapes]
            # the other axes are in each part
            if any(part != size for part in parts):
                yield axis, size, sum(parts[1:], start=parts[0])
    elif name == "space_to_depth":
        for axis, spatial in ((-1, (1, 2)), (1, (2, 3))):
            before, after = given[axis], first[axis]
            if isinstance(before, int) and isinstance(after, int) and after > before:
                block = math.isqrt(after // before)
                yield from ((each, given[each], block * first[each]) for each in spatial)
                return
    elif given and first:
        # where the batch stays, the elements of a sample do
        start = 1 if given[0] == first[0] else 0
        yield None, product(given[start:]), product(first[start:])


def _size_at(value: TensorValue, axis: int, label: str) -> Size:
    """The size on an axis counted from the last; unknown where there is none that must agree with another."""
    shape = value.tensor.shape
    if isinstance(shape, Unknown) or axis > len(shape):
        return Unknown("there is no such axis")
    return Unknown("it is stretched") if shape[-axis] == 1 and label not in _STRICT else shape[-axis]


def _is_put_together(sizes: Sequence[Size], axis: int, label: str, output: Shape) -> bool:
    """Whether the inputs are put one after the other on this axis."""
    if label not in _STRICT or isinstance(output, Unknown):
        return label in _STRICT
    total: Size = 0
    for size in sizes:
        total = total + size
    return axis <= len(output) and output[-axis] == total


def _branch(machine: Machine, value: TensorValue, size: Size) -> Branch:
    """Where a tensor comes from: the layer or model that gave it, or gave what it was computed from."""
    node = value.node
    for _ in range(_STEPS_BACK):
        if node is None:
            break
        if node.operation is not None:
            content = machine.heap[node.operation]
            if isinstance(content, LayerObject):
                return Branch(size, content.layer, content.span)
            if isinstance(content, InputLayerObject):
                return Branch(size, "Input", content.span)
            if isinstance(content, (SequentialObject, FunctionalObject, InstanceObject)):
                return Branch(size, "model", content.span)
            break
        node = next((each.node for each in tensor_values(node.inputs)), None)
    return Branch(size)
