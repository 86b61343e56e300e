"""What a proposal looks at: the text with its syntax, and what the analysis says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from shapelens.diagnostics.diagnostic import Fix
from shapelens.interpreter.domain.analysis import Analysis, Finding, RelatedKind
from shapelens.syntax.edits.calls import Call, read_call
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.source import Source
from shapelens.syntax.edits.statements import values_of
from shapelens.syntax.spans import Span

_TARGETS = re.compile(r"^(\w+(?:\s*,\s*\w+)*)\s*=[^=]", re.MULTILINE)


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """One version of a text, and its analysis."""

    source: Source
    analysis: Analysis
    # proposals look at the same calls again and again
    _calls: dict[Span, Call | None] = field(default_factory=dict)

    def call_at(self, span: Span | None) -> Call | None:
        """The call at a span."""
        if span is None:
            return None
        if span not in self._calls:
            self._calls[span] = read_call(self.source, span)
        return self._calls[span]

    def values_of(self, name: str) -> tuple[Span, ...]:
        """What is assigned to a name, wherever that is."""
        return tuple(values_of(self.source, name))

    def unused_names(self, before: Span) -> list[str]:
        """Names that are assigned on a line before a place, and stand nowhere else."""
        text = self.source.text
        targets = _TARGETS.findall(text, 0, self.source.lines.starts[before.line - 1])
        assigned = dict.fromkeys(name.strip() for target in targets for name in target.split(","))
        return [name for name in assigned if len(re.findall(rf"\b{name}\b", text)) == 1]

    def failing_call(self, finding: Finding) -> Call | None:
        """The call that fails, as a whole: `Conv2D(8, 3)(x)`, or `Conv2D(8, 3)` in the list of a model."""
        return self.call_at(finding.site or finding.span)

    def constructor(self, finding: Finding) -> Call | None:
        """The call that makes the layer of a finding, `Conv2D(8, 3)`, wherever it is called then."""
        made = place_of(finding, RelatedKind.LAYER_MADE)
        if made is not None:
            return self.call_at(made)
        call = self.failing_call(finding)
        return None if call is None else self.call_at(call.function) or call


def place_of(finding: Finding, kind: RelatedKind) -> Span | None:
    """The related place of a kind, in the file itself."""
    return next((each.span for each in finding.related if each.kind is kind and each.path is None), None)


def fix(title: str, *parts: Iterable[Edit] | None, safe: bool = False) -> Fix | None:
    """A fix of several changes; None where one of them cannot be made."""
    edits: list[Edit] = []
    for part in parts:
        if part is None:
            return None
        edits += part
    return Fix(title, tuple(edits), safe) if edits else None
