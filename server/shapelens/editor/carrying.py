"""What is shown while a text does not parse: on lines that are as they were, what was last known of them.

A call that is half typed hides a statement, and what it made from all that follows. Their hints would come and go with
every key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shapelens.interpreter.domain.analysis import Analysis, Site
from shapelens.shapes.formatting import is_wholly_unknown
from shapelens.syntax.spans import Span
from shapelens.syntax.versions import unchanged


def carry_over(before: Analysis, old: Sequence[str], now: Analysis, new: Sequence[str]) -> Analysis:
    """`now` with the calls that only `before` knows, where their lines are the same; `old` and `new` are the lines."""
    front, behind = unchanged(old, new)
    known = {site.span for site in now.sites if not all(map(is_wholly_unknown, site.outputs))}
    carried: dict[Span, Site] = {}
    for site in before.sites:
        if site.span.end_line <= front:
            moved = site.span
        elif site.span.line > len(old) - behind:
            moved = site.span.shifted(len(new) - len(old))
        else:
            continue
        if moved not in known:
            carried[moved] = replace(site, span=moved)
    sites = [site for site in now.sites if site.span not in carried] + list(carried.values())
    return replace(now, sites=tuple(sorted(sites, key=lambda site: site.span.bounds)))


def carry_line(before: Analysis, old: Sequence[str], new: Sequence[str], line: int) -> Analysis | None:
    """What `before` knows of the calls on one line of a version that is not analysed yet; None where it is not as it
    was.

    A hover asks for it at every key: the other calls, of which a file has hundreds, stay where they are.
    """
    front, behind = unchanged(old, new)
    if front < line <= len(new) - behind:
        return None
    moved = 0 if line <= front else len(new) - len(old)
    there = [site for site in before.sites if site.span.line <= line - moved <= site.span.end_line]
    whole = [site for site in there if site.span.end_line <= front or site.span.line > len(old) - behind]
    return Analysis(before.path, tuple(replace(site, span=site.span.shifted(moved)) for site in whole))
