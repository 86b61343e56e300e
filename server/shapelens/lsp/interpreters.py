"""Which Python each document is for, looked up once between two saves, and said in the log."""

from __future__ import annotations

import logging
import os

from shapelens.environments.discovery import Asked, Interpreter, discover
from shapelens.environments.packages import forget
from shapelens.environments.words import keras_not_found, packages_of

logger = logging.getLogger(__name__)


class Interpreters:
    """The interpreters by folder, setting and selection; `selected` is the one that the user selected in the editor."""

    def __init__(self) -> None:
        self.selected: str | None = None
        self._known: dict[tuple[str, str, str], Interpreter] = {}
        self._said: set[str] = set()

    def of(self, path: str, setting: str) -> Interpreter:
        """The interpreter for the file at a path."""
        key = (os.path.dirname(os.path.abspath(path)), setting, self.selected or "")
        if key not in self._known:
            folder, setting, selected = key
            self._known[key] = discover(folder, Asked(setting=setting, selected=selected))
            self._say(packages_of(self._known[key]))
        return self._known[key]

    def keras_was_missed(self, path: str, setting: str) -> None:
        """A program needed the text of Keras, and it is not there."""
        self._say(keras_not_found(self.of(path, setting)))

    def forget(self) -> None:
        """Look anew: environments may have been made, and packages installed."""
        self._known.clear()
        forget()

    def _say(self, line: str) -> None:
        """Each line once."""
        if line not in self._said:
            self._said.add(line)
            logger.info("%s", line)
