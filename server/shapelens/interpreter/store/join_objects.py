"""What two versions of one object of the heap have in common: one function for each kind.

What differs and cannot be united is unknown. The very version comes back where nothing of it changes, so that a loop
sees when a further round adds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from shapelens.interpreter.domain.objects import (
    NO_COMMON,
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
    ToolObject,
)
from shapelens.interpreter.domain.values import NOTHING, TensorValue, Value, forget_alternatives
from shapelens.interpreter.store.join import (
    ALTERNATIVES,
    DIFFERS,
    certain_items,
    count_of_items,
    each_of,
    each_value,
    head_of,
    join_all_items,
    join_each,
    join_items,
    join_sizes,
    join_structures,
    join_tensor_values,
    join_values,
)
from shapelens.interpreter.store.scope_bindings import Names, join_stars
from shapelens.layers.framework.result import Result, Weight
from shapelens.shapes.never import never
from shapelens.shapes.tensors import Dims, Structure
from shapelens.shapes.unknown import Unknown

Object = TypeVar("Object", bound=Any)
Item = TypeVar("Item")
Other = TypeVar("Other")

_DIFFERS = Unknown(DIFFERS)
_COMPILED_ELSEWHERE = Unknown(f"how the model is compiled is not known: {DIFFERS}")
_NOT_ALWAYS = Unknown("it is not defined on every path")
_OPEN_LENGTH = Unknown(f"its length is not known: {DIFFERS}")
_OPEN_KEYS = Unknown(f"its keys are not known: {DIFFERS}")
_OPEN_PLACE = Unknown(f"how far it has come is not known: {DIFFERS}")
_OPEN_LAYERS = Unknown(f"its layers are not known: {DIFFERS}")
_OPEN_WEIGHTS = (Weight("weight", (_DIFFERS,)),)
# no layer has this name, and nothing is found by it
_NO_NAME = "?"


def join_objects(left: HeapObject, right: HeapObject, most: int = ALTERNATIVES) -> HeapObject:
    """What two versions of one object have in common; of more than `most` alternatives, nothing."""
    if isinstance(left, Scope):
        return _join_scopes(left, _same_kind(left, right), most)
    if isinstance(left, ListObject):
        return join_lists(left, _same_kind(left, right), most)
    if isinstance(left, DictObject):
        return _join_dicts(left, _same_kind(left, right), most)
    if isinstance(left, IteratorObject):
        return _join_iterators(left, _same_kind(left, right), most)
    if isinstance(left, InstanceObject):
        return _join_instances(left, _same_kind(left, right), most)
    if isinstance(left, ClassObject):
        return _join_classes(left, _same_kind(left, right), most)
    if isinstance(left, LayerObject):
        return _join_layers(left, _same_kind(left, right))
    if isinstance(left, SequentialObject):
        return _join_sequentials(left, _same_kind(left, right))
    if isinstance(left, FunctionalObject):
        return _join_functionals(left, _same_kind(left, right))
    if isinstance(left, InputLayerObject):
        return _join_inputs(left, _same_kind(left, right))
    return _join_of_libraries(left, right, most)


def _join_of_libraries(
    left: ToolObject | FrameObject | ParserObject | ModuleObject | SavedModelObject, right: HeapObject, most: int
) -> HeapObject:
    if isinstance(left, ToolObject):
        return _join_tools(left, _same_kind(left, right), most)
    if isinstance(left, FrameObject):
        return _join_frames(left, _same_kind(left, right))
    if isinstance(left, ParserObject):
        return _join_parsers(left, _same_kind(left, right), most)
    if isinstance(left, SavedModelObject):
        return _with(left, model=_agreed(left.model, _same_kind(left, right).model, _DIFFERS))
    if isinstance(left, ModuleObject):
        # what one path has not read yet is read when it is asked for
        index = {**left.index, **_same_kind(left, right).index}
        return left if index == left.index else replace(left, index=index)
    raise never(left)


def _same_kind(left: Object, right: HeapObject) -> Object:
    """The other version of an object: what is made at an address stays of its kind."""
    assert type(right) is type(left)
    return right


def _with(content: Object, **fields: Any) -> Object:
    """An object with other fields; itself where they are none."""
    same = all(getattr(content, name) is value for name, value in fields.items())
    return content if same else replace(content, **fields)


def _agreed(left: Item, right: Item, otherwise: Other) -> Item | Other:
    """What both say, or what is said where they differ."""
    return left if left is right or left == right else otherwise


# ---- what Python itself makes


def _join_scopes(left: Scope, right: Scope, most: int) -> Scope:
    # a name that one path does not bind cannot be read behind that path
    names = _join_names(left.names, right.names, _NOT_ALWAYS if left.of_libraries else NOTHING, most)
    stars, declared = join_stars(left.stars, right.stars), {**right.declared, **left.declared}
    same = names is left.names and stars == left.stars and declared == left.declared
    return left if same else replace(left, names=names, stars=stars, declared=declared)


def _join_names(
    left: Mapping[str, Value], right: Mapping[str, Value], missing: Value, most: int
) -> Mapping[str, Value]:
    if left is right:
        return left
    if isinstance(left, Names) or isinstance(right, Names):
        return _join_many_names(Names.over(left), Names.over(right), missing, most)
    names = {
        name: join_values(left.get(name, missing), right.get(name, missing), most)
        for name in dict.fromkeys((*left, *right))
    }
    same = len(names) == len(left) and all(names[name] is value for name, value in left.items())
    return left if same else names


def _join_many_names(left: Names, right: Names, missing: Value, most: int) -> Names:
    """The same, of which most are known to be the same without a look at them."""
    names = left
    for name in left.differing(right):
        mine = left.get(name, missing)
        value = join_values(mine, right.get(name, missing), most)
        if value is not mine or name not in left:
            names = names.bind(name, value)
    return names


def join_lists(left: ListObject, right: ListObject, most: int = ALTERNATIVES) -> ListObject:
    """What two lists have in common: their items, or those with which both begin."""
    mine, theirs = left.items, right.items
    if not isinstance(mine, Unknown) and not isinstance(theirs, Unknown) and len(mine) == len(theirs):
        items = join_each(mine, theirs, most)
        return left if items is mine else ListObject(items, left.kind)
    head = tuple(join_values(a, b, most) for a, b in zip(head_of(left), head_of(right), strict=False))
    each = join_items(each_of(left), each_of(right), most)
    count = forget_alternatives(join_sizes(count_of_items(left), count_of_items(right)))
    same = isinstance(mine, Unknown) and len(head) == len(left.head) and each is left.each and count is left.count
    if same and all(a is b for a, b in zip(head, left.head, strict=True)):
        return left
    return ListObject(mine if isinstance(mine, Unknown) else _OPEN_LENGTH, left.kind, head, each, count)


def _join_dicts(left: DictObject, right: DictObject, most: int) -> DictObject:
    factory = join_values(left.factory, right.factory, most)
    mine, theirs = left.items, right.items
    if not isinstance(mine, Unknown) and not isinstance(theirs, Unknown) and list(mine) == list(theirs):
        items = {key: join_values(item, theirs[key], most) for key, item in mine.items()}
        same = all(item is mine[key] for key, item in items.items())
        return _with(left, items=mine if same else items, factory=factory)
    certain, other = certain_items(left), certain_items(right)
    some = {key: join_values(item, other[key], most) for key, item in certain.items() if key in other}
    same = len(some) == len(left.some) and all(item is left.some.get(key, NOTHING) for key, item in some.items())
    reason = mine if isinstance(mine, Unknown) else _OPEN_KEYS
    each = join_items(each_value(left), each_value(right), most)
    return _with(left, items=reason, some=left.some if same else some, factory=factory, each=each)


def _join_iterators(left: IteratorObject, right: IteratorObject, most: int) -> IteratorObject:
    if len(left.items) == len(right.items) and left.more is right.more and left.taken == right.taken:
        each = join_items(left.each, right.each, most) if isinstance(left.more, Unknown) else left.each
        return _with(left, items=join_each(left.items, right.items, most), each=each)
    each = join_all_items((*left.items, *_rest(left), *right.items, *_rest(right)))
    each = NO_COMMON if each is NOTHING else each
    if isinstance(left.more, Unknown) and not left.items:
        return _with(left, each=each)
    return IteratorObject((), _OPEN_PLACE, each=each)


def _rest(content: IteratorObject) -> tuple[Value, ...]:
    """What stands for all that comes behind the items of an iterator."""
    return () if content.more is None else (content.each if isinstance(content.more, Unknown) else NO_COMMON,)


def _join_classes(left: ClassObject, right: ClassObject, most: int) -> ClassObject:
    attributes = _join_names(left.attributes, right.attributes, _NOT_ALWAYS, most)
    return _with(left, attributes=attributes)


def _join_instances(left: InstanceObject, right: InstanceObject, most: int) -> InstanceObject:
    same = left.weights == right.weights
    first, other = (left, right) if left.output is not None else (right, left)
    fields: dict[str, Any] = {
        "cls": left.cls if left.cls == right.cls else None,
        "attributes": _join_names(left.attributes, right.attributes, _NOT_ALWAYS, most),
        "name": _agreed(left.name, right.name, _NO_NAME),
        "base": left.base if left.base == right.base else None,
        "weights": left.weights if same else _OPEN_WEIGHTS,
        "built": left.built or right.built,
        "compiled": _agreed(left.compiled, right.compiled, _COMPILED_ELSEWHERE),
        "container": left.container if left.container == right.container else None,
    }
    if first.output is None or other.output is None:
        # where it is called on one path only, these are of that call
        called = {"input": first.input, "output": first.output, "ends": first.ends, "called": first.called}
        return _with(left, **fields, **called, shapes=first.shapes if other.shapes is None else other.shapes)
    return _with(
        left,
        **fields,
        input=_join_optional(left.input, right.input),
        output=join_structures(first.output, other.output),
        ends=join_values(left.ends, right.ends, most),
        called=join_values(left.called, right.called, most) if len(left.called) == len(right.called) else (),
        shapes=_join_shapes(left.shapes, right.shapes, most),
    )


def _join_optional(left: Structure | None, right: Structure | None) -> Structure | None:
    if left is None or right is None:
        return left if right is None else right
    return join_structures(left, right)


def _join_shapes(
    left: Mapping[str, Value] | None, right: Mapping[str, Value] | None, most: int
) -> Mapping[str, Value] | None:
    if left is None or right is None:
        return left if right is None else right
    return _join_names(left, right, _NOT_ALWAYS, most)


# ---- layers and models


def _join_layers(left: LayerObject, right: LayerObject) -> LayerObject:
    fields: dict[str, Any] = {
        "name": _agreed(left.name, right.name, _NO_NAME),
        "configured": _agreed(left.configured, right.configured, _DIFFERS),
        "input_shape": join_values(left.input_shape, right.input_shape),
        "trainable": _agreed(left.trainable, right.trainable, _DIFFERS),
        "built": _join_built(left.built, right.built),
        "result": _join_results(left.result, right.result),
    }
    if left.output is None or right.output is None:
        first = right if left.output is None else left
        return _with(left, **fields, input=first.input, output=first.output)
    joined = (join_values(left.input, right.input), join_values(left.output, right.output))
    return _with(left, **fields, input=joined[0], output=joined[1])


def _join_built(left: Dims | Unknown | None, right: Dims | Unknown | None) -> Dims | Unknown | None:
    """A layer built on one path only is not yet built: the next call builds it, if that path was not taken."""
    if left is None or right is None:
        return None
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return left if isinstance(left, Unknown) else right
    joined = join_values(left, right)
    return joined if isinstance(joined, tuple) else _DIFFERS


def _join_results(left: Result | None, right: Result | None) -> Result | None:
    """A layer called on one path only has the weights that it got there, if it is called at all."""
    if left is None or right is None:
        return left if right is None else right
    if left is right or left == right:
        return left
    joined = Result(
        join_structures(left.output, right.output),
        _join_weights(left.weights, right.weights),
        left.steps if left.steps == right.steps else (),
        left.axes if left.axes == right.axes else (),
        join_sizes(left.macs, right.macs),
        left.window if left.window == right.window else None,
    )
    return left if joined == left else joined


def _join_weights(left: tuple[Weight, ...], right: tuple[Weight, ...]) -> tuple[Weight, ...]:
    pairs = list(zip(left, right, strict=False))
    if len(left) != len(right) or any(a.name != b.name or len(a.shape) != len(b.shape) for a, b in pairs):
        return _OPEN_WEIGHTS
    return tuple(
        Weight(a.name, tuple(map(join_sizes, a.shape, b.shape)), _agreed(a.trainable, b.trainable, _DIFFERS))
        for a, b in pairs
    )


def _join_sequentials(left: SequentialObject, right: SequentialObject) -> SequentialObject:
    name = _agreed(left.name, right.name, _NO_NAME)
    compiled = _agreed(left.compiled, right.compiled, _COMPILED_ELSEWHERE)
    left = _with(left, name=name, compiled=compiled)
    broken = left.broken or right.broken
    if left.layers != right.layers:
        broken = broken or _OPEN_LAYERS
    elif broken is None:
        if left.input is None or right.input is None:
            # built on one path only: a later call builds it, if the path was not taken
            return _with(left, input=None, output=None)
        return _join_built_models(left, right, left.input, right.input)
    layers = left.layers if left.layers == right.layers else ()
    return _with(left, layers=layers, input=None, output=broken, broken=broken)


def _join_built_models(
    left: SequentialObject, right: SequentialObject, mine: TensorValue, theirs: TensorValue
) -> SequentialObject:
    given = join_tensor_values(mine, theirs)
    if isinstance(given.tensor.shape, Unknown):
        return _with(left, input=None, output=given.tensor.shape, broken=given.tensor.shape)
    return _with(left, input=given, output=join_values(left.output, right.output))


def _join_inputs(left: InputLayerObject, right: InputLayerObject) -> InputLayerObject:
    tensor = join_values(left.tensor, right.tensor)
    return _with(left, name=_agreed(left.name, right.name, _NO_NAME), tensor=tensor)


def _join_functionals(left: FunctionalObject, right: FunctionalObject) -> FunctionalObject:
    return _with(
        left,
        name=_agreed(left.name, right.name, _NO_NAME),
        inputs=join_values(left.inputs, right.inputs),
        outputs=join_values(left.outputs, right.outputs),
        layers=left.layers if left.layers == right.layers else (),
        compiled=_agreed(left.compiled, right.compiled, _COMPILED_ELSEWHERE),
    )


# ---- what libraries make


def _join_tools(left: ToolObject, right: ToolObject, most: int) -> ToolObject:
    settings = _join_names(left.settings, right.settings, _NOT_ALWAYS, most)
    return _with(left, settings=settings, learned=_join_names(left.learned, right.learned, _NOT_ALWAYS, most))


def _join_frames(left: FrameObject, right: FrameObject) -> FrameObject:
    both = [name for name in left.columns if name in right.columns]
    columns = {name: join_values(left.columns[name], right.columns[name]) for name in both}
    unchanged = len(columns) == len(left.columns) and all(item is left.columns[name] for name, item in columns.items())
    complete = left.complete and right.complete and left.columns.keys() == right.columns.keys()
    rows = forget_alternatives(join_values(left.rows, right.rows))
    return _with(left, columns=left.columns if unchanged else columns, rows=rows, complete=complete)


def _join_parsers(left: ParserObject, right: ParserObject, most: int) -> ParserObject:
    """An argument that one path does not have cannot be read behind that path."""
    mine = {(option.flags, option.name): option for option in left.options}
    theirs = {(option.flags, option.name): option for option in right.options}
    either = {**mine, **{key: option for key, option in theirs.items() if key not in mine}}
    options = tuple(_join_options(option, theirs.get(key, option), most) for key, option in either.items())
    same = len(options) == len(left.options) and all(a is b for a, b in zip(options, left.options, strict=True))
    defaults = _join_names(left.defaults, right.defaults, _NOT_ALWAYS, most)
    return _with(left, options=left.options if same else options, defaults=defaults)


def _join_options(left: Option, right: Option, most: int) -> Option:
    return _with(
        left,
        default=join_values(left.default, right.default, most),
        convert=_agreed(left.convert, right.convert, _DIFFERS),
        action=_agreed(left.action, right.action, "unknown"),
        count=join_values(left.count, right.count, most),
        required=left.required or right.required,
    )
