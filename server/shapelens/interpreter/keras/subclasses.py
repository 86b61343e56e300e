"""Classes of the program that derive from Keras layers and models: their construction, weights and calls."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.analysis import Kind, Observation
from shapelens.interpreter.domain.objects import DictObject, HeapObject, InstanceObject, ListObject
from shapelens.interpreter.domain.problems import NotATensor
from shapelens.interpreter.domain.steps import InstanceStep
from shapelens.interpreter.domain.structures import structure_of, with_history
from shapelens.interpreter.domain.values import (
    BoundMethod,
    CallArguments,
    Function,
    Method,
    Node,
    Ref,
    TensorValue,
    Value,
    is_scalar,
    not_known,
    tensor_values,
)
from shapelens.interpreter.graph.conversion import to_rule_argument
from shapelens.interpreter.graph.inputs import open_axes
from shapelens.interpreter.graph.layer_calls import describe_foreign
from shapelens.interpreter.graph.policies import autocast, dtype_attributes
from shapelens.interpreter.graph.receptive_field import longest
from shapelens.interpreter.graph.size_constraints import note_input
from shapelens.interpreter.graph.weights import weights_of
from shapelens.interpreter.keras.declared import declared_output, shapes_by_argument, shapes_for
from shapelens.interpreter.keras.functional import make_model
from shapelens.interpreter.keras.layer_methods import output_shape
from shapelens.interpreter.keras.layers import construct_layer
from shapelens.interpreter.keras.legacy import note_old_order
from shapelens.interpreter.keras.masks import with_masks
from shapelens.interpreter.keras.saved_models import save
from shapelens.interpreter.keras.sequential import make_sequential
from shapelens.interpreter.keras.serialization import base_config
from shapelens.interpreter.keras.signatures import refuses_inherited
from shapelens.interpreter.keras.training import TRAINING, call_training_method
from shapelens.interpreter.language.container_items import items_of
from shapelens.interpreter.language.dataclasses import fill_fields, make_class, member_with
from shapelens.interpreter.language.dicts import make_dict
from shapelens.interpreter.language.functions import call_method
from shapelens.interpreter.language.iteration import collect
from shapelens.interpreter.language.mappings import mapping_of
from shapelens.interpreter.language.mro import class_at, find_in_class, library_base, lineage
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.first_scopes import setting
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.compiled import compile_model
from shapelens.interpreter.training.own_steps import KERAS_ALONE, own_steps
from shapelens.layers.framework.identifiers import FLOAT_DTYPES
from shapelens.layers.framework.registry import Layer, find_layer
from shapelens.layers.framework.result import Result, Weight, Window
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def instantiate(machine: Machine, cls: Ref, arguments: CallArguments, span: Span) -> Value:
    """`Class(...)`."""
    kind = class_at(machine, cls).kind
    if kind == "enum":
        return member_with(machine, cls, arguments, span)
    if kind == "typeddict":
        return machine.heap.new(make_dict(machine, arguments, span))
    maker = find_in_class(machine, cls, "__new__")
    if isinstance(maker, Function):
        made = call_method(machine, Method(cls, maker), arguments, span)
        content = machine.heap[made] if isinstance(made, Ref) else None
        if not isinstance(made, Ref) or not isinstance(content, InstanceObject) or content.cls is None:
            return made
        if cls not in lineage(machine, content.cls):
            return made
        ref = made
    else:
        ref = bare_instance(machine, cls, span)
    _initialize(machine, ref, cls, arguments, span)
    return ref


def bare_instance(machine: Machine, cls: Ref, span: Span) -> Ref:
    """An instance before its constructor runs."""
    base = library_base(machine, cls)
    name = machine.names.next(class_at(machine, cls).name) if kind_of_base(base) else ""
    container = _CONTAINERS.get(base) if isinstance(base, str) else None
    inner = None if container is None else machine.heap.new(container)
    ref = machine.heap.new(InstanceObject(cls, span, name=name, container=inner))
    machine.instances.setdefault(cls.address, ref)
    return ref


_CONTAINERS: dict[str, HeapObject] = {
    "builtins.dict": DictObject({}), "collections.OrderedDict": DictObject({}, kind="OrderedDict"),
    "collections.UserDict": DictObject({}), "builtins.list": ListObject(()), "collections.UserList": ListObject(()),
    "collections.defaultdict": DictObject({}, kind="defaultdict"),
}  # fmt: skip


def _initialize(machine: Machine, ref: Ref, cls: Ref, arguments: CallArguments, span: Span) -> None:
    constructor = find_in_class(machine, cls, "__init__")
    if isinstance(constructor, Function):
        call_method(machine, Method(ref, constructor), arguments, span)
    elif class_at(machine, cls).kind in {"dataclass", "namedtuple"}:
        fill_fields(machine, ref, cls, arguments, span)
    else:
        initialize_base(machine, ref, arguments, span)


# the classes of classes
_METACLASSES = {"builtins.type", "abc.ABCMeta"}


def call_class_method(machine: Machine, cls: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method that a class has from its library base or from Python."""
    definition = class_at(machine, cls)
    if name == "__new__" and library_base(machine, cls) in _METACLASSES and len(arguments.positional) == 4:
        _, made, bases, namespace = arguments.positional
        return make_class(machine, made, bases, namespace, span)
    if name == "__new__":
        made = arguments.get(0, "cls")
        return bare_instance(machine, made if isinstance(made, Ref) else cls, span)
    if name == "_make" and definition.kind == "namedtuple":
        items = items_of(machine, arguments.get(0, "iterable"))
        if items is not None:
            return machine.call(cls, CallArguments(list(items)), span)
    if name == "from_config" and kind_of_base(library_base(machine, cls)):
        config = mapping_of(machine, arguments.get(0, "config"), span)
        if isinstance(config.items, Unknown):
            return config.items
        return machine.call(cls, CallArguments([], {str(key): item for key, item in config.items.items()}), span)
    silent = name in {"__init_subclass__", "__init__"}
    return None if silent else not_known(f"{definition.name}.{name}", arguments, span)


