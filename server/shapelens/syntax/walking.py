"""Going through lowered code without running it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

_SCOPES = (low.FunctionDefinition, low.ClassDefinition, low.LambdaFunction)


def nodes_in(*roots: Any, into_scopes: bool = True) -> Iterator[Any]:
    """Every node of some lowered code, those in functions and classes that it defines too, unless they are left out."""
    waiting: list[Any] = list(roots)
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting += node
        elif hasattr(node, "__dataclass_fields__") and not isinstance(node, Span):
            yield node
            if not into_scopes and isinstance(node, _SCOPES):
                continue
            waiting += [getattr(node, name) for name in node.__dataclass_fields__]


def names_bound_in(node: Any) -> Iterator[str]:
    """The names that one node binds in the scope that it runs in."""
    if isinstance(node, (low.FunctionDefinition, low.ClassDefinition)):
        yield node.name
    elif isinstance(node, (low.ExceptHandler, low.CapturePattern)):
        yield from () if node.name is None else (node.name,)
    elif isinstance(node, low.MappingPattern) and node.rest is not None:
        yield node.rest
    elif isinstance(node, low.Import):
        yield from (name or path.partition(".")[0] for path, name in node.modules)
    elif isinstance(node, low.ImportFrom):
        yield from (alias for _, alias in node.names or ())
    yield from (target.id for target in targets_in(node) if isinstance(target, low.Name))


def targets_in(node: Any) -> Iterator[low.Expression]:
    """What one node assigns to, unpacked: names, attributes and items."""
    if isinstance(node, (low.Assign, low.Delete)):
        yield from _unpacked(node.targets)
    elif isinstance(node, (low.AugmentedAssign, low.AnnotatedAssign, low.For, low.NamedExpression)):
        yield from _unpacked((node.target,))
    elif isinstance(node, low.With):
        yield from _unpacked(tuple(target for _, target in node.items if target is not None))
    elif isinstance(node, low.Unread):
        yield from node.targets


def _unpacked(targets: tuple[low.Expression, ...]) -> Iterator[low.Expression]:
    for target in targets:
        if isinstance(target, low.Display):
            yield from _unpacked(target.elements)
        elif isinstance(target, low.Starred):
            yield from _unpacked((target.value,))
        else:
            yield target
