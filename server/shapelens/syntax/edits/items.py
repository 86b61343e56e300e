"""What stands between commas, in brackets or behind `import`: inserting and removing keeps the way it is written.

Items that stand on lines of their own stay on such lines, a comma behind the last one stays, and comments stay where
they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.source import Source, Tree


@dataclass(frozen=True, slots=True)
class Item:
    """The offsets of an item, and the end of the comma behind it, if there is one."""

    start: int
    end: int
    comma: int | None

    @property
    def whole(self) -> int:
        """The end of the item with its comma."""
        return self.end if self.comma is None else self.comma


@dataclass(frozen=True, slots=True)
class Items:
    """The items of one list; `opening` is the offset behind the bracket that opens it."""

    source: Source
    opening: int
    items: tuple[Item, ...]

    def insert(self, index: int, text: str) -> tuple[Edit, ...]:
        """A new item before the one at `index`, or behind the last."""
        if not self.items:
            return (self.source.insertion(self.opening, text),)
        if index >= len(self.items):
            return self._append(text)
        start = self.items[index].start
        indentation = self._indentation(index)
        if indentation is None and index == 0 and len(self.items) > 1:
            # the first stands behind the bracket, the others under each other
            indentation = self._indentation(1)
        gap = " " if indentation is None else self.source.newline + indentation
        return (self.source.insertion(start, f"{text},{gap}"),)

    def _append(self, text: str) -> tuple[Edit, ...]:
        source, last = self.source, self.items[-1]
        indentation = self._indentation(len(self.items) - 1)
        if indentation is None:
            if last.comma is None:
                return (source.insertion(last.end, f", {text}"),)
            return (source.insertion(last.comma, f" {text},"),)
        line = source.newline + indentation + text
        rest = source.rest_of_line(last.whole).strip()
        behind = source.end_of_line(last.whole) if rest.startswith("#") else last.whole
        if last.comma is not None:
            return (source.insertion(behind, f"{line},"),)
        if behind == last.end:
            return (source.insertion(last.end, f",{line}"),)
        return source.insertion(last.end, ","), source.insertion(behind, line)

    def remove(self, *indices: int) -> tuple[Edit, ...]:
        """Without the items at some places."""
        edits: list[Edit] = []
        run: list[int] = []
        for index in sorted(indices):
            item = self.items[index]
            lines = self.source.removal_of_lines(item.start, item.whole)
            if run and (lines is not None or index != run[-1] + 1):
                edits.append(self._remove_run(run))
                run = []
            if lines is not None:
                edits += lines
            else:
                run.append(index)
        return (*edits, self._remove_run(run)) if run else tuple(edits)

    def _remove_run(self, run: list[int]) -> Edit:
        """Without neighbours on lines that they share with others."""
        source, first, last = self.source, self.items[run[0]], self.items[run[-1]]
        following = self.items[run[-1] + 1] if run[-1] + 1 < len(self.items) else None
        rest = source.rest_of_line(last.whole).strip()
        if following is not None and not rest.startswith("#") and (rest or run[0] == 0):
            return source.edit(first.start, following.start, "")
        if run[0] == 0 or "#" in source.text[self.items[run[0] - 1].end : first.start]:
            return source.edit(first.start, last.whole, "")
        # the comma before it goes, and the one behind it, if there is one, takes its place
        return source.edit(self.items[run[0] - 1].end, last.end, "")

    def _indentation(self, index: int) -> str | None:
        return self.source.indentation(self.items[index].start)


def items_of(source: Source, tree: Tree, opening: int, nodes: Sequence[cst.CSTNode]) -> Items:
    """The items that `nodes` (arguments, elements, aliases) are."""
    items: list[Item] = []
    for node in nodes:
        start, end = source.lines.bounds(tree.span(node))
        comma = getattr(node, "comma", None)
        behind = source.lines.bounds(tree.span(comma))[1] if isinstance(comma, cst.Comma) else None
        items.append(Item(start, end, behind))
    return Items(source, opening, tuple(items))
