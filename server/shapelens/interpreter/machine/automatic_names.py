"""Keras' automatic names: of layers by their class, and of open axes."""

from __future__ import annotations

import functools
import re

from shapelens.interpreter.store.access_tracking import Table, Tracker


@functools.lru_cache(maxsize=1024)
def to_snake_case(name: str) -> str:
    """`Conv2D` -> `conv2d`, `MaxPooling2D` -> `max_pooling2d` (keras.src.utils.naming.to_snake_case)."""
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


class AutomaticNames:
    """Keras' `auto_name`: `conv2d`, `conv2d_1`, ...; and names for open axes: `H`, `W`, then `H2`, `W2`.

    A count is None where it differs between the paths of the program: `conv2d_?` is no layer's name.
    """

    def __init__(self, tracker: Tracker) -> None:
        self._counts = Table("counts", tracker)
        self._axes = Table("axes", tracker)

    def next(self, class_name: str) -> str:
        """The name of the next unnamed layer of a class."""
        prefix = to_snake_case(class_name)
        count = self._counts.get(prefix, 0)
        if count is None:
            return f"{prefix}_?"
        self._counts[prefix] = count + 1
        return f"{prefix}_{count}" if count else prefix

    def next_axis(self, letter: str) -> str:
        """A name for an open axis that no other axis has."""
        count: int = self._axes.get(letter, 0) + 1
        self._axes[letter] = count
        return letter if count == 1 else f"{letter}{count}"

    def counts(self) -> dict[str, int | None]:
        """How many names each class has given, now."""
        return self._counts.copied()

    def restore(self, counts: dict[str, int | None]) -> None:
        """Go back to what was counted on another path; open axes keep their names for themselves."""
        for prefix in self._differing(counts):
            self._counts[prefix] = counts.get(prefix, 0)

    def join(self, counts: dict[str, int | None]) -> None:
        """Go on behind two paths."""
        for prefix in self._differing(counts):
            self._counts[prefix] = None

    def _differing(self, counts: dict[str, int | None]) -> list[str]:
        mine = self._counts.copied()
        if mine == counts:
            return []
        return [prefix for prefix in {**mine, **counts} if mine.get(prefix, 0) != counts.get(prefix, 0)]

    def tables(self) -> dict[str, Table]:
        """What is counted, by the names of the tables."""
        return {"counts": self._counts, "axes": self._axes}

    def forget(self) -> None:
        """Begin to count anew."""
        self._counts.clear()
