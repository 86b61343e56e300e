"""What a part of a program reads, binds and changes, by name; names that are local to a function are its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

Compound = (low.If, low.While, low.For, low.Try, low.With, low.Match)


@dataclass(frozen=True, slots=True)
class Names:
    """`changes` are names whose value may be changed in place by a call, `stores` those that are stored into."""

    reads: frozenset[str] = frozenset()
    binds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    stores: frozenset[str] = frozenset()

    def without(self, local: Iterable[str]) -> Names:
        """The same, seen from outside of a scope that has these names to itself."""
        gone = frozenset(local)
        return Names(self.reads - gone, self.binds - gone, self.changes - gone, self.stores - gone)


NOTHING = Names()


def union(parts: Iterable[Names]) -> Names:
    found = list(parts)
    if len(found) < 2:
        return found[0] if found else NOTHING
    return Names(
        frozenset().union(*(part.reads for part in found)),
        frozenset().union(*(part.binds for part in found)),
        frozenset().union(*(part.changes for part in found)),
        frozenset().union(*(part.stores for part in found)),
    )


def children(node: Any) -> Iterator[Any]:
    """The nodes right below a node, those in tuples too."""
    if isinstance(node, tuple):
        yield from node
    elif dataclasses.is_dataclass(node) and not isinstance(node, (Span, type)):
        for field in dataclasses.fields(node):
            yield getattr(node, field.name)


def walk(node: Any) -> Iterator[Any]:
    """A node and everything below it."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, (tuple, Span)):
            yield node
        waiting.extend(children(node))


def names_of(node: Any) -> Names:
    """The names of a statement, an expression, or a block."""
    special = _SPECIAL.get(type(node))
    if special is not None:
        names: Names = special(node)
        return names
    return union(names_of(child) for child in children(node) if isinstance(child, tuple) or _is_node(child))


def head_of(node: low.Statement) -> Names:
    """The names of a compound statement's first line, without its blocks."""
    if isinstance(node, low.For):
        return union((target_names(node.target), names_of(node.iterable)))
    if isinstance(node, low.With):
        targets = (target_names(target) for _, target in node.items if target is not None)
        return union((*targets, *(names_of(manager) for manager, _ in node.items)))
    if isinstance(node, low.Try):
        return union(_handler_head(handler) for handler in node.handlers)
    if isinstance(node, low.Match):
        return union((names_of(node.subject), *(_pattern_names(case) for case in node.cases)))
    return names_of(node.test) if isinstance(node, (low.If, low.While)) else names_of(node)


def blocks_of(node: low.Statement) -> tuple[low.Block, ...]:
    """The blocks of a compound statement."""
    if isinstance(node, low.Try):
        return (node.body, *(handler.body for handler in node.handlers), node.orelse, node.final)
    if isinstance(node, low.Match):
        return tuple(case.body for case in node.cases)
    if isinstance(node, (low.If, low.While, low.For)):
        return (node.body, node.orelse)
    return (node.body,) if isinstance(node, low.With) else ()


def extent_of(node: low.Statement) -> Span:
    """The text of a statement, with its decorators."""
    if not isinstance(node, (low.FunctionDefinition, low.ClassDefinition)) or not node.decorators:
        return node.span
    first = node.decorators[0].span
    return Span(first.line, node.span.column, node.span.end_line, node.span.end_column)


def root_of(node: Any) -> str | None:
    """The name that an expression starts at: `model` of `model.layers[0].set_weights`."""
    while isinstance(node, (low.Attribute, low.Subscript, low.Call)):
        node = node.function if isinstance(node, low.Call) else node.value
    return node.id if isinstance(node, low.Name) else None


def target_names(node: low.Expression) -> Names:
    """The names of what is assigned to."""
    if isinstance(node, low.Name):
        return Names(binds=frozenset((node.id,)))
    if isinstance(node, low.Display):
        return union(map(target_names, node.elements))
    if isinstance(node, low.Starred):
        return target_names(node.value)
    root = root_of(node)
    return union((names_of(node), Names(stores=frozenset(() if root is None else (root,)))))


def parameters_of(node: low.Parameters) -> Iterator[low.Parameter]:
    yield from node.positional_only
    yield from node.positional
    yield from filter(None, (node.star, *node.keyword_only, node.double_star))


def _is_node(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, (Span, type))


def _name(node: low.Name) -> Names:
    return Names(reads=frozenset((node.id,)))


