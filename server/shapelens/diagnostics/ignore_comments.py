"""`# shapelens: ignore` silences every diagnostic of its line, `# shapelens: ignore[SL201, SL7]` those codes alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shapelens.syntax.edits.comments import append_comment, change_comment
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.source import Source
from shapelens.syntax.spans import Span

_COMMENT = re.compile(r"#\s*shapelens:\s*ignore(?:\[([^\]]*)\])?(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IgnoreComments:
    """The silenced codes, or beginnings of codes, by line; `""` is the beginning of all."""

    by_line: Mapping[int, tuple[str, ...]]

    def silences(self, span: Span, code: str) -> bool:
        """Whether a comment on the first or the last line of `span` names `code`."""
        prefixes = (*self.by_line.get(span.line, ()), *self.by_line.get(span.end_line, ()))
        return any(code.startswith(prefix) for prefix in prefixes)


def read_ignore_comments(lines: Sequence[str]) -> IgnoreComments:
    """The comments in the lines of a file."""
    by_line: dict[int, tuple[str, ...]] = {}
    for number, line in enumerate(lines, start=1):
        # most lines hold none: look before searching
        match = _COMMENT.search(line) if "shapelens" in line else None
        if match is None:
            continue
        codes = match.group(1)
        by_line[number] = (
            ("",) if codes is None else tuple(code.strip().upper() for code in codes.split(",") if code.strip())
        )
    return IgnoreComments(by_line)


def ignoring(source: Source, span: Span, code: str) -> tuple[Edit, ...] | None:
    """The comment that silences `code` on `span`; None where no comment can stand there."""
    for line in dict.fromkeys((span.line, span.end_line)):
        match = _COMMENT.search(source.line(line))
        codes = [each.strip() for each in (match[1] or "").split(",") if each.strip()] if match else []
        comment = f"# shapelens: ignore[{', '.join([*codes, code])}]"
        change = change_comment(source, line, _COMMENT, comment) or append_comment(source, line, comment)
        if change is not None:
            return change
    return None
