"""The settings and the interpreter of each file of a run: the nearest `[tool.shapelens]`, and the command's options."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from shapelens.environments.discovery import Asked, Interpreter, discover
from shapelens.settings.pyproject import settings_around
from shapelens.settings.values import Settings


class Projects:
    """The settings by folder; `complaints` says what is wrong in the files they came from, each thing once."""

    def __init__(self, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), python: str = "") -> None:
        self.complaints: list[str] = []
        self._select = select
        self._ignore = ignore
        self._python = python
        self._interpreters: dict[Path, Interpreter] = {}
        self._folders: dict[Path, Settings] = {}

    def settings_for(self, path: str) -> Settings:
        """What holds for the file at `path`."""
        folder = Path(os.path.abspath(path)).parent
        if folder not in self._folders:
            settings, complaints = settings_around(folder)
            self.complaints += [complaint for complaint in complaints if complaint not in self.complaints]
            if self._select:
                # who asks for codes means these, whatever the project leaves out
                settings = replace(settings, diagnostics_select=self._select, diagnostics_ignore=())
            if self._ignore:
                settings = replace(settings, diagnostics_ignore=self._ignore)
            self._folders[folder] = settings
        return self._folders[folder]

    def interpreter_for(self, path: str) -> Interpreter:
        """The Python that the file at `path` is for."""
        folder = Path(os.path.abspath(path)).parent
        if folder not in self._interpreters:
            asked = Asked(option=self._python, setting=self.settings_for(path).check_interpreter)
            self._interpreters[folder] = discover(str(folder), asked)
        return self._interpreters[folder]