def kind_of_base(base: str | Unknown | None) -> Kind | None:
    """Whether a library base makes a layer or a model."""
    if isinstance(base, str):
        if base in {"keras.Model", "keras.Sequential"}:
            return "model"
        if base.startswith("keras.layers."):
            return "layer"
    return None


def initialize_base(machine: Machine, ref: Ref, arguments: CallArguments, span: Span) -> None:
    """What `super().__init__(...)` of a Keras base does: the name, and the Keras object that the instance also is."""
    instance = instance_at(machine, ref)
    base = library_base(machine, instance.cls) if instance.cls is not None else None
    name = arguments.keywords.get("name")
    if isinstance(name, str):
        machine.heap[ref] = instance = replace(instance, name=name)
    if kind_of_base(base) is not None:
        policy = arguments.keywords.get("dtype")
        attributes = dtype_attributes(setting(machine.heap, "dtype") if policy is None else policy)
        attributes = {**attributes, "autocast": arguments.keywords.get("autocast", True), **instance.attributes}
        machine.heap[ref] = replace(instance, attributes=attributes)
    if instance.container is not None:
        content = machine.heap[instance.container]
        if isinstance(content, DictObject):
            machine.heap[instance.container] = make_dict(machine, arguments, span, content.kind)
        elif arguments.positional:
            machine.heap[instance.container] = collect(machine, arguments.positional[0], span)
    made: Value = None
    if base == "keras.Model" and ("outputs" in arguments.keywords or len(arguments.positional) >= 2):
        made = make_model(machine, arguments, instance.span)
    elif base == "keras.Sequential":
        made = make_sequential(machine, arguments, instance.span)
    elif isinstance(base, str) and base.startswith("keras.layers."):
        entry = find_layer(base.rpartition(".")[2])
        if entry is not None:
            made = construct_layer(machine, entry, _without_mixins(machine, ref, entry, arguments), instance.span)
    if isinstance(made, Ref):
        machine.heap[ref] = replace(instance_at(machine, ref), base=made)
    elif base == "keras.layers.Wrapper":
        instance = instance_at(machine, ref)
        machine.heap[ref] = replace(instance, attributes={**instance.attributes, "layer": arguments.get(0, "layer")})


def _without_mixins(machine: Machine, ref: Ref, entry: Layer, arguments: CallArguments) -> CallArguments:
    """What the constructor of a layer is given where a class has other bases too, which take keywords of their own."""
    cls = instance_at(machine, ref).cls
    if cls is None or all(len(class_at(machine, each).bases) < 2 for each in lineage(machine, cls)):
        return arguments
    accepted = {name: value for name, value in arguments.keywords.items() if entry.signature.accepts(name)}
    return replace(arguments, keywords=accepted)


def instance_at(machine: Machine, ref: Ref) -> InstanceObject:
    """The instance at an address."""
    instance = machine.heap[ref]
    assert isinstance(instance, InstanceObject)
    return instance


