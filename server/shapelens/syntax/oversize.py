"""What LibCST would be too slow for, or would not survive: its parser recurses, and so does what walks its tree.

`fit` makes a chunk's text one that can be parsed. Long data is emptied (its brackets stay, and whatever follows keeps
its place), long chains of `elif` are cut into several statements, long comments go, and what nests too deep is refused.
`restore` puts the data back into the lowered form, and joins the chains again.
"""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

# LibCST takes 30 to 80 µs for each element of a list, Python's own reader of literals less than one
LONG_DATA = 400
# data longer than this is not read at all: Python would need seconds and hundreds of megabytes for the megabytes of it
MOST_DATA = 100_000
LONG_COMMENT = 400
# texts shorter than this are parsed as they are, comments and all
LONG_TEXT = 20_000
# a chunk of more words and signs than this is generated: parsing it would take longer than any answer is worth
MOST_TOKENS = 100_000
# every level takes three of Python's thousand frames, and more of LibCST's native stack
MAX_NESTING = 250
# branches of one `if` that stay together
CHAIN = 100

Place: TypeAlias = tuple[int, int]

_STRING = "|".join(
    rf"{quote * 3}[^\\{quote}]*(?:(?:\\.|{quote}(?!{quote}{quote}))[^\\{quote}]*)*{quote * 3}"
    rf"|{quote}[^\\\n{quote}]*(?:\\.[^\\\n{quote}]*)*{quote}"
    for quote in ("'", '"')
)
_TOKEN = re.compile(
    rf"(?P<string>{_STRING})|(?P<comment>#[^\n]*)|(?P<open>[(\[{{])|(?P<close>[)\]}}])|(?P<newline>\n)|(?P<end>[,;])"
    r"|(?P<link>\.(?=[^\W\d])|\*\*|//|<<|>>|[-+*/%@&|^~]|\b(?:and|or|not|lambda|if|await)\b)"
    r"|(?P<other>[=:<>!]|\b(?:return|yield|in|is|else|assert|raise)\b)|(?P<word>\d[\w.]*|\w+)|\\\n",
    re.DOTALL,
)
_DATA = re.compile(r"[\d\s.,+\-:\[\]{}()eE]*(?:'[^'\\\n]*'|\"[^\"\\\n]*\"|True|False|None|#[^\n]*)?")
_BRACKETS = re.compile(r"'[^'\\\n]*'|\"[^\"\\\n]*\"|#[^\n]*|[\[({]|[\])}]")
_ELIF = re.compile(r"([ \t]*)elif\b")


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text that can be parsed: without `data`, with the `elif`s at the places in `resumed` as `if`s."""

    text: str
    data: Mapping[Place, str]
    resumed: frozenset[Place]

    @property
    def is_whole(self) -> bool:
        """Whether all the code of the text is still in it."""
        return not self.data and not self.resumed


def fit(text: str) -> Fitted | None:
    """A text with the places of `text` and nothing too long in it; None where it cannot be made such."""
    return Fitted(text, {}, frozenset()) if len(text) < min(LONG_DATA, MAX_NESTING) else _Scan(text).run()


class _Scan:
    """One pass over the tokens of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[str] = []
        self.copied = 0
        self.data: dict[Place, str] = {}
        self.resumed: set[Place] = set()
        # how many links of a chain lie in each bracket that is open, and in all of them
        self.levels = [0]
        self.nesting = 0
        self.tokens = 0
        self.line = 1
        self.line_start = 0
        self.branches: dict[str, int] = {}
        self.data_end = 0

    def run(self) -> Fitted | None:
        text, position, before = self.text, 0, ""
        self._cut_branch(0)
        while (token := _TOKEN.search(text, position)) is not None:
            kind, start, position = token.lastgroup or "", token.start(), token.end()
            if kind == "open":
                end = self._data_at(start) if text[start] != "(" and before not in ("word", "close", "string") else 0
                if end:
                    position, kind = end, "close"
                else:
                    self._enter(before)
            elif kind == "close":
                self._leave()
            elif kind == "link":
                self._link()
            elif kind == "comment" and self._is_superfluous(start, position):
                self._replace(start, position, "")
            elif kind == "end":
                self._forget_links()
            elif kind == "newline":
                self._next_line(position)
            elif kind == "string":
                self._count_lines(start, position)
                if before in ("string", "word"):
                    # one more of several that stand side by side
                    self._link()
            self.tokens += kind not in ("comment", "newline")
            if self.nesting > MAX_NESTING or self.tokens > MOST_TOKENS:
                return None
            # blank space and comments come between the parts of one expression
            before = before if kind in ("comment", "newline", "") and len(self.levels) > 1 else kind
        self.pieces.append(text[self.copied :])
        fitted = "".join(self.pieces)
        return Fitted(fitted.rstrip() + "\n" if len(text) > LONG_TEXT else fitted, self.data, frozenset(self.resumed))

    def _is_superfluous(self, start: int, end: int) -> bool:
        """Whether a comment can go: none that the user wrote behind code to pin a shape."""
        alone = len(self.text) > LONG_TEXT and not self.text[self.line_start : start].strip()
        return alone or end - start > LONG_COMMENT

    # ---- how deep it nests

    def _enter(self, before: str) -> None:
        if before in ("word", "close", "string"):
            # one more call or subscript of what stands before
            self._link()
        self.levels.append(1)
        self.nesting += 1

    def _leave(self) -> None:
        if len(self.levels) > 1:
            self.nesting -= self.levels.pop()

    def _link(self) -> None:
        self.levels[-1] += 1
        self.nesting += 1

    def _forget_links(self) -> None:
        least = 1 if len(self.levels) > 1 else 0
        self.nesting -= self.levels[-1] - least
        self.levels[-1] = least

    # ---- lines and branches

    def _next_line(self, start: int) -> None:
        self.line += 1
        self.line_start = start
        if len(self.levels) == 1:
            self._forget_links()
            self._cut_branch(start)

    def _count_lines(self, start: int, end: int) -> None:
        count = self.text.count("\n", start, end)
        if count:
            self.line += count
            self.line_start = self.text.rfind("\n", start, end) + 1

    def _cut_branch(self, start: int) -> None:
        branch = _ELIF.match(self.text, start)
        if branch is None:
            return
        indentation = branch.group(1)
        self.branches[indentation] = self.branches.get(indentation, 0) + 1
        if self.branches[indentation] % CHAIN == 0:
            self.resumed.add((self.line, len(indentation) + 1))
            self._replace(start + len(indentation), branch.end(), "if  ")

    # ---- data

    def _data_at(self, start: int) -> int:
        """Empty the data that begins with the bracket at `start`, if it is long; where it ends, else 0."""
        if start >= self.data_end:
            self.data_end = _end_of_data(self.text, start)
        if self.data_end - start < LONG_DATA:
            return 0
        end = _closing(self.text, start, self.data_end)
        if end - start < LONG_DATA:
            return 0
        data = self.text[start:end]
        self.data[self.line, start - self.line_start + 1] = data
        lines = data.count("\n")
        last = len(data) - data.rfind("\n") - 2 if lines else len(data) - 2
        self._replace(start + 1, end - 1, "\\\n" * lines + " " * last)
        self._count_lines(start, end)
        return end

    def _replace(self, start: int, end: int, by: str) -> None:
        self.pieces += (self.text[self.copied : start], by)
        self.copied = end


