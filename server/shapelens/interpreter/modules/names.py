"""Which names a top-level statement binds: what a lazily read module is indexed by."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.syntax import lowered as low


def bound_names(block: low.Block) -> Iterator[str]:
    """The names that statements bind in their own scope, or whose values they change; `*` for a star import."""
    for statement in block:
        yield from _bound(statement)


def _bound(node: low.Statement) -> Iterator[str]:
    if isinstance(node, (low.FunctionDefinition, low.ClassDefinition)):
        yield node.name
    elif isinstance(node, low.Assign):
        for target in node.targets:
            yield from _of_target(target)
    elif isinstance(node, (low.AugmentedAssign, low.AnnotatedAssign)):
        yield from _of_target(node.target)
    elif isinstance(node, low.Import):
        for path, name in node.modules:
            yield name or path.partition(".")[0]
    elif isinstance(node, low.If):
        for branch in low.branches(node):
            yield from bound_names(branch.body)
        yield from bound_names(branch.orelse)
    elif isinstance(node, low.ImportFrom):
        yield from ("*",) if node.names is None else (alias for _, alias in node.names)
    elif isinstance(node, low.ExpressionStatement):
        yield from _changed(node.value)
    else:
        yield from _in_blocks(node)


def _changed(node: low.Expression) -> Iterator[str]:
    """The names whose values a call may change: `table.update(...)`, `setattr(module, ...)`."""
    if not isinstance(node, low.Call):
        return
    if isinstance(node.function, low.Attribute):
        yield from _of_target(node.function)
    elif isinstance(node.function, low.Name) and node.function.id == "setattr" and node.arguments:
        yield from _of_target(node.arguments[0].value)


def called_names(block: low.Block) -> Iterator[str]:
    """The functions that statements call for their effect alone: `set_framework("keras")`."""
    for node in block:
        if isinstance(node, low.ExpressionStatement):
            if isinstance(node.value, low.Call) and isinstance(node.value.function, low.Name):
                yield node.value.function.id
        elif not isinstance(node, (low.FunctionDefinition, low.ClassDefinition)):
            for name in ("body", "orelse", "final"):
                yield from called_names(getattr(node, name, ()))
            for handler in getattr(node, "handlers", ()):
                yield from called_names(handler.body)


def _in_blocks(node: low.Statement) -> Iterator[str]:
    if isinstance(node, low.For):
        yield from _of_target(node.target)
    if isinstance(node, low.With):
        for _, target in node.items:
            if target is not None:
                yield from _of_target(target)
    for name in ("body", "orelse", "final"):
        yield from bound_names(getattr(node, name, ()))
    for handler in getattr(node, "handlers", ()):
        yield from bound_names(handler.body)


def _of_target(target: low.Expression) -> Iterator[str]:
    if isinstance(target, low.Name):
        yield target.id
    elif isinstance(target, low.Starred):
        yield from _of_target(target.value)
    elif isinstance(target, low.Display):
        for element in target.elements:
            yield from _of_target(element)
    elif isinstance(target, (low.Subscript, low.Attribute)):
        # `table["key"] = ...` belongs to what `table` is
        yield from _of_target(target.value)
