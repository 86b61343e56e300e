"""What a module of a library declares, read from its text: functions and classes with their parameters, and imports.

Python's own parser reads it: a text that this Python cannot read declares nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, Union

from shapelens.layers.framework.signature import Parameter
from shapelens.syntax.caching import kept_by_text

# decorators behind which a function takes what it says; of any other nothing is claimed
_TRANSPARENT = {
    "keras_export", "tf_export", "filter_traceback", "staticmethod", "classmethod", "abstractmethod",
    "no_automatic_dependency_tracking", "do_not_generate_docs", "do_not_doc_in_subclasses", "do_not_doc_inheritable",
    "for_subclass_implementers", "deprecated", "deprecated_args", "default",
    "add_dispatch_support", "dispatch_for_api", "dataclass_transform", "register_keras_serializable", "override",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keywords:
    """What becomes of the `**kwargs` of a function.

    `popped` are names that it takes out itself. It hands the others to its base's constructor (`handed_on`, but those
    that it gives itself), refuses them (`refused`), or does what the text does not say.
    """

    popped: tuple[str, ...] = ()
    handed_on: bool = False
    given: tuple[str, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredFunction:
    """A function of a library with its parameters, without the receiver of a method.

    `of_instance` says that it has an instance for its receiver. `forwards` says that it takes whatever its base's does;
    `keywords` is None where it has no `**kwargs`. `starred` says that it takes any number of arguments by position.
    """

    name: str
    parameters: tuple[Parameter, ...]
    keywords: Keywords | None
    of_instance: bool
    forwards: bool = False
    starred: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredClass:
    """A class: the dotted names of its bases as they are written; a method is None where its text does not tell."""

    bases: tuple[str, ...]
    methods: Mapping[str, DeclaredFunction | None] = field(default_factory=dict)


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Declared: TypeAlias = Union[DeclaredFunction, DeclaredClass, str, None]


@kept_by_text(6_000_000)
def declared_in(text: str) -> Mapping[str, Declared]:
    """The names of a module: a function, a class, the dotted name that it stands for, or None where that is open."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return {}
    names: dict[str, Declared] = {}
    for name, declared in _declared(tree.body):
        # of several, in the arms of a condition, the first: they stand for one another
        names.setdefault(name, declared)
    return names


def _declared(body: Iterable[ast.stmt]) -> Iterator[tuple[str, Declared]]:
    for statement in body:
        if isinstance(statement, ast.ImportFrom) and not statement.level:
            for alias in statement.names:
                yield alias.asname or alias.name, f"{statement.module}.{alias.name}"
        elif isinstance(statement, ast.Import):
            for alias in statement.names:
                yield alias.asname or alias.name.partition(".")[0], alias.name
        elif isinstance(statement, ast.FunctionDef):
            yield statement.name, _function(statement, is_method=False)
        elif isinstance(statement, ast.ClassDef):
            yield statement.name, _class(statement)
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            yield statement.targets[0].id, _dotted(statement.value)
        elif isinstance(statement, ast.If):
            yield from _declared([*statement.body, *statement.orelse])
        elif isinstance(statement, ast.Try):
            yield from _declared(statement.body)


def _class(node: ast.ClassDef) -> DeclaredClass | None:
    bases = [_dotted(base) for base in node.bases]
    if not _is_transparent(node.decorator_list) or None in bases:
        return None
    methods: dict[str, DeclaredFunction | None] = {}
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef):
            methods[statement.name] = _function(statement, is_method=True)
        elif isinstance(statement, ast.Assign):
            methods.update({each.id: None for each in statement.targets if isinstance(each, ast.Name)})
        elif not isinstance(statement, (ast.Expr, ast.AnnAssign, ast.Pass)):
            # methods under a condition are not looked into
            methods.update({each.name: None for each in ast.walk(statement) if isinstance(each, _FUNCTIONS)})
    return DeclaredClass(tuple(str(base) for base in bases), methods)


def _function(node: ast.FunctionDef, *, is_method: bool) -> DeclaredFunction | None:
    given = node.args
    if not _is_transparent(node.decorator_list) or given.posonlyargs:
        return None
    decorators = {_dotted(each) for each in node.decorator_list}
    receives = is_method and "staticmethod" not in decorators
    of_instance = receives and "classmethod" not in decorators and node.name != "__new__"
    first_default = len(given.args) - len(given.defaults)
    parameters = [
        Parameter(each.arg, required=place < first_default)
        for place, each in enumerate(given.args)
        if place or not receives
    ]
    for each, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        parameters.append(Parameter(each.arg, required=default is None, keyword_only=True))
    if given.vararg is not None:
        if given.kwarg is None:
            return DeclaredFunction(node.name, tuple(parameters), None, of_instance, starred=True)
        forwards = _forwards(node, given.vararg.arg, given.kwarg.arg)
        return DeclaredFunction(node.name, (), None, of_instance, forwards=True) if forwards else None
    keywords = None if given.kwarg is None else _keywords(node, given.kwarg.arg)
    return DeclaredFunction(node.name, tuple(parameters), keywords, of_instance)


def _is_transparent(decorators: Iterable[ast.expr]) -> bool:
    called = [each.func if isinstance(each, ast.Call) else each for each in decorators]
    return all((_dotted(each) or "").rpartition(".")[2] in _TRANSPARENT for each in called)


def _dotted(node: ast.expr) -> str | None:
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else None


def _is_super_call(node: ast.AST) -> bool:
    """`super().__init__(...)`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "__init__":
        return False
    base = node.func.value
    return isinstance(base, ast.Call) and _dotted(base.func) == "super"


def _forwards(node: ast.FunctionDef, star: str, stars: str) -> bool:
    """Whether a constructor hands `*args, **kwargs` to its base's and has no parameter of its own."""
    calls = [each for each in ast.walk(node) if isinstance(each, ast.Call) and _is_super_call(each)]
    uses = [each for each in ast.walk(node) if isinstance(each, ast.Name) and each.id in (star, stars)]
    whole = [
        each for each in calls if len(each.args) == len(each.keywords) == 1 and isinstance(each.args[0], ast.Starred)
    ]
    return len(whole) == len(calls) == 1 and len(uses) == 2 and len(node.args.args) == 1


def _keywords(node: ast.FunctionDef, name: str) -> Keywords:
    """What a function does with its `**kwargs`, where every use of it is one of those that are understood."""
    popped: list[str] = []
    given: list[str] = []
    handed_on = refused = False
    understood = 0
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and _dotted(each.func) == f"{name}.pop":
            first = each.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                popped.append(first.value)
                understood += 1
        elif isinstance(each, ast.If) and _dotted(each.test) == name and isinstance(each.body[-1], ast.Raise):
            refused = True
            understood += sum(1 for use in ast.walk(each) if isinstance(use, ast.Name) and use.id == name)
        elif isinstance(each, ast.Call) and _is_super_call(each) and not each.args:
            stars = [keyword for keyword in each.keywords if keyword.arg is None]
            if len(stars) == 1 and _dotted(stars[0].value) == name:
                handed_on = True
                given = [keyword.arg for keyword in each.keywords if keyword.arg is not None]
                understood += 1
    uses = sum(1 for each in ast.walk(node) if isinstance(each, ast.Name) and each.id == name)
    if uses != understood or (handed_on and refused):
        return Keywords(tuple(popped))
    return Keywords(tuple(popped), handed_on, tuple(given), refused)
