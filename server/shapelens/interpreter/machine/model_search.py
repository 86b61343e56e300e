"""Where a `.keras` file is looked for, and the text of the configuration in it: bounded in size, never executed."""

from __future__ import annotations

import os
import zipfile
import zlib

from shapelens.interpreter.machine.module_search import Found, SearchPath

_CONFIG = "config.json"
# a configuration of a thousand layers has about one megabyte
MAX_BYTES = 8_000_000


def find_model(search: SearchPath, name: str) -> tuple[Found | None, str | None]:
    """The file, from the folders of the project, and its configuration; no text where that cannot be read."""
    for folder in search.project:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return Found(path, False, False), _config(path)
    return None, None


def _config(path: str) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_CONFIG) as entry:
            content = entry.read(MAX_BYTES + 1)
        return content.decode("utf-8") if len(content) <= MAX_BYTES else None
    except (OSError, ValueError, KeyError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return None