def _end_of_data(text: str, start: int) -> int:
    """Where the numbers, plain strings and brackets that begin at `start` end."""
    position = start
    while (match := _DATA.match(text, position)) is not None and match.end() > position:
        position = match.end()
    return position


def _closing(text: str, start: int, end: int) -> int:
    """The end of what the bracket at `start` opens; 0 where it does not close before `end`."""
    depth = 0
    for token in _BRACKETS.finditer(text, start, end):
        if token.group() in "([{":
            depth += 1
        elif token.group() in ")]}":
            depth -= 1
            if not depth:
                return token.end()
    return 0


def restore(block: low.Block, fitted: Fitted) -> low.Block:
    """The statements of a fitted text as those of the text that it was made of."""
    return block if fitted.is_whole else tuple(_restored(block, fitted))


def _restored(node: Any, fitted: Fitted) -> Any:
    if isinstance(node, tuple):
        items = tuple(_restored(item, fitted) for item in node)
        return tuple(_joined(items, fitted.resumed)) if fitted.resumed else items
    if isinstance(node, (low.Display, low.DictDisplay)) and (node.span.line, node.span.column) in fitted.data:
        return _data(fitted.data[node.span.line, node.span.column], node.span)
    if isinstance(node, (Span, type)) or not dataclasses.is_dataclass(node):
        return node
    fields = {field.name: getattr(node, field.name) for field in dataclasses.fields(node)}
    changed = {name: _restored(value, fitted) for name, value in fields.items()}
    if all(changed[name] is fields[name] for name in fields):
        return node
    make: Any = type(node)
    return make(**changed)


def _data(text: str, span: Span) -> low.Expression:
    if len(text) > MOST_DATA:
        return low.Omitted(span, f"a literal of {len(text):,} characters is data that is not read")
    try:
        return low.Data(span, ast.literal_eval(text))
    except ValueError:
        # Python, but no constant after all
        return low.Omitted(span, "a long literal is not understood")


def _joined(items: tuple[Any, ...], resumed: frozenset[Place]) -> Iterator[Any]:
    """Statements with every `if` that was an `elif` back in the statement before it."""
    chain: list[low.If] = []
    for item in items:
        if chain and isinstance(item, low.If) and (item.span.line, item.span.column) in resumed:
            chain.append(item)
            continue
        if chain:
            yield _chained(chain)
        chain = [item] if isinstance(item, low.If) else []
        if not chain:
            yield item
    if chain:
        yield _chained(chain)


def _chained(chain: list[low.If]) -> low.If:
    """The parts of one chain as one statement again."""
    whole = chain[-1]
    for part in reversed(chain[:-1]):
        branches = [part]
        while branches[-1].orelse:
            [following] = branches[-1].orelse
            assert isinstance(following, low.If)
            branches.append(following)
        for branch in reversed(branches):
            whole = dataclasses.replace(branch, orelse=(whole,))
    return whole
