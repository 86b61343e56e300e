"""What an environment looks like on disk: its interpreter, and the folders above a file in which it may lie."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

# where the interpreter of an environment is, from its folder; the last ones are those of Windows
INTERPRETERS = ("bin/python", "bin/python3", "Scripts/python.exe", "python.exe")
BASE = ("base", "root")
SHIMS = "shims"


def interpreter_in(environment: Path) -> str | None:
    """The interpreter of an environment; None where the folder is none.

    A link that leads nowhere counts: the packages beside it can be read.
    """
    for place in INTERPRETERS:
        if os.path.lexists(environment / place):
            return str(environment / place)
    return None


def is_conda_base(prefix: str, environ: Mapping[str, str]) -> bool:
    """Whether a conda prefix is the `base` that conda activates of its own accord."""
    name = environ.get("CONDA_DEFAULT_ENV")
    return name in BASE if name else (Path(prefix) / "condabin").is_dir()


def folders_upwards(folder: Path, environ: Mapping[str, str]) -> Iterator[Path]:
    """A folder and those above it, to the root of its repository if it is in one, and not to the user's home."""
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or os.sep)
    for place in (folder, *folder.parents):
        if place == home and place != folder:
            return
        yield place
        if (place / ".git").exists():
            return


def is_shim(interpreter: Path) -> bool:
    """Whether a file stands for the interpreter that a version manager chooses when it is started."""
    return interpreter.parent.name == SHIMS


def on_path(names: tuple[str, ...], environ: Mapping[str, str]) -> str | None:
    """The first interpreter of these names in the folders of `PATH`; no shim is one."""
    suffixes = ("", ".exe") if os.name == "nt" else ("",)
    for folder in environ.get("PATH", os.defpath).split(os.pathsep):
        for name in names:
            for suffix in suffixes:
                place = Path(folder) / (name + suffix)
                if folder and not is_shim(place) and place.is_file() and os.access(place, os.X_OK):
                    return str(place)
    return None
