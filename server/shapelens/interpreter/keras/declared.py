"""What a class of the program is told of the shapes of its inputs, and what it says itself of those of its outputs."""

from __future__ import annotations

from collections.abc import Callable

from shapelens.interpreter.domain.objects import DictObject, InstanceObject, LayerObject
from shapelens.interpreter.domain.structures import structure_of
from shapelens.interpreter.domain.values import CallArguments, Function, Method, Ref, TensorValue, Value, tensor_values
from shapelens.interpreter.graph.conversion import to_rule_argument
from shapelens.interpreter.graph.eager import is_symbolic
from shapelens.interpreter.graph.inputs import open_axes
from shapelens.interpreter.keras.attributes import keras_shape
from shapelens.interpreter.keras.delegates import has_delegate
from shapelens.interpreter.language.branches import completed
from shapelens.interpreter.language.functions import call_method
from shapelens.interpreter.language.mro import find_in_class
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.layers.framework.registry import Configured
from shapelens.shapes.formatting import is_wholly_unknown
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor, is_whole, known_different, leaves
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def shapes_by_argument(machine: Machine, call: Function, arguments: CallArguments) -> dict[str, Value]:
    """The shape of each tensor that `call` is given, under its name in `build`: `query_shape` for `query`."""
    names = [each.name for each in call.parameters.positional[1:]]
    given = {**dict(zip(names, arguments.positional, strict=False)), **arguments.keywords}
    if not names and arguments.positional:
        # `call(self, *inputs)`
        given = {"inputs": arguments.positional[0], **given}
    tensors = {name: plain_tensors(machine, value) for name, value in given.items() if name != "mask"}
    return {
        f"{name}_shape": _shapes_of(machine, value)
        for name, value in tensors.items()
        if isinstance(value, Unknown) or any(True for _ in tensor_values(value))
    }


def _shapes_of(machine: Machine, inputs: Value) -> Value:
    if isinstance(inputs, TensorValue):
        return keras_shape(inputs.tensor)
    if isinstance(inputs, tuple):
        return tuple(_shapes_of(machine, item) for item in inputs)
    if isinstance(inputs, dict):
        return machine.heap.new(DictObject({key: _shapes_of(machine, item) for key, item in inputs.items()}))
    return inputs if isinstance(inputs, Unknown) else Unknown("the input is not a tensor")


def shapes_for(function: Function, shapes: dict[str, Value]) -> CallArguments:
    """The shapes as `build` or `compute_output_shape` is given them
    (keras.src.layers.layer.update_shapes_dict_for_target_fn)."""
    wanted = [each.name for each in (*function.parameters.positional[1:], *function.parameters.keyword_only)]
    if len(wanted) == 1:
        return CallArguments([next(iter(shapes.values()), None)])
    return CallArguments([], {name: shape for name, shape in shapes.items() if name in wanted})


def declared_output(
    machine: Machine, ref: Ref, call: Function, arguments: CallArguments, output: Structure, span: Span
) -> Structure:
    """What a symbolic call gives of which `call` itself gave `output`: Keras asks the class before it runs `call`."""
    instance = machine.heap[ref]
    assert isinstance(instance, InstanceObject)
    assert instance.cls is not None
    spec = find_in_class(machine, instance.cls, "compute_output_spec")
    if isinstance(spec, Function):
        return _said_by_spec(machine, Method(ref, spec), arguments, span) or output
    own = find_in_class(machine, instance.cls, "compute_output_shape")
    if own is MISSING and spec is MISSING:
        return _said_by_base(machine, instance, arguments, span) or output
    if not isinstance(own, Function):
        return output
    shapes = shapes_for(own, shapes_by_argument(machine, call, arguments))
    said: list[Value] = []
    with machine.silently(), machine.speculating():
        completed(lambda: said.append(to_rule_argument(machine, call_method(machine, Method(ref, own), shapes, span))))
    declared = _as_structure(machine, said[0], output) if said else output
    is_known = is_whole(declared)
    return declared if is_known and (is_wholly_unknown(output) or _contradicts(output, declared)) else output


def _said_by_spec(machine: Machine, spec: Method, arguments: CallArguments, span: Span) -> Structure | None:
    """What a class's own `compute_output_spec` says: a symbolic call gives that, whatever `call` would."""
    if not is_symbolic(machine, tuple(arguments.values())):
        return None
    said: list[Value] = []
    with machine.silently(), machine.speculating():
        completed(lambda: said.append(plain_tensors(machine, call_method(machine, spec, arguments, span))))
    declared = structure_of(said[0]) if said else None
    return declared if declared is not None and is_whole(declared) else None


@library("keras.KerasTensor")
def _keras_tensor(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`KerasTensor(shape, dtype="float32")`: what `compute_output_spec` returns."""
    shape = open_axes(machine, to_rule_argument(machine, arguments.get(0, "shape")), "shape")
    dtype = arguments.get(1, "dtype", "float32")
    if not isinstance(shape, (tuple, Unknown)):
        return Unknown("the shape of the tensor is not known", span.line)
    return TensorValue(Tensor(shape, dtype if isinstance(dtype, str) else Unknown("the dtype is not known")))


def _as_structure(machine: Machine, shapes: Value, like: Structure) -> Structure:
    """Shapes as the tensors that have them, of the dtypes that `call` gave."""
    dtypes = iter([leaf.dtype for leaf in leaves(like) if isinstance(leaf, Tensor)])
    return _tensors(machine, shapes, lambda: next(dtypes, "float32"))


def _tensors(machine: Machine, shapes: Value, dtype: Callable[[], str | Unknown]) -> Structure:
    if isinstance(shapes, dict):
        return NamedTensors(tuple((str(name), _tensors(machine, item, dtype)) for name, item in shapes.items()))
    if isinstance(shapes, tuple) and any(isinstance(item, (tuple, dict)) for item in shapes):
        return tuple(_tensors(machine, item, dtype) for item in shapes)
    shape = open_axes(machine, shapes, "shape")
    return Tensor(shape, dtype()) if isinstance(shape, tuple) else Unknown("the declared shape is not known")


def _contradicts(output: Structure, declared: Structure) -> bool:
    """Whether a class says another shape than what its `call` gives."""
    for one, other in zip(leaves(output), leaves(declared), strict=False):
        if not isinstance(one, Tensor) or not isinstance(other, Tensor):
            continue
        if isinstance(one.shape, Unknown) or isinstance(other.shape, Unknown):
            continue
        if len(one.shape) != len(other.shape) or any(map(known_different, one.shape, other.shape)):
            return True
    return False


def _said_by_base(machine: Machine, instance: InstanceObject, arguments: CallArguments, span: Span) -> Structure | None:
    """The shape of a class that works with what a layer of Keras has inside: that layer's own `compute_output_shape`
    says it, whatever `call` gives."""
    if instance.base is None or not has_delegate(instance):
        return None
    base = machine.heap[instance.base]
    if isinstance(base, LayerObject) and isinstance(base.configured, Configured):
        accepts = base.configured.layer.call_signature.accepts
        if not all(accepts(name) for name in arguments.keywords if name != "training"):
            # its `call` takes more than that of Keras
            return None
    with machine.silently():
        said = structure_of(plain_tensors(machine, machine.call(instance.base, arguments, span)))
    return None if is_wholly_unknown(said) else said
