"""Marks in a program that say which of its statements began, and which came to their end.

`S` becomes `begin(n); S; end(n)`. A statement with a body ends with its header: the statements within have their own.
`return e` and the body of a lambda become `end(n, begin(n), e)`. Both functions live in `builtins`.
"""

from __future__ import annotations

import ast
import builtins
from typing import Any, NamedTuple, TypeVar

from shapelens_agent.instrument import SourceLines

Node = TypeVar("Node", bound=ast.AST)

BEGIN = "__traced_begin__"
END = "__traced_end__"
# they call nothing, and some must stand before all else
UNMARKED = (ast.Global, ast.Nonlocal, ast.Pass, ast.Break, ast.Continue)
HEADERS = (ast.If, ast.While, ast.For, ast.AsyncFor, ast.With, ast.AsyncWith, ast.Match)


class Place(NamedTuple):
    """Where something stands: lines and columns from 1, columns in code points, the end one past the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


class Statements:
    """The statements of all files of a program, and what became of them."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.file_of: list[str] = []
        self.begun: set[int] = set()
        self.ended: set[int] = set()
        setattr(builtins, BEGIN, self.begun.add)
        setattr(builtins, END, self.end)

    def end(self, index: int, _begun: Any = None, value: Any = None) -> Any:
        self.ended.add(index)
        return value

    def restore(self, begun: set[int], ended: set[int]) -> None:
        """Forget what ran since."""
        self.begun.intersection_update(begun)
        self.ended.intersection_update(ended)


class Marker:
    """Puts marks into the tree of one file, in place."""

    def __init__(self, statements: Statements, path: str, lines: SourceLines) -> None:
        self._statements = statements
        self._path = path
        self._lines = lines

    def mark(self, body: list[ast.stmt]) -> None:
        marked: list[ast.stmt] = []
        for statement in body:
            for part in own_parts(statement):
                if isinstance(part, ast.Lambda):
                    # it runs when it is called, not with the statement that makes it
                    part.body = self._valued(self._number(part.body), part.body)
            if is_unmarked(statement):
                marked.append(statement)
                continue
            index = self._number(statement)
            marked += [mark_of(BEGIN, index, statement), statement, mark_of(END, index, statement)]
            self._mark_inside(statement, index)
        body[:] = marked

    def _mark_inside(self, statement: ast.stmt, index: int) -> None:
        if isinstance(statement, ast.Return) and statement.value is not None:
            statement.value = self._valued(index, statement.value)
        bodies: list[Any] = [getattr(statement, name, None) for name in ("body", "orelse", "finalbody")]
        bodies += [part.body for part in [*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())]]
        for body in filter(None, bodies):
            self.mark(body)
            if isinstance(statement, HEADERS):
                body.insert(0, mark_of(END, index, statement))

    def _number(self, node: ast.stmt | ast.expr) -> int:
        end_line, end_offset = node.end_lineno or node.lineno, node.end_col_offset or 0
        first = min([node.lineno, *(item.lineno for item in getattr(node, "decorator_list", ()))])
        column = self._lines.first_column(first) if first < node.lineno else self._lines.column(first, node.col_offset)
        self._statements.places.append(Place(first, column, end_line, self._lines.column(end_line, end_offset)))
        self._statements.file_of.append(self._path)
        return len(self._statements.places) - 1

    def _valued(self, index: int, value: ast.expr) -> ast.expr:
        begin = located(ast.Call(name_of(BEGIN, value), [constant(index, value)], []), value)
        return located(ast.Call(name_of(END, value), [constant(index, value), begin, value], []), value)


def is_unmarked(statement: ast.stmt) -> bool:
    docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
    return docstring or future or isinstance(statement, UNMARKED)


def own_parts(statement: ast.stmt) -> list[ast.AST]:
    """What stands in a statement and in none within it."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [statement]
    while waiting:
        for part in ast.iter_child_nodes(waiting.pop()):
            if not isinstance(part, (ast.stmt, ast.ExceptHandler, ast.match_case)):
                found.append(part)
                waiting.append(part)
    return found


def mark_of(name: str, index: int, like: ast.stmt) -> ast.stmt:
    return located(ast.Expr(located(ast.Call(name_of(name, like), [constant(index, like)], []), like)), like)


def name_of(name: str, like: ast.AST) -> ast.expr:
    return located(ast.Name(name, ast.Load()), like)


def constant(value: int, like: ast.AST) -> ast.expr:
    return located(ast.Constant(value), like)


def located(node: Node, like: ast.AST) -> Node:
    return ast.copy_location(node, like)
