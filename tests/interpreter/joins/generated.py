"""Values and objects of the heap at random: one function for every kind, drawn from few choices, so that two of a kind
often agree in some parts."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from shapelens.interpreter.domain.labels import Labels
from shapelens.interpreter.domain.objects import (
    ClassObject,
    Cycle,
    DictObject,
    FrameObject,
    FunctionalObject,
    HeapObject,
    InputLayerObject,
    InstanceObject,
    IteratorObject,
    LayerObject,
    ListObject,
    ModuleObject,
    Option,
    ParserObject,
    SavedModelObject,
    Scope,
    SequentialObject,
    ToolObject,
)
from shapelens.interpreter.domain.values import (
    AnyOf,
    BoundMethod,
    CallArguments,
    Descriptor,
    ExceptionValue,
    Function,
    LibraryInstance,
    Method,
    Module,
    Named,
    Namespace,
    Node,
    OneOf,
    Partial,
    Ref,
    ShapeEnd,
    SliceValue,
    Sometimes,
    Stream,
    SuperValue,
    TensorValue,
    Value,
)
from shapelens.interpreter.store.join import join_all
from shapelens.layers.framework.registry import Configured, find_layer
from shapelens.layers.framework.result import Result, Weight
from shapelens.layers.operations.framework.values import ShapeValue
from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

SPAN = Span(1, 1, 1, 9)
_NODES = [Node(Ref(90 + number), (), is_input=True) for number in range(3)]
_MODULE = Module(Ref(80), "a", "")
_DENSE = find_layer("Dense")
_FUNCTIONS = [Function(name, low.Parameters((), ()), low.Block(()), _MODULE, Ref(81), 0, {}) for name in ("f", "g")]
_LIBRARY = [LibraryInstance("keras.losses.Huber", CallArguments([each])) for each in (1.0, 2.0)]
_PARTIALS = [Partial(function, (), {}) for function in _FUNCTIONS]
_FAULTS = [ExceptionValue(Named(name)) for name in ("builtins.ValueError", "builtins.KeyError")]


def size(chance: Random) -> Any:
    return chance.choice([3, 3, 5, axis("batch"), axis("H"), Unknown("a size"), Unknown("another size")])


def dims(chance: Random) -> tuple[Any, ...]:
    return tuple(size(chance) for _ in range(chance.choice([1, 2, 2, 3])))


def tensor(chance: Random) -> Tensor:
    dtype: Any = chance.choice(["float32", "int32", Unknown("a dtype")])
    if chance.random() < 0.8:
        return Tensor(dims(chance), dtype)
    return Tensor(Unknown("a shape"), dtype, chance.choice([(), dims(chance)]))


def labels(chance: Random) -> Labels | None:
    form: Any = chance.choice(["integers", "one-hot", "numbers", None])
    classes: Any = chance.choice([3, 5, Unknown("how many")])
    flags = [chance.random() < 0.5 for _ in range(3)]
    return None if form is None else Labels(form, classes, *flags)


def tensor_value(chance: Random) -> TensorValue:
    node = chance.choice([None, *_NODES])
    items = chance.choice([None, (1, 2), (1, 3)])
    variable = chance.choice([None, Weight("w", (3,))])
    return TensorValue(
        tensor(chance), node, 0, items, chance.random() < 0.5, labels(chance), chance.choice([None, SPAN]), variable
    )


def _scalar(chance: Random) -> Value:
    return chance.choice([True, False, 0, 1, 3, 0.5, 1.0, 2j, "a", "b", b"a", None, ...])


def some_values(chance: Random, depth: int) -> tuple[Value, ...]:
    return tuple(value(chance, depth - 1) for _ in range(chance.randrange(4)))


def _attributes(chance: Random) -> dict[str, Value]:
    return {name: value(chance, 1) for name in "abc" if chance.random() < 0.6}


def _one_of(chance: Random, depth: int) -> Value:
    return join_all([*some_values(chance, depth), Ref(1), chance.choice([None, Ref(2)])])


# every kind of value, with what makes one of it
VALUES: dict[type, Callable[[Random, int], Value]] = {
    int: lambda chance, _: chance.choice([0, 1, 3, 5]),
    str: lambda chance, _: _scalar(chance),
    float: lambda chance, _: _scalar(chance),
    tuple: some_values,
    dict: lambda chance, depth: {name: value(chance, depth - 1) for name in chance.sample("xyz", 2)},
    range: lambda chance, _: range(chance.choice([2, 3])),
    type(axis("H")): lambda chance, _: axis(chance.choice("HW")),
    Unknown: lambda chance, _: Unknown(chance.choice(["this", "that"])),
    AnyOf: lambda chance, _: AnyOf("this", None, (Ref(chance.randrange(1, 8)), Ref(9))),
    ShapeEnd: lambda chance, _: ShapeEnd("this", None, dims(chance)),
    OneOf: _one_of,
    Ref: lambda chance, _: Ref(chance.randrange(1, 8)),
    TensorValue: lambda chance, _: tensor_value(chance),
    Named: lambda chance, _: Named(chance.choice(["keras.Model", "numpy.zeros"])),
    Module: lambda chance, _: Module(Ref(80), chance.choice("ab"), ""),
    Function: lambda chance, _: chance.choice(_FUNCTIONS),
    BoundMethod: lambda chance, depth: BoundMethod(value(chance, depth - 1), chance.choice(["add", "append"])),
    Method: lambda chance, _: Method(Ref(chance.randrange(1, 4)), chance.choice(_FUNCTIONS)),
    Descriptor: lambda chance, _: Descriptor("property", chance.choice(_FUNCTIONS)),
    Namespace: lambda chance, _: Namespace(Ref(chance.randrange(1, 4))),
    SuperValue: lambda chance, _: SuperValue(Ref(1), Ref(chance.randrange(1, 4))),
    Partial: lambda chance, _: chance.choice(_PARTIALS),
    LibraryInstance: lambda chance, _: chance.choice(_LIBRARY),
    ExceptionValue: lambda chance, _: chance.choice(_FAULTS),
    Stream: lambda chance, _: Stream(tensor_value(chance), size(chance), "tensorflow.data.Dataset"),
    ShapeValue: lambda chance, _: ShapeValue(dims(chance)),
    Sometimes: lambda chance, depth: Sometimes(value(chance, depth - 1)),
    SliceValue: lambda chance, _: SliceValue(None, chance.choice([2, 3]), None),
}


def value(chance: Random, depth: int = 2) -> Value:
    """Any value; of those that hold others, few levels."""
    kinds = [tuple, dict, OneOf, Ref, Ref, TensorValue, TensorValue, Unknown, int, str, *VALUES]
    return VALUES[chance.choice(kinds if depth > 0 else [Ref, TensorValue, Unknown, int, str, Named])](chance, depth)


# ---- objects of the heap


def _scope(chance: Random) -> Scope:
    declared = chance.choice([{}, {"g": Ref(1)}])
    return Scope(_attributes(chance), Ref(1), chance.choice([(), ("m",), ("m", "n")]), declared)


def _list(chance: Random) -> ListObject:
    if chance.random() < 0.7:
        return ListObject(some_values(chance, 2))
    return ListObject(Unknown("its items"), "list", some_values(chance, 1)[:1], value(chance, 0), size(chance))


def _dict(chance: Random) -> DictObject:
    keys: list[Value] = ["a", "b", 1]
    items = {key: value(chance, 1) for key in chance.sample(keys, chance.randrange(3))}
    factory = chance.choice([None, Named("builtins.list")])
    return DictObject(items, {}, factory) if chance.random() < 0.7 else DictObject(Unknown("its keys"), items, factory)


_ENDLESS = Cycle((7,))


def _iterator(chance: Random) -> IteratorObject:
    more = chance.choice([None, None, _ENDLESS, Unknown("what comes")])
    each = value(chance, 0) if isinstance(more, Unknown) else Unknown("its items are not known")
    return IteratorObject(some_values(chance, 1), more, chance.choice([0, 1]) if more is _ENDLESS else 0, each)


def _configured(units: int) -> Configured:
    assert _DENSE is not None
    return Configured(_DENSE, {"units": units})


def _layer(chance: Random) -> LayerObject:
    configured: Any = chance.choice([_configured(3), _configured(4), Unknown("its class")])
    layer = LayerObject(chance.choice(["dense", "dense", "d"]), "Dense", SPAN, configured)
    trainable = chance.choice([True, True, False])
    if chance.random() < 0.3:
        return LayerObject(layer.name, "Dense", SPAN, configured, trainable=trainable)
    shape = dims(chance)
    weights = tuple(Weight(name, dims(chance)) for name in ("kernel", "bias")[: chance.choice([1, 2])])
    result = Result(tensor(chance), weights, (), (), size(chance))
    given, gives = tensor_value(chance), tensor_value(chance)
    built = chance.choice([shape, shape, None])
    return LayerObject(layer.name, "Dense", SPAN, configured, {}, built, result, None, trainable, given, gives)


def _compiled(chance: Random) -> object:
    return chance.choice([None, "mse", "mae", Unknown("what it is given")])


def _sequential(chance: Random) -> SequentialObject:
    layers = chance.choice([(Ref(1),), (Ref(1),), (Ref(1), Ref(2))])
    if chance.random() < 0.3:
        return SequentialObject("s", SPAN, layers, compiled=_compiled(chance))
    if chance.random() < 0.2:
        broken = Unknown("it broke")
        return SequentialObject("s", SPAN, layers, None, broken, broken, _compiled(chance))
    given = TensorValue(Tensor(dims(chance)), _NODES[0])
    return SequentialObject("s", SPAN, layers, given, tensor_value(chance), None, _compiled(chance))


def _instance(chance: Random) -> InstanceObject:
    weights = chance.choice([(), (Weight("w", (3,)),)])
    base, name, called = chance.choice([None, Ref(3)]), chance.choice(["n", "n", "m"]), chance.random() < 0.5
    if not called:
        return InstanceObject(Ref(1), SPAN, _attributes(chance), name, base, weights, compiled=_compiled(chance))
    ends = (tensor_value(chance), tensor_value(chance))
    shapes = chance.choice([None, {"input_shape": dims(chance)}])
    return InstanceObject(
        Ref(1), SPAN, _attributes(chance), name, base, weights, True, tensor(chance), tensor(chance), shapes,
        ends[1], ends, _compiled(chance), chance.choice([None, Ref(4)]),
    )  # fmt: skip


def _frame(chance: Random) -> FrameObject:
    columns: dict[Value, TensorValue] = {name: tensor_value(chance) for name in "uv" if chance.random() < 0.7}
    return FrameObject(columns, size(chance), chance.random() < 0.5, SPAN)


def _parser(chance: Random) -> ParserObject:
    options = tuple(
        Option((f"--{name}",), name, value(chance, 0), chance.choice([None, Named("builtins.int")]),
               chance.choice(["store", "append"]), chance.choice([None, "+"]), chance.random() < 0.2)
        for name in "ab" if chance.random() < 0.7
    )  # fmt: skip
    return ParserObject(SPAN, options, _attributes(chance))


_SAVED = tuple(_sequential(Random(seed)) for seed in range(2))
# every kind of object, with what makes one version of it
OBJECTS: dict[type, Callable[[Random], HeapObject]] = {
    Scope: _scope,
    ListObject: _list,
    DictObject: _dict,
    IteratorObject: _iterator,
    LayerObject: _layer,
    InputLayerObject: lambda chance: InputLayerObject(chance.choice(["i", "j"]), SPAN, tensor_value(chance)),
    SequentialObject: _sequential,
    FunctionalObject: lambda chance: FunctionalObject(
        "f", SPAN, tensor_value(chance), tensor_value(chance), (Ref(1),), _compiled(chance)
    ),
    ClassObject: lambda chance: ClassObject("C", (), _attributes(chance)),
    InstanceObject: _instance,
    ToolObject: lambda chance: ToolObject("sklearn.decomposition.PCA", SPAN, _attributes(chance), _attributes(chance)),
    FrameObject: _frame,
    ParserObject: _parser,
    SavedModelObject: lambda chance: SavedModelObject(chance.choice(_SAVED)),
    ModuleObject: lambda chance: ModuleObject(_MODULE, (), {name: (0,) for name in "xy" if chance.random() < 0.5}),
}
