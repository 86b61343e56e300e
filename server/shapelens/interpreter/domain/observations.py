"""The record of what an evaluation saw, in parts: one for each part of the program, put together at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from shapelens.interpreter.domain.analysis import Finding, Join, Kind, Observation, OpenInput, Rearrangement, Site
from shapelens.interpreter.domain.values import Node
from shapelens.shapes.expressions import Size
from shapelens.syntax.spans import Span

# a line that runs more often shows its first observations
MAX_OBSERVATIONS = 1000


@dataclass(slots=True)
class Record:
    """Observations and findings by place, what open sizes have to satisfy, and what no rule describes."""

    sites: dict[tuple[Span, Kind], list[Observation]] = field(default_factory=dict)
    findings: dict[tuple[Span, str], Finding] = field(default_factory=dict)
    joins: dict[Join | Rearrangement, list[Node]] = field(default_factory=dict)
    extents: dict[Size, list[Node]] = field(default_factory=dict)
    open_inputs: dict[OpenInput, None] = field(default_factory=dict)
    missing: dict[str, dict[Span, None]] = field(default_factory=dict)
    # the calls of `fit`, `predict` and the like
    trainings: dict[Span, None] = field(default_factory=dict)

    @property
    def has_content(self) -> bool:
        """Whether anything was seen."""
        return any(
            (self.sites, self.findings, self.joins, self.extents, self.open_inputs, self.missing, self.trainings)
        )


# the calls that were seen, each with its kind
Calls: TypeAlias = Iterable[tuple[Span, Kind]]

# what a site is known by: the bounds of its span, and its kind
SiteKey: TypeAlias = tuple[int, int, int, int, Kind]


def site_key(span: Span, kind: Kind) -> SiteKey:
    """What a site is known by: plain numbers, since many of them are hashed and sorted."""
    return (*span.bounds, kind)


def joined_sites(parts: Iterable[dict[SiteKey, Site]]) -> dict[SiteKey, Site]:
    """The sites of several parts, or of a whole program; where several parts have seen one, in their order."""
    whole: dict[SiteKey, Site] = {}
    for part in parts:
        known = {key: whole[key] for key in whole.keys() & part.keys()}
        whole.update(part)
        for key, site in known.items():
            seen = (*site.observations, *part[key].observations)[:MAX_OBSERVATIONS]
            whole[key] = Site(site.span, site.kind, seen)
    return whole


def put_together(parts: Iterable[Record]) -> Record:
    """The record of several parts, or of a whole program, but for the sites (`joined_sites`)."""
    whole = Record()
    for part in parts:
        for key, finding in part.findings.items():
            whole.findings.setdefault(key, finding)
        for join, nodes in part.joins.items():
            whole.joins[join] = whole.joins.get(join, []) + nodes
        for size, nodes in part.extents.items():
            whole.extents[size] = whole.extents.get(size, []) + nodes
        whole.open_inputs.update(part.open_inputs)
        whole.trainings.update(part.trainings)
        for name, calls in part.missing.items():
            whole.missing[name] = whole.missing.get(name, {}) | calls
    return whole
