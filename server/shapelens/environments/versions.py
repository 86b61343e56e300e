"""Versions of a library: those that it may have, as an interval, and how requirements write them down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

# major and minor: no rule depends on more
Version: TypeAlias = tuple[int, int]
KERAS_3: Version = (3, 0)

_NUMBER = re.compile(r"\s*v?(?:\d+!)?(\d+)(?:\.(\d+|\*|x))?((?:\.[\w*]+)*)")
_CLAUSE = re.compile(r"(===|==|~=|!=|<=|>=|<|>|=|\^|~)?\s*([\w.*!+-]+)")


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions that a library may have: from `lowest` on, and before `below`, where that is known."""

    lowest: Version = (0, 0)
    below: Version | None = None

    def since(self, version: Version) -> bool | None:
        """Whether it is this version or a later one; None where that is not known."""
        if self.lowest >= version:
            return True
        return False if self.below is not None and self.below <= version else None

    def both(self, other: Versions) -> Versions | None:
        """The versions that are in this interval and in another; None where there is none."""
        lowest, below = max(self.lowest, other.lowest), _least(self.below, other.below)
        return None if below is not None and below <= lowest else Versions(lowest, below)

    def either(self, other: Versions) -> Versions:
        """The versions from the lowest to the highest of two intervals."""
        below = None if self.below is None or other.below is None else max(self.below, other.below)
        return Versions(min(self.lowest, other.lowest), below)


ANY_VERSION = Versions()


def version_text(version: Version) -> str:
    """A version as one writes it: `3.15`."""
    return ".".join(map(str, version))


def exactly(text: str) -> Versions:
    """The version that is written `3.15.1`; any where nothing is."""
    number = _NUMBER.match(text)
    if number is None:
        return ANY_VERSION
    version = (int(number[1]), _minor(number[2]))
    return Versions(version, _after(version))


def specified(text: str) -> Versions:
    """The versions that a specifier lets in: `>=2.10,<3`, `^2.10`, `~=2.15`, `2.15.*`; any where it says nothing."""
    found = ANY_VERSION
    for operator, number in _CLAUSE.findall(text):
        narrower = found.both(_clause(operator, number))
        found = found if narrower is None else narrower
    return found


def _clause(operator: str, text: str) -> Versions:
    number = _NUMBER.match(text)
    if number is None:
        return ANY_VERSION
    major, minor, further = int(number[1]), _minor(number[2]), number[3]
    version = (major, minor)
    if operator in (">=", ">"):
        return Versions(version)
    if operator in ("<", "<="):
        # a version of the same minor number may come before `<2.16.1`
        whole = operator == "<" and not any(digit in further for digit in "123456789")
        return Versions(below=version if whole else _after(version))
    if operator == "!=":
        return ANY_VERSION
    if operator == "^" or (operator == "~=" and not further) or number[2] in (None, "*", "x"):
        # `^0.3` keeps the minor number; no library here has such a version
        return Versions(version, (major + 1, 0))
    return Versions(version, _after(version))


def _minor(text: str | None) -> int:
    return int(text) if text is not None and text.isdigit() else 0


def _after(version: Version) -> Version:
    return (version[0], version[1] + 1)


def _least(one: Version | None, other: Version | None) -> Version | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)