def call_instance(machine: Machine, ref: Ref, arguments: CallArguments, span: Span) -> Value:
    """Call an instance: its own `__call__`, or Keras' `Layer.__call__` around its `call`."""
    instance = instance_at(machine, ref)
    if instance.cls is None:
        return Unknown("what is called is not a function", span.line)
    own = find_in_class(machine, instance.cls, "__call__")
    if isinstance(own, Function):
        return call_method(machine, Method(ref, own), arguments, span)
    return _call_layer(machine, ref, instance.cls, arguments, span)


def _call_layer(machine: Machine, ref: Ref, cls: Ref, arguments: CallArguments, span: Span) -> Value:
    """What `keras.layers.Layer.__call__` does around the `call` of a class."""
    instance = instance_at(machine, ref)
    base = library_base(machine, cls)
    kind = kind_of_base(base)
    if kind is None:
        return base if isinstance(base, Unknown) else Unknown("what is called is not understood", span.line)
    call = find_in_class(machine, cls, "call")
    if not isinstance(call, Function):
        return _call_base(machine, instance, arguments, span)
    inputs = plain_tensors(machine, arguments.get(0, "inputs"))
    foreign = describe_foreign(machine, inputs)
    if foreign is not None:
        return machine.report(NotATensor(foreign), span, layer=class_at(machine, cls).name)
    arguments = _autocast(machine, instance, arguments)
    _build(machine, ref, call, arguments, span)
    with machine.within("in_call"):
        accepted = with_masks(machine, call, _accepted(call, arguments))
        value = call_method(machine, Method(ref, call), accepted, span)
    output = declared_output(machine, ref, call, arguments, structure_of(plain_tensors(machine, value)), span)
    result = Result(output, tuple(_known_weights(machine, ref)))
    label = class_at(machine, cls).name
    node = _node(machine, ref, inputs, arguments, longest(value))
    given, after = _with_numbers(with_history(output, node), plain_tensors(machine, value)), instance_at(machine, ref)
    if after.output is None:
        ends, called = plain_tensors(machine, value), (inputs, given)
        machine.heap[ref] = replace(after, input=structure_of(inputs), output=output, ends=ends, called=called)
    machine.observe(span, kind, Observation(label, structure_of(inputs), output, instance.name, result))
    return given


def _with_numbers(given: Value, value: Value) -> Value:
    """What a layer gives, with the plain numbers and texts that its `call` returned beside tensors."""
    if isinstance(given, tuple) and isinstance(value, tuple) and len(given) == len(value):
        return tuple(_with_numbers(part, item) for part, item in zip(given, value, strict=True))
    return value if is_scalar(value) or isinstance(value, Polynomial) else given


def _node(machine: Machine, ref: Ref, inputs: Value, arguments: CallArguments, seen: Window | None) -> Node:
    """The step in the graph; where several arguments are tensors, it says itself how to evaluate it again."""
    others = replace(arguments, positional=arguments.positional[1:])
    others = replace(
        others,
        positional=[plain_tensors(machine, value) for value in others.positional],
        keywords={name: plain_tensors(machine, value) for name, value in others.keywords.items()},
    )
    tensors = tuple(tensor_values(tuple(others.values())))
    if not tensors or not arguments.positional:
        return Node(ref, inputs, window=seen)
    return Node(ref, (inputs, *tensors), step=InstanceStep(ref, others))


def _autocast(machine: Machine, instance: InstanceObject, arguments: CallArguments) -> CallArguments:
    """The arguments as `Layer.__call__` hands them on, in the dtype of the layer."""
    dtype = instance.attributes.get("compute_dtype")
    if not isinstance(dtype, str) or instance.attributes.get("autocast") is False:
        return arguments
    positional = [autocast(machine, value, dtype) for value in arguments.positional]
    keywords = {name: autocast(machine, value, dtype) for name, value in arguments.keywords.items()}
    return replace(arguments, positional=positional, keywords=keywords)


def _accepted(call: Function, arguments: CallArguments) -> CallArguments:
    """Keras passes `training` and `mask` only to a `call` that takes them."""
    parameters = call.parameters
    taken = {each.name for each in (*parameters.positional, *parameters.keyword_only)}
    if parameters.double_star is not None:
        return arguments
    keywords = {
        name: value for name, value in arguments.keywords.items() if name in taken or name not in {"training", "mask"}
    }
    return replace(arguments, keywords=keywords)


def _call_base(machine: Machine, instance: InstanceObject, arguments: CallArguments, span: Span) -> Value:
    if instance.base is None:
        return Unknown("it has no `call` that is known", span.line)
    return machine.call(instance.base, arguments, span)


