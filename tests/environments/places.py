"""Environments made of a few empty files: what each kind looks like on disk, and nothing that could be started."""

from __future__ import annotations

from pathlib import Path

LIBRARY = "lib/python3.11/site-packages"


def environment(folder: Path, *packages: str, virtual: bool = True) -> str:
    """An environment with packages, each an empty module; gives its interpreter."""
    interpreter = folder / "bin" / "python"
    interpreter.parent.mkdir(parents=True, exist_ok=True)
    interpreter.write_text("this is never started\n", encoding="utf-8")
    interpreter.chmod(0o755)
    if virtual:
        (folder / "pyvenv.cfg").write_text("home = /nowhere/bin\nversion = 3.11.4\n", encoding="utf-8")
    (folder / LIBRARY).mkdir(parents=True)
    for name in packages:
        write(folder / LIBRARY / name / "__init__.py", "")
    return str(interpreter)


def write(path: Path, text: str) -> Path:
    """A file, and the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def shim(root: Path) -> Path:
    """What pyenv puts on the path in the place of an interpreter."""
    path = write(root / "shims" / "python3", '#!/usr/bin/env bash\nexec pyenv exec "$@"\n')
    path.chmod(0o755)
    return path
