"""Lines that do not parse: what they visibly bind and fill, found without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from keyword import iskeyword

from shapelens.syntax import lowered as low
from shapelens.syntax.caching import kept_by_text
from shapelens.syntax.spans import Span

_KEPT_CHARACTERS = 200_000
# comments, and strings with what stands in them
_NO_CODE = re.compile(
    r"#[^\n]*|\'\'\'.*?(?:\'\'\'|\Z)|\"\"\".*?(?:\"\"\"|\Z)|'(?:\\.|[^'\\\n])*'?|\"(?:\\.|[^\"\\\n])*\"?", re.S
)
_PATH = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"
# `a, self.b, d[key] = `, `x: int = `, `x += `, up to the sign
_ASSIGNED = re.compile(r"((?:[^=\n:(]|\([^()=\n]*\))*?)(?::[^=\n]*?)?(?:[-+*/%@&|^]|//|\*\*|<<|>>)?=(?!=)")
_TARGET = re.compile(rf"(?<![\w.])({_PATH})(\s*\[)?")
_DEFINED = re.compile(r"^(?:async\s+)?(?:def|class)\s+([^\W\d]\w*)", re.M)
_BINDING = re.compile(
    r"\b(?:for\s+(?P<targets>[^:\n]{0,200}?)\s+in\b|as\s+(?P<alias>[^\W\d]\w*)"
    r"|(?P<walrus>[^\W\d]\w*)\s*:=|import\s+(?P<imported>[^\n]*))"
)
_FILLING = re.compile(
    r"\.(?:append|appendleft|extend|insert|add|discard|update|setdefault|pop|popitem|remove|clear|sort|reverse)\b"
)
# what stands before the dot of such a method, an index left out; looked for in so many characters
_FILLED = re.compile(rf"(?<![\w.])({_PATH})(?:\[[^\[\]\n]*\])*$")
_WINDOW = 120


@kept_by_text(_KEPT_CHARACTERS)
def unread_block(text: str) -> low.Block | None:
    """What stands for lines that do not parse; None where nothing is to be seen in them."""
    lines = text.split("\n")
    span = Span(1, 1, len(lines), len(lines[-1]) + 1)
    code = _NO_CODE.sub(" ", text)
    defined = _DEFINED.search(code)
    # what stands inside a function is its own
    targets = _targets(code) if defined is None else iter([(defined[1], False)])
    names: dict[str, None] = {}
    filled: dict[str, None] = {}
    for path, is_item in targets:
        if iskeyword(path):
            continue
        (filled if is_item else names).setdefault(path)
    for match in _FILLING.finditer(code) if defined is None else ():
        receiver = _FILLED.search(code[max(0, match.start() - _WINDOW) : match.start()])
        if receiver is not None:
            filled.setdefault(receiver[1])
    if not names and not filled:
        return None
    bound = tuple(_expression(path, span) for path in names)
    return (low.Unread(span, bound, tuple(_expression(path, span) for path in filled if path not in names)),)


def _targets(code: str) -> Iterator[tuple[str, bool]]:
    """The names and attributes that are bound, and those of which an item is set."""
    for line in _statements(code):
        match = _ASSIGNED.match(line)
        while match is not None:
            for target in _TARGET.finditer(match[1]):
                yield target[1], target[2] is not None
            match = _ASSIGNED.match(line, match.end())
    for match in _BINDING.finditer(code):
        for name in ("alias", "walrus"):
            if match[name]:
                yield match[name], False
        for text in (match["targets"], match["imported"]):
            for target in _TARGET.finditer(text or ""):
                yield target[1].partition(".")[0] if match["imported"] else target[1], False


def _statements(code: str) -> Iterator[str]:
    """The lines that begin outside of brackets, where `name=` is no argument."""
    depth = 0
    for line in code.split("\n"):
        if depth <= 0:
            yield line
        depth += sum(map(line.count, "([{")) - sum(map(line.count, ")]}"))


def _expression(path: str, span: Span) -> low.Expression:
    first, *rest = path.split(".")
    expression: low.Expression = low.Name(span, first)
    for name in rest:
        expression = low.Attribute(span, expression, name)
    return expression
