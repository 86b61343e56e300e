"""What the worker keeps from one analysis to the next, and where it reads the files that a program imports."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shapelens.lsp.scheduling import Kept

if TYPE_CHECKING:
    from shapelens.interpreter.incremental import History


@dataclass(slots=True)
class Memory:
    """`histories` are those of each document, by its path and what else its analysis depends on; `open_texts` are the
    texts of open documents by their paths, saved or not."""

    histories: Kept[History] = field(default_factory=Kept)
    open_texts: dict[str, str] = field(default_factory=dict)

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
        from shapelens.interpreter.modules.search import read_file

        return read_file(path)
