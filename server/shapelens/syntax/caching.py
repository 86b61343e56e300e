"""What was made of a text, kept by the text: so much of it that the texts have a bounded length together.

A bound on their number would let memory grow with the length of what the user edits: at every key a new text comes.
"""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class KeptByText(Generic[Result]):
    """A function of a text and other arguments, with what it gave for the texts that were used last."""

    def __init__(self, function: Callable[..., Result], characters: int) -> None:
        functools.update_wrapper(self, function)
        self._function, self._most = function, characters
        self._kept: OrderedDict[tuple[Hashable, ...], Result] = OrderedDict()
        self._lock = threading.Lock()
        self.characters = 0

    def __call__(self, text: str, *arguments: Hashable) -> Result:
        key = (text, *arguments)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        result = self._function(text, *arguments)
        with self._lock:
            self._keep(key, text, result)
        return result

    def _keep(self, key: tuple[Hashable, ...], text: str, result: Result) -> None:
        if key not in self._kept:
            self._kept[key] = result
            self.characters += len(text)
        while self.characters > self._most:
            (oldest, *_), _ = self._kept.popitem(last=False)
            self.characters -= len(str(oldest))

    def knows(self, text: str, *arguments: Hashable) -> bool:
        """Whether it would give what it gave before."""
        return (text, *arguments) in self._kept

    def keep(self, result: Result, text: str, *arguments: Hashable) -> None:
        """Keep what is known from elsewhere that it gives, unless it gave that before."""
        with self._lock:
            self._keep((text, *arguments), text, result)

    def cache_clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.characters = 0


def kept_by_text(characters: int) -> Callable[[Callable[..., Result]], KeptByText[Result]]:
    """Keep what a function gives, for texts of so many characters together."""
    return lambda function: KeptByText(function, characters)
