"""What the worker keeps from one analysis to the next, and where it reads the files that a program imports.

Beside the histories only what is made of texts is kept for long, by their length (`syntax.caching`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from shapelens.lsp.scheduling import Kept

if TYPE_CHECKING:
    from shapelens.interpreter.incremental.history import History


Result = TypeVar("Result")
# the path of a document, and what else its analysis depends on
Key: TypeAlias = tuple[str, int, Hashable]

# of all histories together: some fifty open files of 500 lines
HISTORY_BYTES = 64 * 1024 * 1024


@dataclass(slots=True)
class Memory:
    """The histories of documents, and the texts of those that are open by their paths, saved or not."""

    histories: Kept[History] = field(default_factory=lambda: Kept(HISTORY_BYTES))
    open_texts: dict[str, str] = field(default_factory=dict)

    def go_on(self, key: Key, make: Callable[[], History], analyse: Callable[[History], Result]) -> Result:
        """Analyse with the history of a document; where all together become too large, others are let go."""
        history = self.histories.get(key, make)
        try:
            return analyse(history)
        finally:
            self.histories.weigh(key, history.size(), self._is_open)

    def _is_open(self, key: Hashable) -> bool:
        return isinstance(key, tuple) and os.path.normpath(key[0]) in self.open_texts

    def open(self, path: str, text: str) -> None:
        """A text is open in the editor."""
        self.open_texts[os.path.normpath(path)] = text

    def close(self, path: str) -> None:
        self.open_texts.pop(os.path.normpath(path), None)

    def read(self, path: str) -> str | None:
        """The text of a file: that in the editor where it is open there."""
        text = self.open_texts.get(os.path.normpath(path))
        if text is not None:
            return text
        from shapelens.interpreter.machine.module_search import read_file

        return read_file(path)
