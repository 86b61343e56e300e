"""Which layer gave a tensor what does not fit further on: the one that a user would change."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import InputLayerObject, LayerObject
from shapelens.interpreter.domain.values import TensorValue, Value, tensor_values
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.problems import Problem, RankMismatch, ReshapeMismatch
from shapelens.layers.framework.registry import Configured, has_trait
from shapelens.syntax.spans import Span

# layers that give what they are given, in shape: behind them the one that decided it
PASSING = frozenset(
    "Activation Softmax ReLU LeakyReLU PReLU ELU Dropout GaussianNoise GaussianDropout AlphaDropout SpatialDropout1D "
    "SpatialDropout2D BatchNormalization LayerNormalization GroupNormalization UnitNormalization Identity Rescaling "
    "ActivityRegularization Masking".split()
)


def origin_of(machine: Machine, problem: Problem, inputs: Value) -> LayerObject | None:
    """The layer before, where that is the one to change: a recurrent layer that gives its last state alone to what
    takes a sequence, a Dense of another number of units than the sizes behind it hold."""
    before = _shaped_by(machine, inputs)
    if before is None:
        return None
    if isinstance(problem, RankMismatch):
        lacks_steps = problem.found == 2 and problem.nearest == 3 and not problem.because
        return before if lacks_steps and gives_sequence(before) is False else None
    return before if isinstance(problem, ReshapeMismatch) and _is_for(before, problem) else None


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


def _is_for(layer: LayerObject, problem: ReshapeMismatch) -> bool:
    """Whether a Dense makes the numbers for a reshape that says every size, and not axes beside its units."""
    sizes = problem.target_shape
    known = all(isinstance(size, int) and size > 0 for size in sizes)
    return layer.layer == "Dense" and known and problem.input_count not in sizes
