"""The interpreter that pyenv would start for a folder, found by pyenv's own files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from shapelens.environments.layouts import interpreter_in

VERSION_FILE = ".python-version"


def project_interpreter(folders: tuple[Path, ...], environ: Mapping[str, str]) -> str | None:
    """The version that `PYENV_VERSION` names, else the nearest `.python-version` that names an installed one."""
    named = environ.get("PYENV_VERSION", "").split(":")
    found = _first_installed(named, environ)
    for folder in folders:
        found = found or _first_installed(_names(folder / VERSION_FILE), environ)
    return found


def global_interpreter(environ: Mapping[str, str]) -> str | None:
    """The version that holds where no project names one."""
    for root in _roots(environ):
        found = _first_installed(_names(root / "version"), environ)
        if found is not None:
            return found
    return None


def _first_installed(names: list[str], environ: Mapping[str, str]) -> str | None:
    for name in names:
        for root in _roots(environ):
            for version in _versions(root / "versions", name):
                found = interpreter_in(version)
                if found is not None:
                    return found
    return None


def _versions(folder: Path, name: str) -> Iterator[Path]:
    """The folder of a version, then the newest of those that it is the beginning of: `3.11` means `3.11.9` too."""
    if not re.fullmatch(r"[\w.+-]+(/envs/[\w.+-]+)?", name) or name.startswith("."):
        return
    yield folder / name
    if re.fullmatch(r"[\d.]+", name):
        longer = [place for place in folder.glob(f"{name}.*") if re.fullmatch(r"[\d.]+", place.name)]
        yield from sorted(longer, key=lambda place: [int(part) for part in place.name.split(".") if part], reverse=True)


def _names(file: Path) -> list[str]:
    """The versions that a file names, in order."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [word for line in lines for word in line.partition("#")[0].split()]


def _roots(environ: Mapping[str, str]) -> list[Path]:
    """Where pyenv keeps its versions; pyenv-win has a folder more."""
    named = environ.get("PYENV_ROOT") or environ.get("PYENV")
    home = environ.get("HOME") or environ.get("USERPROFILE")
    if named:
        return [Path(named)]
    return [Path(home) / ".pyenv", Path(home) / ".pyenv" / "pyenv-win"] if home else []
