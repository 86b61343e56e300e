"""The mask that Keras hands to `call(mask=)`, where none is given: which steps of a tensor count.

A mask begins at an Embedding or a Masking, and stays with what layers make of it that support masks. What is not known
of it is unknown; None says that there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from shapelens.interpreter.domain.objects import InstanceObject, LayerObject
from shapelens.interpreter.domain.values import CallArguments, Function, Node, TensorValue, Value, tensor_values
from shapelens.interpreter.language.mro import find_in_class
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.layers.framework.registry import Configured
from shapelens.shapes.tensors import Shape, Tensor
from shapelens.shapes.unknown import Unknown

# layers whose output has the mask of their (first) input (`supports_masking`, and no `compute_mask` of their own)
KEEP_MASKS = frozenset(
    """Activation ActivityRegularization AlphaDropout BatchNormalization Dense Dropout ELU GaussianDropout
    GaussianNoise GroupNormalization GroupQueryAttention Identity LayerNormalization LeakyReLU
    MultiHeadAttention Normalization PReLU ReLU Rescaling Softmax SpatialDropout1D SpatialDropout2D
    SpatialDropout3D TimeDistributed UnitNormalization
    """.split()
)
# those that keep it for sequences alone
RECURRENT = frozenset({"LSTM", "GRU", "SimpleRNN"})
# those that make none of a single input without one; which one they make of a mask is not followed
ONLY_OF_MASKS = frozenset({"Bidirectional", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "RNN"})
# those with a `compute_mask` of their own that is not followed
OTHERS = frozenset(
    "Add AdditiveAttention Attention Average Concatenate Dot Lambda Maximum Minimum Multiply Subtract".split()
)
_NOT_FOLLOWED = Unknown("the mask of what it is given is not known")


def with_masks(machine: Machine, call: Function, arguments: CallArguments) -> CallArguments:
    """The arguments of a `call`, with the mask of its first where it takes one that is not given."""
    names = [each.name for each in (*call.parameters.positional, *call.parameters.keyword_only)]
    # the first is the layer itself
    place = names.index("mask") - 1 if "mask" in names else -1
    given = place < 0 or len(arguments.positional) > place or "mask" in arguments.keywords
    if given or not arguments.positional or not arguments.complete:
        return arguments
    if any(True for _ in tensor_values((tuple(arguments.positional[1:]), arguments.keywords))):
        # of several tensors each has a mask by another name
        return arguments
    mask = _mask_of(machine, plain_tensors(machine, arguments.positional[0]))
    return arguments if mask is None else replace(arguments, keywords={**arguments.keywords, "mask": mask})


def _mask_of(machine: Machine, value: Value) -> Value:
    """The mask of what a layer is given; of several tensors, one for each."""
    if isinstance(value, TensorValue):
        return _mask_of_tensor(machine, value)
    if isinstance(value, tuple):
        masks = tuple(_mask_of(machine, item) for item in value)
        return None if all(mask is None for mask in masks) else _NOT_FOLLOWED
    return _NOT_FOLLOWED if isinstance(value, (Unknown, dict)) else None


def _mask_of_tensor(machine: Machine, value: TensorValue) -> Value:
    """Back along the layers that keep a mask to the one that made it."""
    node, followed = value.node, True
    while node is not None and not node.is_input and node.operation is not None and value.index == 0:
        found = _MASKS.get(type(machine.heap[node.operation]), _none)(machine, node)
        if found is not MISSING:
            return found if followed or found is None else _NOT_FOLLOWED
        followed = followed and not _makes_another(machine, node)
        value = next(tensor_values(node.inputs), value)
        node = value.node if value.node is not node else None
    return _NOT_FOLLOWED if node is not None and node.is_join else None


def _makes_another(machine: Machine, node: Node) -> bool:
    """Whether a layer gives its output another mask than its input has, where that has one."""
    layer = None if node.operation is None else machine.heap[node.operation]
    configured = layer.configured if isinstance(layer, LayerObject) else None
    return isinstance(configured, Configured) and configured.layer.name in ONLY_OF_MASKS


def _of_layer(machine: Machine, node: Node) -> Value:
    """The mask of what a layer of Keras gives; `MISSING` where it is that of its input."""
    assert node.operation is not None
    layer = machine.heap[node.operation]
    assert isinstance(layer, LayerObject)
    configured = layer.configured
    if not isinstance(configured, Configured):
        return _NOT_FOLLOWED
    name, inputs = configured.layer.name, next(tensor_values(node.inputs), None)
    if inputs is None:
        return _NOT_FOLLOWED
    if name in ("Embedding", "ReversibleEmbedding"):
        zero = configured.arguments.flag("mask_zero")
        return _NOT_FOLLOWED if isinstance(zero, Unknown) else _mask(inputs.tensor.shape) if zero else None
    if name == "Masking":
        shape = inputs.tensor.shape
        return _mask(shape if isinstance(shape, Unknown) else shape[:-1])
    if name in RECURRENT:
        sequences = configured.arguments.flag("return_sequences")
        return MISSING if sequences is True else _NOT_FOLLOWED if isinstance(sequences, Unknown) else None
    return MISSING if name in KEEP_MASKS | ONLY_OF_MASKS else _NOT_FOLLOWED if name in OTHERS else None


def _of_instance(machine: Machine, node: Node) -> Value:
    """The same of a layer of the program."""
    assert node.operation is not None
    instance = machine.heap[node.operation]
    assert isinstance(instance, InstanceObject)
    if instance.cls is None or find_in_class(machine, instance.cls, "compute_mask") is not MISSING:
        return _NOT_FOLLOWED
    base = None if instance.base is None else machine.heap[instance.base]
    configured = base.configured if isinstance(base, LayerObject) else None
    if isinstance(configured, Configured) and configured.layer.name not in ("Layer",):
        return MISSING if configured.layer.name in KEEP_MASKS else _NOT_FOLLOWED
    supports = instance.attributes.get("supports_masking", False)
    return MISSING if supports is True else None if supports is False else _NOT_FOLLOWED


def _none(_machine: Machine, _node: Node) -> Value:
    return None


_MASKS: dict[type, Callable[[Machine, Node], Value]] = {LayerObject: _of_layer, InstanceObject: _of_instance}


def _mask(shape: Shape) -> Value:
    return TensorValue(Tensor(shape, "bool"))
