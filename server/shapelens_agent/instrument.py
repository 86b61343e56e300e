"""The user's source, compiled so that every call expression reports what it returned.

`f(x)` becomes `leave(site, enter(), f(x))`: the call itself stays in its own frame with its own arguments, so that
`super()`, `locals()`, generators and `await` behave as they did. Nothing is put into the program's namespace: the two
functions live in `builtins` under reserved names.
"""

from __future__ import annotations

import ast
import sys
from types import CodeType
from typing import Any, Dict, FrozenSet, List, NamedTuple, Optional, Sequence

ENTER = "__shapelens_enter__"
LEAVE = "__shapelens_leave__"

# Annotations may be turned back into text, and formatted strings have no usable positions before Python 3.12.
UNTOUCHED_FIELDS = frozenset({"annotation", "returns", "type_params"})
UNTOUCHED_NODES = frozenset({"JoinedStr", "TemplateStr", "TypeAlias"})
RECURSION_LIMIT = 20_000
KERAS_VARIABLES = ("KERAS_BACKEND", "TF_USE_LEGACY_KERAS")


class Site(NamedTuple):
    """A call expression: lines and columns from 1, columns in code points, the end one past the last character.

    `target` is the name that the call's value is bound to (`model` in `model = Sequential(...)`).
    """

    line: int
    column: int
    end_line: int
    end_column: int
    target: Optional[str] = None


class Instrumented(NamedTuple):
    code: CodeType
    sites: List[Site]


class SourceLines:
    """Turns the byte offsets of `ast` into columns of code points."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._ascii = [line.isascii() for line in self._lines]

    def column(self, line: int, offset: int) -> int:
        if line > len(self._lines) or self._ascii[line - 1]:
            return offset + 1
        return len(self._lines[line - 1].encode("utf-8")[:offset].decode("utf-8", "replace")) + 1

    def first_column(self, line: int) -> int:
        """The column of a line's first character that is not blank."""
        if not 1 <= line <= len(self._lines):
            return 1
        text = self._lines[line - 1]
        return len(text) - len(text.lstrip()) + 1


def normalize(text: str) -> str:
    """The text as Python's own reader of source files sees it."""
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def instrument(text: str, path: str, once: Sequence[int] = ()) -> Instrumented:
    """Compile normalised source with its real file name; raises SyntaxError as `compile` does.

    Loops that begin at one of the lines `once` end after one pass.
    """
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, RECURSION_LIMIT))
    try:
        tree = ast.parse(text, path)
        end_after_one_pass(tree, frozenset(once))
        watcher = CallWatcher(SourceLines(text))
        watcher.visit(tree)
        return Instrumented(compile(tree, path, "exec", dont_inherit=True), watcher.sites)
    finally:
        sys.setrecursionlimit(limit)


class CallWatcher:
    """Wraps the calls of a tree in place."""

    def __init__(self, lines: SourceLines) -> None:
        self.sites: List[Site] = []
        self._lines = lines

    def visit(self, node: ast.AST, target: Optional[str] = None) -> ast.AST:
        if type(node).__name__ in UNTOUCHED_NODES:
            return node
        bound = assigned_name(node)
        for field, value in ast.iter_fields(node):
            if field in UNTOUCHED_FIELDS:
                continue
            if isinstance(value, list):
                value[:] = [self.visit(item) if isinstance(item, ast.AST) else item for item in value]
            elif isinstance(value, ast.AST):
                setattr(node, field, self.visit(value, bound if field == "value" else None))
        return self._wrap(node, target) if isinstance(node, ast.Call) else node

    def _wrap(self, node: ast.Call, target: Optional[str]) -> ast.Call:
        end_line = node.end_lineno or node.lineno
        self.sites.append(
            Site(
                node.lineno,
                self._lines.column(node.lineno, node.col_offset),
                end_line,
                self._lines.column(end_line, node.end_col_offset or 0),
                target,
            )
        )
        token = located(ast.Call(located(ast.Name(ENTER, ast.Load()), node), [], []), node)
        index = located(ast.Constant(len(self.sites) - 1), node)
        leave = located(ast.Name(LEAVE, ast.Load()), node)
        return ast.copy_location(ast.Call(leave, [index, token, node], []), node)


def end_after_one_pass(tree: ast.AST, lines: FrozenSet[int]) -> None:
    for node in ast.walk(tree) if lines else ():
        if isinstance(node, (ast.For, ast.While)) and node.lineno in lines:
            node.body.append(located(ast.Break(), node.body[-1]))


def assigned_name(node: ast.AST) -> Optional[str]:
    """The one plain name that a statement binds its value to."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target: Any = node.targets[0]
    elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
        target = node.target
    else:
        return None
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else None


def located(node: Any, like: ast.AST) -> Any:
    return ast.copy_location(node, like)


def declared_environment(text: str) -> Dict[str, str]:
    """The variables that decide which keras is meant, where the program sets them to constants.

    keras reads them when it is imported, and the agent imports it before the program runs.
    """
    found: Dict[str, str] = {}
    for node in ast.parse(text).body:
        owner: Any
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            owner, key, value = node.targets[0].value, node.targets[0].slice, node.value
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and len(node.value.args) == 2:
            owner, (key, value) = getattr(node.value.func, "value", None), node.value.args
        else:
            continue
        name, text_value = getattr(key, "value", None), getattr(value, "value", None)
        if getattr(owner, "attr", "") == "environ" and name in KERAS_VARIABLES and isinstance(text_value, str):
            found[name] = text_value
    return found
