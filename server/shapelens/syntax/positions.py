"""Where LibCST's nodes stand in their text.

The same places as LibCST's `PositionProvider` gives, found by the same way through the tree, but as offsets, of which
only those that are asked for become lines and columns: half of its time is spent on the others.
"""

from __future__ import annotations

from bisect import bisect_right
from types import TracebackType
from typing import Any

import libcst as cst
from libcst._nodes.internal import CodegenState

from shapelens.syntax.spans import Span


class Positions:
    """The place of every node of one module, without the blank space around it.

    `yields` says whether code that yields was met, of the function that is being lowered.
    """

    def __init__(self, module: cst.Module) -> None:
        self.yields = False
        state = _State(module.default_indent, module.default_newline)
        module._codegen(state)
        self._offsets = state.offsets
        self._starts = [0]
        for token in state.tokens:
            if "\n" in token:
                self._note_lines(token)
            else:
                self._length += len(token)

    _length = 0

    def _note_lines(self, token: str) -> None:
        place = token.find("\n")
        while place >= 0:
            self._starts.append(self._length + place + 1)
            place = token.find("\n", place + 1)
        self._length += len(token)

    def span(self, node: cst.CSTNode) -> Span:
        """The span of a node."""
        start, end = self._offsets[id(node)]
        line = bisect_right(self._starts, start)
        end_line = line if end < self._line_end(line) else bisect_right(self._starts, end)
        return Span(line, start - self._starts[line - 1] + 1, end_line, end - self._starts[end_line - 1] + 1)

    def _line_end(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else self._length + 1


class _State(CodegenState):
    """Follows the text that a tree writes; `offsets` are the start and end of each node, by its identity."""

    def __init__(self, default_indent: str, default_newline: str) -> None:
        super().__init__(default_indent, default_newline)
        self.offset = 0
        self.offsets: dict[int, tuple[int, int]] = {}
        self._begun: list[int] = []

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.add_token(token)

    def add_token(self, value: str) -> None:
        self.tokens.append(value)
        self.offset += len(value)

    def before_codegen(self, node: cst.CSTNode) -> None:
        self._begun.append(self.offset)

    def after_codegen(self, node: cst.CSTNode) -> None:
        # where the node itself said what of it is no blank space, that stays
        self.offsets.setdefault(id(node), (self._begun.pop(), self.offset))

    def record_syntactic_position(self, node: Any, *, start_node: Any = None, end_node: Any = None) -> Any:
        return _Syntactic(self, node, start_node, end_node)


class _Syntactic:
    """The part of a node that is no blank space: from and to where `with` is entered and left, or other nodes begin
    and end."""

    __slots__ = ("_end", "_node", "_offset", "_start", "_state")

    def __init__(self, state: _State, node: object, start: object, end: object) -> None:
        self._state, self._node, self._start, self._end = state, node, start, end
        self._offset = state.offset

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        offsets = self._state.offsets
        start = self._offset if self._start is None else offsets[id(self._start)][0]
        end = self._state.offset if self._end is None else offsets[id(self._end)][1]
        offsets[id(self._node)] = (start, end)
