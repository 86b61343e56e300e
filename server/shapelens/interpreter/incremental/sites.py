"""The sites of a program in order, of which an edit leaves most as they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from shapelens.interpreter.domain.analysis import Site
from shapelens.interpreter.domain.observations import SiteKey, joined_sites

_Part: TypeAlias = dict[SiteKey, Site]


class SitesInOrder:
    """The sites of the parts of a revision, joined and sorted; those of the next are put into their places."""

    def __init__(self) -> None:
        self._parts: Sequence[_Part] = ()
        self._keys: list[SiteKey] = []
        self._sites: list[Site] = []
        # where each key is; made when it is first asked for
        self._places: dict[SiteKey, int] = {}

    def of(self, parts: Sequence[_Part]) -> tuple[Site, ...]:
        """The sites of the parts of a revision by their places, and in one place by their kinds."""
        before, self._parts = self._parts, parts
        changed = [(old, new) for old, new in zip(before, parts, strict=False) if old is not new]
        if len(before) == len(parts) and all(old.keys() == new.keys() for old, new in changed):
            self._put({key for old, new in changed for key, site in new.items() if old[key] is not site})
        else:
            whole = joined_sites(parts)
            self._keys, self._places = sorted(whole), {}
            self._sites = list(map(whole.__getitem__, self._keys))
        return tuple(self._sites)

    def _put(self, keys: set[SiteKey]) -> None:
        """Join the sites of some keys anew."""
        if keys and not self._places:
            self._places = {key: place for place, key in enumerate(self._keys)}
        for key in keys:
            seen = joined_sites({key: part[key]} for part in self._parts if key in part)
            self._sites[self._places[key]] = seen[key]