def _build(machine: Machine, ref: Ref, call: Function, arguments: CallArguments, span: Span) -> None:
    """Keras builds a layer on its first call, with the shapes of its inputs."""
    instance = instance_at(machine, ref)
    if instance.built or instance.cls is None:
        return
    shapes = shapes_by_argument(machine, call, arguments)
    machine.heap[ref] = replace(instance, built=True, shapes=shapes)
    build = find_in_class(machine, instance.cls, "build")
    if isinstance(build, Function):
        call_method(machine, Method(ref, build), shapes_for(build, shapes), span)


def _known_weights(machine: Machine, ref: Ref) -> list[Weight]:
    weights = weights_of(machine, ref)
    return [] if isinstance(weights, Unknown) else weights


def call_instance_method(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method that an instance has from its Keras base."""
    instance = instance_at(machine, ref)
    if name == "__call__" and instance.cls is not None:
        return _call_layer(machine, ref, instance.cls, arguments, span)
    if name == "_replace" and instance.cls is not None and class_at(machine, instance.cls).kind == "namedtuple":
        return machine.heap.new(replace(instance, attributes={**instance.attributes, **arguments.keywords}))
    refused = refuses_inherited(machine, ref, name, arguments, span)
    if refused is not None:
        return refused
    if name in {"add_weight", "add_variable"}:
        return _add_weight(machine, ref, arguments, span)
    if name == "__init__":
        initialize_base(machine, ref, arguments, span)
        return None
    if name in TRAINING:
        return _train(machine, ref, name, arguments, span)
    if name in {"call", "__call__"}:
        return _call_base(machine, instance, arguments, span)
    if name == "build" and not instance.built:
        _build_model(machine, ref, arguments, span)
        return None
    if instance.base is not None:
        return machine.call(BoundMethod(instance.base, name), arguments, span)
    if name == "compile":
        compile_model(machine, ref, arguments, span)
        return None
    if name == "get_config":
        return base_config(machine, ref, span)
    if name == "compute_output_shape":
        return output_shape(machine, ref, arguments.get(0, "input_shape"))
    if name == "save":
        save(machine, ref, arguments.get(0, "filepath"))
    silent = {"build", "summary", "add_loss", "add_metric", "save", "save_weights", "load_weights"}
    return None if name in silent else Unknown(f"what `.{name}` gives is not known", span.line)


def _train(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """`fit` and the like of a model of the program; one that is also a functional model is trained as that."""
    base, own = instance_at(machine, ref).base, own_steps(machine, ref, name)
    if base is not None and own == KERAS_ALONE:
        return machine.call(BoundMethod(base, name), arguments, span)
    return call_training_method(machine, ref if base is None else base, name, arguments, span, own)


def _build_model(machine: Machine, ref: Ref, arguments: CallArguments, span: Span) -> None:
    """`model.build(input_shape)` of a subclassed model: Keras calls it on a placeholder of that shape."""
    cls = instance_at(machine, ref).cls
    if cls is None or kind_of_base(library_base(machine, cls)) != "model":
        return
    shape = open_axes(machine, to_rule_argument(machine, arguments.get(0, "input_shape")), "input_shape")
    if isinstance(shape, tuple):
        note_input(machine, shape, span)
        call_instance(machine, ref, CallArguments([TensorValue(Tensor(shape))]), span)


def _add_weight(machine: Machine, ref: Ref, arguments: CallArguments, span: Span) -> Value:
    """`add_weight(shape=..., name=...)`; the old order had the name first."""
    first = arguments.get(0, "shape")
    note_old_order(machine, arguments, span)
    name, shape = (first, arguments.get(1, "shape")) if isinstance(first, str) else (arguments.get(5, "name"), first)
    shape = () if shape is None else to_rule_argument(machine, shape)
    dims = shape if isinstance(shape, tuple) else Unknown("the shape of the weight is not known", span.line)
    if isinstance(dims, tuple) and not all(isinstance(size, (int, Unknown)) for size in dims):
        dims = Unknown("the shape of the weight is not known", span.line)
    instance = instance_at(machine, ref)
    # `call` sees the weights in the dtype that the layer computes in
    dtype, computed = arguments.get(2, "dtype"), instance.attributes.get("compute_dtype", "float32")
    seen = dtype if isinstance(dtype, str) and dtype not in FLOAT_DTYPES else computed
    tensor = TensorValue(Tensor(dims, seen if isinstance(seen, str) else Unknown("the dtype policy is not known")))
    known = dims if isinstance(dims, tuple) else (dims,)
    trainable = arguments.keywords.get("trainable", True) is not False
    weight = Weight(name if isinstance(name, str) else "weight", known, trainable)
    machine.heap[ref] = replace(instance, weights=(*instance.weights, weight))
    return tensor