def _call(node: low.Call) -> Names:
    """A call may change what it is a method of, and what it is given."""
    given = (argument.value for argument in node.arguments)
    roots = {root_of(node.function), *(value.id for value in given if isinstance(value, low.Name))} - {None}
    return union(
        (
            names_of(node.function),
            *(names_of(argument.value) for argument in node.arguments),
            Names(changes=frozenset(root for root in roots if root is not None)),
        )
    )


def _assign(node: low.Assign) -> Names:
    return union((names_of(node.value), *map(target_names, node.targets)))


def _augmented(node: low.AugmentedAssign) -> Names:
    return union((names_of(node.value), target_names(node.target), names_of(node.target)))


def _annotated(node: low.AnnotatedAssign) -> Names:
    value = NOTHING if node.value is None else names_of(node.value)
    return union((value, target_names(node.target), names_of(node.annotation)))


def _named(node: low.NamedExpression) -> Names:
    return union((names_of(node.value), target_names(node.target)))


def _import(node: low.Import) -> Names:
    return Names(binds=frozenset(name or module.split(".")[0] for module, name in node.modules))


def _import_from(node: low.ImportFrom) -> Names:
    return Names(binds=frozenset(alias for _, alias in node.names or ()))


def _lambda(node: low.LambdaFunction) -> Names:
    local = [parameter.name for parameter in parameters_of(node.parameters)]
    return union((names_of(node.body).without(local), _defaults(node.parameters)))


def _defaults(parameters: low.Parameters) -> Names:
    parts = ((parameter.default, parameter.annotation) for parameter in parameters_of(parameters))
    return union(names_of(part) for pair in parts for part in pair if part is not None)


def _function(node: low.FunctionDefinition) -> Names:
    inside = names_of(node.body)
    declared = {name for item in walk(node.body) if isinstance(item, low.ScopeDeclaration) for name in item.names}
    local = {parameter.name for parameter in parameters_of(node.parameters)} | (inside.binds - declared)
    outside = Names(
        inside.reads - local,
        frozenset((node.name,)),
        inside.changes - local,
        (inside.stores | (inside.binds & declared)) - local,
    )
    around = [*node.decorators, *(() if node.returns is None else (node.returns,))]
    return union((outside, _defaults(node.parameters), *map(names_of, around)))


def _class(node: low.ClassDefinition) -> Names:
    inside = names_of(node.body)
    outside = Names(
        inside.reads - inside.binds,
        frozenset((node.name,)),
        inside.changes - inside.binds,
        inside.stores - inside.binds,
    )
    return union((outside, *(names_of(base.value) for base in node.bases), *map(names_of, node.decorators)))


def _comprehension(node: low.Comprehension) -> Names:
    local = union(target_names(generator.target) for generator in node.generators).binds
    parts = [node.element, *(() if node.value is None else (node.value,))]
    for generator in node.generators:
        parts += [generator.iterable, *generator.conditions]
    return union(map(names_of, parts)).without(local)


def _compound(node: low.Statement) -> Names:
    return union((head_of(node), *map(names_of, blocks_of(node))))


def _handler_head(handler: low.ExceptHandler) -> Names:
    exception = NOTHING if handler.exception is None else names_of(handler.exception)
    return union((exception, Names(binds=frozenset(() if handler.name is None else (handler.name,)))))


def _pattern_names(case: low.MatchCase) -> Names:
    captured: set[str] = set()
    read: list[Names] = [] if case.guard is None else [names_of(case.guard)]
    for item in walk(case.pattern):
        if isinstance(item, low.CapturePattern) and item.name is not None:
            captured.add(item.name)
        elif isinstance(item, low.MappingPattern) and item.rest is not None:
            captured.add(item.rest)
        elif isinstance(item, low.Name):
            read.append(_name(item))
    return union((*read, Names(binds=frozenset(captured))))


_SPECIAL: dict[type, Any] = {
    low.Name: _name,
    low.Call: _call,
    low.Assign: _assign,
    low.AugmentedAssign: _augmented,
    low.AnnotatedAssign: _annotated,
    low.NamedExpression: _named,
    low.Import: _import,
    low.ImportFrom: _import_from,
    low.LambdaFunction: _lambda,
    low.FunctionDefinition: _function,
    low.ClassDefinition: _class,
    low.Comprehension: _comprehension,
    low.Data: lambda _: NOTHING,
    **dict.fromkeys(Compound, _compound),
}
