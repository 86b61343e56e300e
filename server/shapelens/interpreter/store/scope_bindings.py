"""The names of a scope with their values, bound one after another without copying all the others each time.

A few are a plain dict. Many are a large dict that versions share, and beside it a small one with what was bound since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, ValuesView
from itertools import chain, takewhile
from typing import Any

from shapelens.interpreter.domain.objects import Stars

# so many names are copied sooner than looked for in two places
_FEW = 64


class Names(Mapping[str, Any]):
    """A version of many names: those of `base`, and over them what is `recent`, in the order of their first binding."""

    __slots__ = ("_base", "_fresh", "_most", "_recent")

    def __init__(self, base: dict[str, Any], recent: dict[str, Any], fresh: int) -> None:
        self._base = base
        self._recent = recent
        # how many of the recent ones are not in the base
        self._fresh = fresh
        self._most = max(_FEW, int(len(base) ** 0.5))

    @staticmethod
    def of(names: dict[str, Any]) -> Mapping[str, Any]:
        """Names that are bound anew without copying all of them; the dict is theirs."""
        return names if len(names) < _FEW else Names(names, {}, 0)

    @staticmethod
    def over(names: Mapping[str, Any]) -> Names:
        """Names as they are: a dict of a scope is never changed, so that versions may share it."""
        return names if isinstance(names, Names) else Names(names if type(names) is dict else dict(names), {}, 0)

    def __getitem__(self, name: str) -> Any:
        return self._recent[name] if name in self._recent else self._base[name]

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name, or a default."""
        return self._recent[name] if name in self._recent else self._base.get(name, default)

    def values(self) -> ValuesView[Any]:
        """The values, in the order of their names."""
        return self.copied().values()

    def copied(self) -> dict[str, Any]:
        """The names as a dict."""
        return {**self._base, **self._recent}

    def __contains__(self, name: object) -> bool:
        return name in self._recent or name in self._base

    def __len__(self) -> int:
        return len(self._base) + self._fresh

    def __iter__(self) -> Iterator[str]:
        yield from self._base
        yield from (name for name in self._recent if name not in self._base)

    def bind(self, name: str, value: Any) -> Names:
        """A version with one more name, or another value of one."""
        fresh = self._fresh + (name not in self)
        recent = {**self._recent, name: value}
        if len(recent) <= self._most:
            return Names(self._base, recent, fresh)
        return Names({**self._base, **recent}, {}, 0)

    def differing(self, other: Names) -> Iterable[str]:
        """The names that may be bound otherwise in another version."""
        if self._base is other._base:
            return dict.fromkeys((*self._recent, *other._recent))
        return dict.fromkeys((*self, *other))


def copied(names: Mapping[str, Any]) -> dict[str, Any]:
    """Names as a dict of the caller's own."""
    return names.copied() if isinstance(names, Names) else dict(names)


def bound(names: Mapping[str, Any], name: str, value: Any) -> Mapping[str, Any]:
    """Names with one more, or with another value of one."""
    if len(names) < _FEW:
        return {**names, name: value}
    return Names.over(names).bind(name, value)


def join_stars(left: Stars, right: Stars) -> Stars:
    """What both import first, then those of which each path imports some."""
    if left == right:
        return left
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
    if common and isinstance(left[common - 1], frozenset):
        common -= 1
    rest = (*left[common:], *right[common:])
    some = frozenset(chain.from_iterable((star,) if isinstance(star, str) else star for star in rest))
    return (*left[:common], some)
