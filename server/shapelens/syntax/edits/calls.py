"""Changes of one call: its arguments, and what is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.items import Items, items_of
from shapelens.syntax.edits.source import Source, Tree
from shapelens.syntax.lower_expressions import dotted_name
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: the whole of it, and its value; `star` is `*` or `**` before it."""

    span: Span
    value: Span
    keyword: str | None
    star: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call in a text. `function` is where what is called stands, `name` its dotted name, empty where it has none."""

    source: Source
    span: Span
    function: Span
    name: str
    arguments: tuple[Argument, ...]
    items: Items

    def keyword(self, name: str) -> Argument | None:
        """The argument given by name."""
        return next((argument for argument in self.arguments if argument.keyword == name), None)

    def positional(self, index: int) -> Argument | None:
        """The argument at a position; None where a `*` before it says that it may be another."""
        for position, argument in enumerate(self.arguments):
            if argument.star or argument.keyword is not None:
                return None
            if position == index:
                return argument
        return None

    @property
    def positional_count(self) -> int:
        """How many arguments stand before the first that is named or spread."""
        return next(
            (index for index, argument in enumerate(self.arguments) if argument.keyword or argument.star),
            len(self.arguments),
        )

    def text(self, argument: Argument) -> str:
        """The value of an argument as it is written."""
        return self.source.slice(argument.value)

    def set(self, name: str, text: str, position: int | None = None) -> tuple[Edit, ...] | None:
        """Give the argument `name`, which may stand at `position` without its name, the value `text`."""
        given = self.keyword(name) or (None if position is None else self.positional(position))
        if given is not None:
            return self.source.replacement(given.value, text)
        # what is spread into the call may hold it already
        return None if any(argument.star for argument in self.arguments) else self.add(f"{name}={text}")

    def add(self, text: str) -> tuple[Edit, ...] | None:
        """One more argument, behind the others."""
        return None if self._is_generator() else self.items.insert(len(self.arguments), text)

    def remove(self, name: str) -> tuple[Edit, ...] | None:
        """Leave out a named argument."""
        given = self.keyword(name)
        return None if given is None else self.items.remove(self.arguments.index(given))

    def rename(self, old: str, new: str) -> tuple[Edit, ...] | None:
        """Give a named argument another name; its value stays."""
        given = self.keyword(old)
        if given is None or self.keyword(new) is not None:
            return None
        start, _ = self.source.lines.bounds(given.span)
        return (self.source.edit(start, start + len(old), new),)

    def name_positional(self, index: int, name: str) -> tuple[Edit, ...] | None:
        """Write the name of an argument that stands at a position; all behind it must have names."""
        given = self.positional(index)
        if given is None or index + 1 != self.positional_count:
            return None
        start, _ = self.source.lines.bounds(given.span)
        return (self.source.insertion(start, f"{name}="),)

    def replace_function(self, text: str) -> tuple[Edit, ...]:
        """Call something else."""
        return self.source.replacement(self.function, text)

    def _is_generator(self) -> bool:
        """Whether the only argument is a generator without brackets, which takes no other beside it."""
        if len(self.arguments) != 1 or self.arguments[0].keyword:
            return False
        tree = self.source.tree_at(self.span)
        found = None if tree is None else tree.find(cst.GeneratorExp, self.arguments[0].value)
        return found is not None and not found.lpar


def read_call(source: Source, span: Span) -> Call | None:
    """The call at a span."""
    tree = source.tree_at(span)
    node = None if tree is None else tree.find(cst.Call, span)
    return None if tree is None or node is None else _read(source, tree, node)


def call_of(source: Source, function: Span) -> Call | None:
    """The call that calls what stands at a span: `Dense(8)(x)` for `Dense(8)`."""
    tree = source.tree_at(function)
    if tree is None:
        return None
    node = next((each for each in tree.nodes(cst.Call) if tree.span(each.func) == function), None)
    return None if node is None else _read(source, tree, node)


def call_around(source: Source, span: Span) -> Call | None:
    """The innermost call that holds a span, other than as its function."""
    tree = source.tree_at(span)
    if tree is None:
        return None
    around = [
        node for node in tree.nodes(cst.Call) if any(tree.span(argument).contains(span) for argument in node.args)
    ]
    # calls around one place are nested: the innermost is the last to begin
    innermost = max(around, key=tree.span, default=None)
    return None if innermost is None else _read(source, tree, innermost)


def calls_in(source: Source, containing: str) -> Iterator[Call]:
    """The calls in a text of what has `containing` in its dotted name, in order."""
    for tree in source.trees(containing=containing):
        nodes = [node for node in tree.nodes(cst.Call) if containing in dotted_name(node.func)]
        for node in sorted(nodes, key=tree.span):
            yield _read(source, tree, node)


def _read(source: Source, tree: Tree, node: cst.Call) -> Call:
    span, function = tree.span(node), tree.span(node.func)
    arguments = tuple(
        Argument(
            tree.span(argument),
            _value_span(tree, argument),
            argument.keyword.value if argument.keyword else None,
            argument.star,
        )
        for argument in node.args
    )
    items = items_of(source, tree, _opening(source, tree, node), node.args)
    return Call(source, span, function, dotted_name(node.func), arguments, items)


def _value_span(tree: Tree, argument: cst.Arg) -> Span:
    """The value with the brackets around it: it reaches to the end of the argument."""
    whole, value = tree.span(argument), argument.value
    first = tree.span(value.lpar[0]) if value.lpar else tree.span(value)
    return Span(first.line, first.column, whole.end_line, whole.end_column)


def _opening(source: Source, tree: Tree, node: cst.Call) -> int:
    """The offset behind the bracket that opens the arguments."""
    brackets = node.func.rpar
    before = tree.span(brackets[-1]) if brackets else tree.span(node.func)
    _, end = source.lines.bounds(before)
    return source.text.index("(", end) + 1
