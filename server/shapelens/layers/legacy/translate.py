"""A call as it was written before Keras 3, read by the table: which arguments change, and what they are today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, Union

from shapelens.layers.framework.values import describe, is_undetermined
from shapelens.layers.legacy.spellings import BeforeTheLayer, Dropped, Part, Spelling, To, Translation
from shapelens.shapes.unknown import Unknown

# an argument as it is given: by its position or its name
Source: TypeAlias = Union[int, str]


@dataclass(frozen=True, slots=True)
class Renamed:
    """The argument is `name` today.

    `value` is how its value is written today, where that is another; None where it would have to be known for that, and
    is not. One that `stays` needs no name at its position.
    """

    source: Source
    name: str
    value: str | None = ""
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """The arguments are one tuple today; one that `stays` needs no name at its position."""

    sources: tuple[Source, ...]
    name: str
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    source: Source


@dataclass(frozen=True, slots=True)
class PutBefore:
    """The argument is an Input of its own today."""

    source: Source


@dataclass(frozen=True, slots=True)
class Added:
    """What the successor of a layer has to be told."""

    name: str
    value: str


Change: TypeAlias = Union[Renamed, Joined, Removed, PutBefore, Added]


@dataclass(frozen=True, slots=True)
class Modern:
    """A call as it is written today.

    `keywords` are the values by today's names with what each comes from, `positional` those that still stand first.
    `old` are the names that are no longer taken, `same` says that the program means the same, and `advice` what is left
    to do where it does not.
    """

    changes: tuple[Change, ...]
    positional: tuple[Any, ...]
    keywords: Mapping[str, tuple[Any, Source]]
    old: tuple[str, ...]
    same: bool
    advice: tuple[str, ...]
    batch_shape: Any = None

    @property
    def today(self) -> tuple[str, ...]:
        """What is written today for what is no longer taken, with its values where they are known."""
        written = [change for change in self.changes if isinstance(change, (Renamed, Joined))]
        # what stands at its position needs no words
        written = [change for change in written if isinstance(change, Joined) or not isinstance(change.source, int)]
        named = [(change.name, self.keywords[change.name][0]) for change in written]
        added = [f"{change.name}={change.value}" for change in self.changes if isinstance(change, Added)]
        return (*(f"{name}={_written(value)}" for name, value in named), *added)


def modernize(
    spelling: Spelling,
    is_taken: Callable[[str], bool],
    positional: Sequence[Any],
    keywords: Mapping[str, Any],
    further: Mapping[str, Translation] | None = None,
) -> Modern | None:
    """A call in today's words; None where it is spelled as today.

    `is_taken` says which names Keras 3 takes here; `further` are translations that hold beside those of `spelling`.
    """
    translations = {**(further or {}), **spelling.arguments}
    given: dict[str, tuple[Any, Source]] = {name: (value, name) for name, value in keywords.items()}
    old = tuple(name for name in given if _is_old(name, given, translations, is_taken))
    if not old and not spelling.today and not spelling.advice:
        return None
    in_old_order = _is_in_old_order(spelling, positional, given)
    if in_old_order:
        given = {**{spelling.order[index]: (value, index) for index, value in enumerate(positional)}, **given}
    reading = _Reading(translations, given, is_taken, spelling.kept)
    changes = tuple(reading.read())
    added = tuple(
        Added(name, describe(value)) for name, value in spelling.added.items() if name not in reading.keywords
    )
    for each in added:
        reading.keywords[each.name] = (spelling.added[each.name], each.name)
    applied = [translations[name] for name in given if name in reading.translated]
    return Modern(
        (*changes, *added),
        () if in_old_order else tuple(positional),
        reading.keywords,
        old,
        spelling.same and all(each.same for each in applied if isinstance(each, (To, Dropped))),
        tuple(each.advice for each in applied if isinstance(each, Dropped) and each.advice),
        reading.batch_shape,
    )


class _Reading:
    """One pass over the arguments of a call."""

    def __init__(
        self,
        translations: Mapping[str, Translation],
        given: Mapping[str, tuple[Any, Source]],
        is_taken: Callable[[str], bool],
        kept: int,
    ) -> None:
        self._translations = translations
        self._kept = kept
        self._given = given
        self._is_taken = is_taken
        self.keywords: dict[str, tuple[Any, Source]] = {}
        self.translated: set[str] = set()
        self.batch_shape: Any = None

    def read(self) -> Iterator[Change]:
        """The changes, in the order in which the arguments stand."""
        for name, (value, source) in self._given.items():
            if not _is_old(name, self._given, self._translations, self._is_taken) and not isinstance(source, int):
                self.keywords[name] = (value, source)
                continue
            translation = self._translations.get(name)
            self.translated.add(name)
            if isinstance(translation, To):
                yield self._rename(translation, value, source)
            elif isinstance(translation, Part) and name == translation.of[0]:
                parts = [self._given[part] for part in translation.of]
                self.keywords[translation.name] = (tuple(value for value, _ in parts), source)
                yield Joined(tuple(place for _, place in parts), translation.name, self._stays(source))
            elif isinstance(translation, Dropped):
                yield Removed(source)
            elif isinstance(translation, BeforeTheLayer):
                self.batch_shape = value
                yield PutBefore(source)
            elif translation is None:
                self.translated.discard(name)
                self.keywords[name] = (value, source)
                yield Renamed(source, name, stays=self._stays(source))

    def _stays(self, source: Source) -> bool:
        """Whether the next of the arguments by position still is one."""
        if not isinstance(source, int):
            return False
        self._kept -= 1
        return self._kept >= 0

    def _rename(self, translation: To, value: Any, source: Source) -> Change:
        if not translation.values:
            self.keywords[translation.name] = (value, source)
            return Renamed(source, translation.name, stays=self._stays(source))
        if isinstance(value, str) and value in translation.values:
            today = translation.values[value]
            if today is None:
                return Removed(source)
            self.keywords[translation.name] = (today, source)
            return Renamed(source, translation.name, describe(today))
        reason = value if isinstance(value, Unknown) else Unknown(f"`{source}` is no value that Keras had")
        self.keywords[translation.name] = (reason, source)
        return Renamed(source, translation.name, None)


def _is_old(
    name: str, given: Mapping[str, Any], translations: Mapping[str, Translation], is_taken: Callable[[str], bool]
) -> bool:
    """Whether an argument is no longer taken under its name, and the table knows what it was."""
    translation = translations.get(name)
    if isinstance(translation, Part):
        return all(part in given for part in translation.of) and not all(map(is_taken, translation.of))
    return translation is not None and not is_taken(name)


def _is_in_old_order(spelling: Spelling, positional: Sequence[Any], given: Mapping[str, Any]) -> bool:
    """Whether the arguments by position stand as they did before Keras 3: `(64, 3, 3)` for 64 filters of 3 by 3."""
    if not spelling.kept < len(positional) <= len(spelling.order):
        return False
    names = spelling.order[: len(positional)]
    return not any(name in given for name in names) and not any(isinstance(value, tuple) for value in positional[1:3])


def _written(value: Any) -> str:
    return "..." if is_undetermined(value) else describe(value)
