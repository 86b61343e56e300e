"""Whether what is said of a value or object holds of another one: what a join must do of both its arms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shapelens.interpreter.domain.labels import Labels
from shapelens.interpreter.domain.objects import (
    ClassObject,
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
    Stars,
    ToolObject,
)
from shapelens.interpreter.domain.values import NOTHING, OneOf, ShapeEnd, TensorValue, Value, tensor_values
from shapelens.interpreter.store.join import as_item, count_of_items, head_of
from shapelens.layers.framework.result import Result, Weight
from shapelens.shapes.tensors import Tensor, last_sizes
from shapelens.shapes.unknown import Unknown


def contains(joined: Any, arm: Any) -> bool:
    """Whether a value is one of those for which another stands; why something is unknown does not count."""
    if isinstance(arm, OneOf):
        return all(contains(joined, each) for each in arm.values)
    if isinstance(joined, OneOf):
        return any(contains(each, arm) for each in joined.values)
    if isinstance(joined, ShapeEnd):
        # of a tuple nothing is said but by itself: it is an alternative
        return isinstance(arm, ShapeEnd) and _contains_end(joined.sizes, arm.sizes)
    if isinstance(joined, Unknown) or arm is NOTHING:
        return True
    if type(joined) is not type(arm):
        return False
    if isinstance(joined, TensorValue):
        return _contains_tensor_value(joined, arm)
    if isinstance(joined, Tensor):
        ends = isinstance(joined.shape, tuple) or _contains_end(joined.last, last_sizes(arm))
        return contains(joined.shape, arm.shape) and contains(joined.dtype, arm.dtype) and ends
    if isinstance(joined, tuple):
        return len(joined) == len(arm) and all(map(contains, joined, arm))
    if isinstance(joined, dict):
        return list(joined) == list(arm) and all(contains(item, arm[name]) for name, item in joined.items())
    return bool(joined == arm)


def _contains_end(joined: tuple[Value, ...], arm: tuple[Value, ...]) -> bool:
    """Whether an end of a shape holds of another."""
    return len(joined) <= len(arm) and all(map(contains, joined, arm[len(arm) - len(joined) :]))


def _contains_tensor_value(joined: TensorValue, arm: TensorValue) -> bool:
    exact = ((joined.items, arm.items), (joined.made, arm.made), (joined.variable, arm.variable))
    return (
        contains(joined.tensor, arm.tensor)
        and _histories(arm) <= _histories(joined)
        and all(mine is None or mine == theirs for mine, theirs in exact)
        and (arm.is_array or not joined.is_array)
        and (joined.labels is None or _contains_labels(joined.labels, arm.labels))
    )


def _histories(value: TensorValue) -> set[tuple[int, int]]:
    """The steps of which the tensor may be an output."""
    if value.node is None or not value.node.is_join:
        return {(id(value.node), value.index)}
    return {each for inner in tensor_values(value.node.inputs) for each in _histories(inner)}


def _contains_labels(joined: Labels, arm: Labels | None) -> bool:
    if arm is None or joined.form != arm.form:
        return False
    flags = zip((joined.complete, joined.spread, joined.reached), (arm.complete, arm.spread, arm.reached), strict=True)
    if joined.form == "numbers":
        return True
    bounded = joined.form == "integers" and not joined.reached and not joined.complete
    below = (
        bounded and isinstance(arm.classes, int) and isinstance(joined.classes, int) and arm.classes < joined.classes
    )
    return (below or contains(joined.classes, arm.classes)) and all(theirs or not mine for mine, theirs in flags)


def contains_item(joined: Value, item: Value) -> bool:
    """The same of what all items of a list have in common: a number there stands for any of its kind."""
    kind = as_item(item)
    return contains(joined, item) or (kind is not None and contains(joined, kind))


def contains_object(joined: HeapObject, arm: HeapObject) -> bool:
    """Whether what is said of an object holds of a version of it."""
    return bool(_OBJECTS[type(joined)](joined, arm))


def _optional(joined: Any, arm: Any) -> bool:
    """What an object has once something was done to it: of a version of which it was not, anything may be said."""
    return arm is None or (joined is not None and contains(joined, arm))


def _always(joined: Mapping[Any, Value], arm: Mapping[Any, Value]) -> bool:
    """Entries that are read on every path: what a version lacks is unknown."""
    return arm.keys() <= joined.keys() and all(
        contains(item, arm.get(name, Unknown("it is not there"))) for name, item in joined.items()
    )


def _scope(joined: Scope, arm: Scope) -> bool:
    known = all(name in joined.names and contains(joined.names[name], value) for name, value in arm.names.items())
    return known and _contains_stars(joined.stars, arm.stars) and arm.declared.keys() <= joined.declared.keys()


def _contains_stars(joined: Stars, arm: Stars) -> bool:
    """What is certainly imported is so in the arm; the arm imports no more than what may be."""
    certain = [star for star in joined if isinstance(star, str)]
    return [star for star in arm if star in certain] == certain and _modules(arm) <= _modules(joined)


def _modules(stars: Stars) -> set[str]:
    return {name for star in stars for name in ([star] if isinstance(star, str) else star)}


def _list(joined: ListObject, arm: ListObject) -> bool:
    if not isinstance(joined.items, Unknown):
        return not isinstance(arm.items, Unknown) and contains(joined.items, arm.items)
    head, items = head_of(arm), (arm.each,) if isinstance(arm.items, Unknown) else arm.items
    return (
        len(joined.head) <= len(head)
        and all(map(contains, joined.head, head))
        and all(contains_item(joined.each, item) for item in items)
        and contains(joined.count, count_of_items(arm))
    )


def _dict(joined: DictObject, arm: DictObject) -> bool:
    if not contains(joined.factory, arm.factory):
        return False
    if not isinstance(joined.items, Unknown):
        return not isinstance(arm.items, Unknown) and contains(dict(joined.items), dict(arm.items))
    certain = arm.some if isinstance(arm.items, Unknown) else arm.items
    return all(key in certain and contains(item, certain[key]) for key, item in joined.some.items())


def _iterator(joined: IteratorObject, arm: IteratorObject) -> bool:
    if not isinstance(joined.more, Unknown) or joined.items:
        same = joined.more is arm.more and joined.taken == arm.taken
        return same and contains(joined.items, arm.items) and contains_item(joined.each, arm.each)
    rest = () if arm.more is None else (arm.each,)
    return all(contains_item(joined.each, item) for item in (*arm.items, *rest))


def _layer(joined: LayerObject, arm: LayerObject) -> bool:
    return (
        joined.name in ("?", arm.name)
        and contains(joined.configured, arm.configured)
        and contains(joined.trainable, arm.trainable)
        and contains(joined.input_shape, arm.input_shape)
        and (joined.built is None or (arm.built is not None and contains(joined.built, arm.built)))
        and (arm.result is None or (joined.result is not None and _result(joined.result, arm.result)))
        and _optional(joined.input, arm.input)
        and _optional(joined.output, arm.output)
    )


def _result(joined: Result, arm: Result) -> bool:
    exact = ((joined.steps, arm.steps), (joined.axes, arm.axes), (joined.window, arm.window))
    return (
        contains(joined.output, arm.output)
        and _weights(joined.weights, arm.weights)
        and contains(joined.macs, arm.macs)
        and all(not mine or mine == theirs for mine, theirs in exact)
    )


def _weights(joined: tuple[Weight, ...], arm: tuple[Weight, ...]) -> bool:
    if any(each.name == "weight" and isinstance(each.count, Unknown) for each in joined):
        return True
    return len(joined) == len(arm) and all(
        a.name == b.name and contains(a.shape, b.shape) and contains(a.trainable, b.trainable)
        for a, b in zip(joined, arm, strict=True)
    )


def _sequential(joined: SequentialObject, arm: SequentialObject) -> bool:
    if joined.broken is not None:
        return contains(joined.compiled, arm.compiled)
    return (
        arm.broken is None
        and joined.layers == arm.layers
        and (joined.input is None or (arm.input is not None and contains(joined.input, arm.input)))
        and (joined.input is None or contains(joined.output, arm.output))
        and contains(joined.compiled, arm.compiled)
    )


def _functional(joined: FunctionalObject, arm: FunctionalObject) -> bool:
    pairs = ((joined.inputs, arm.inputs), (joined.outputs, arm.outputs), (joined.compiled, arm.compiled))
    return all(contains(*pair) for pair in pairs) and joined.layers == arm.layers


def _instance(joined: InstanceObject, arm: InstanceObject) -> bool:
    exact = ((joined.cls, arm.cls), (joined.base, arm.base), (joined.container, arm.container))
    first = ((joined.input, arm.input), (joined.output, arm.output), (joined.ends, arm.ends))
    return (
        _always(joined.attributes, arm.attributes)
        and joined.name in ("?", arm.name)
        and all(mine is None or mine == theirs for mine, theirs in exact)
        and _weights(joined.weights, arm.weights)
        and (joined.built or not arm.built)
        and all(_optional(*pair) for pair in first)
        and (not joined.called or not arm.called or contains(joined.called, arm.called))
        and (arm.shapes is None or (joined.shapes is not None and _always(joined.shapes, arm.shapes)))
        and contains(joined.compiled, arm.compiled)
    )


def _frame(joined: FrameObject, arm: FrameObject) -> bool:
    complete = not joined.complete or (arm.complete and arm.columns.keys() == joined.columns.keys())
    columns = all(name in arm.columns and contains(item, arm.columns[name]) for name, item in joined.columns.items())
    return complete and columns and contains(joined.rows, arm.rows)


def _parser(joined: ParserObject, arm: ParserObject) -> bool:
    known = {option.name: option for option in joined.options}
    options = all(each.name in known and _option(known[each.name], each) for each in arm.options)
    return options and _always(joined.defaults, arm.defaults)


def _option(joined: Option, arm: Option) -> bool:
    pairs = ((joined.default, arm.default), (joined.convert, arm.convert), (joined.count, arm.count))
    action = joined.action in ("unknown", arm.action)
    return action and all(contains(*pair) for pair in pairs) and (joined.required or not arm.required)


_OBJECTS: dict[type, Any] = {
    Scope: _scope,
    ListObject: _list,
    DictObject: _dict,
    IteratorObject: _iterator,
    LayerObject: _layer,
    InputLayerObject: lambda joined, arm: joined.name in ("?", arm.name) and contains(joined.tensor, arm.tensor),
    SequentialObject: _sequential,
    FunctionalObject: _functional,
    ClassObject: lambda joined, arm: _always(joined.attributes, arm.attributes) and joined.bases == arm.bases,
    InstanceObject: _instance,
    ToolObject: lambda joined, arm: _always(joined.settings, arm.settings) and _always(joined.learned, arm.learned),
    FrameObject: _frame,
    ParserObject: _parser,
    SavedModelObject: lambda joined, arm: joined.model is arm.model or isinstance(joined.model, Unknown),
    ModuleObject: lambda joined, arm: arm.index.keys() <= joined.index.keys(),
}
