"""Which layer gave a tensor what does not fit further on: the one that a user would change."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.interpreter.domain.analysis import Related, RelatedKind
from shapelens.interpreter.domain.objects import (
    FunctionalObject,
    InputLayerObject,
    InstanceObject,
    LayerObject,
    SequentialObject,
)
from shapelens.interpreter.domain.values import Ref, TensorValue, Value, tensor_values
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.problems import NotBroadcastable, Problem, RankMismatch, ReshapeMismatch
from shapelens.layers.framework.registry import Configured, has_trait
from shapelens.syntax.spans import Span

# layers that give what they are given, in shape: behind them the one that decided it
PASSING = frozenset(
    "Activation Softmax ReLU LeakyReLU PReLU ELU Dropout GaussianNoise GaussianDropout AlphaDropout SpatialDropout1D "
    "SpatialDropout2D BatchNormalization LayerNormalization GroupNormalization UnitNormalization Identity Rescaling "
    "ActivityRegularization Masking".split()
)
# a residual is as many steps long, or fewer
_STEPS_BACK = 30


def origin_of(machine: Machine, problem: Problem, inputs: Value) -> LayerObject | None:
    """The layer before, where that is the one to change: a recurrent layer that gives its last state alone to what
    takes a sequence, a Dense of another number of units than the sizes behind it hold, or than what it is added to."""
    if isinstance(problem, NotBroadcastable):
        return _odd_width(machine, problem, tuple(tensor_values(inputs)))
    before = _shaped_by(machine, inputs)
    if before is None:
        return None
    if isinstance(problem, RankMismatch):
        lacks_steps = problem.found == 2 and problem.nearest == 3 and not problem.because
        return before if lacks_steps and gives_sequence(before) is False else None
    return before if isinstance(problem, ReshapeMismatch) and _is_for(before, problem) else None


def blamed_before(layer: LayerObject) -> tuple[Span, tuple[Related, ...]]:
    """The place of a layer before that is to blame, and what it has to do with the fault."""
    place = layer.places.get("units", layer.span) if layer.layer == "Dense" else layer.span
    return place, (Related(RelatedKind.GIVES_IT, place, layer.layer),)


def gives_sequence(layer: LayerObject) -> bool | None:
    """Whether a recurrent layer gives what it gives at each step; None for any other, and where that is not known."""
    configured = layer.configured
    if not isinstance(configured, Configured) or not has_trait(layer.layer, "recurrent"):
        return None
    if layer.layer == "Bidirectional":
        configured = configured.arguments["layer"]
    if not isinstance(configured, Configured) or not configured.layer.signature.accepts("return_sequences"):
        return None
    flag = configured.arguments.flag("return_sequences")
    return flag if isinstance(flag, bool) else None


def place_given(machine: Machine, inputs: Value, site: Span) -> Span:
    """Where the one array, or the Input, is made that something is called on; else the call itself."""
    if not isinstance(inputs, TensorValue):
        return site
    if inputs.made is not None:
        return inputs.made
    node = inputs.node
    layer = machine.heap[node.operation] if node is not None and node.operation is not None else None
    return layer.span if isinstance(layer, InputLayerObject) else site


def _shaped_by(machine: Machine, inputs: Value) -> LayerObject | None:
    """The last layer before a tensor that did more than pass its input on."""
    value = inputs
    while isinstance(value, TensorValue) and value.node is not None and value.node.operation is not None:
        layer = machine.heap[value.node.operation]
        if not isinstance(layer, LayerObject):
            return None
        if layer.layer not in PASSING:
            return layer if value.index == 0 else None
        value = next(tensor_values(value.node.inputs), None)
    return None


def _odd_width(machine: Machine, problem: NotBroadcastable, values: tuple[TensorValue, ...]) -> LayerObject | None:
    """In `x + f(x)` the Dense at the end of `f`, which has to be as wide as `x`."""
    shapes = [value.tensor.shape for value in values]
    known = [shape for shape in shapes if isinstance(shape, tuple) and shape]
    sizes = {problem.left_size, problem.right_size}
    if len(known) != 2 or len(known[0]) != len(known[1]) or {known[0][-1], known[1][-1]} != sizes or len(sizes) < 2:
        return None
    for value, other in (values, values[::-1]):
        layer = layer_behind(machine, value) if _comes_from(value, other) else None
        if layer is not None and layer.layer == "Dense":
            return layer
    return None


def _comes_from(value: TensorValue, other: TensorValue) -> bool:
    """Whether a tensor is made of another, a few steps before."""
    waiting, seen = [value], 0
    while waiting and seen < _STEPS_BACK:
        seen += 1
        node = waiting.pop().node
        if node is None or node.is_input or node.is_join:
            continue
        before = list(tensor_values(node.inputs))
        if any(each.node is other.node and each.index == other.index for each in before if other.node is not None):
            return True
        waiting += before
    return False


def _is_for(layer: LayerObject, problem: ReshapeMismatch) -> bool:
    """Whether a Dense makes the numbers for a reshape that says every size, and not axes beside its units."""
    sizes = problem.target_shape
    known = all(isinstance(size, int) and size > 0 for size in sizes)
    return layer.layer == "Dense" and known and problem.input_count not in sizes


def layers_before(machine: Machine, ref: Ref, output: TensorValue | None) -> Iterator[LayerObject]:
    """The layers on the way back from an output, the last first; where several tensors meet, along the first."""
    model = machine.heap[ref]
    if isinstance(model, SequentialObject):
        for item in reversed(model.layers):
            yield from _inside(machine, item)
        return
    yield from _layers_behind(machine, output)


def layer_behind(machine: Machine, output: Value) -> LayerObject | None:
    """The layer that decided the shape of a tensor, in whatever models it comes from."""
    layers = _layers_behind(machine, output if isinstance(output, TensorValue) else None)
    return next((layer for layer in layers if layer.layer not in PASSING), None)


def _layers_behind(machine: Machine, output: TensorValue | None) -> Iterator[LayerObject]:
    value = output
    while value is not None and value.node is not None and not value.node.is_input:
        if value.node.is_join:
            # which layer it is depends on the path
            return
        before = next(tensor_values(value.node.inputs), None)
        if value.node.operation is not None:
            yield from _inside(machine, value.node.operation)
        elif before is None or before.tensor.shape != value.tensor.shape:
            # an operation that is no layer decided the shape
            return
        value = before


def _inside(machine: Machine, ref: Ref) -> Iterator[LayerObject]:
    content = machine.heap[ref]
    if isinstance(content, LayerObject):
        yield content
    elif isinstance(content, SequentialObject):
        yield from layers_before(machine, ref, None)
    elif isinstance(content, (FunctionalObject, InstanceObject)):
        yield from layers_before(machine, ref, next(tensor_values(results_of(content)), None))


def results_of(model: object) -> Value:
    """What a model gives, with its history; a subclass what it gave on its first call."""
    if isinstance(model, FunctionalObject):
        return model.outputs
    if isinstance(model, SequentialObject):
        return model.output
    return model.ends if isinstance(model, InstanceObject) else None
