"""Which Python runs a check: the setting, else the one selected in the editor, else the one on the path."""

from __future__ import annotations

import shutil
from pathlib import Path


def choose_interpreter(setting: str, selected: str | None, folder: str | None) -> str:
    """The interpreter to start; a relative path counts from the workspace folder, a bare name from the path."""
    wanted = setting.strip() or (selected or "").strip()
    if not wanted:
        return shutil.which("python3") or shutil.which("python") or "python3"
    path = Path(wanted).expanduser()
    if folder is not None and not path.is_absolute() and len(path.parts) > 1:
        path = Path(folder) / path
    return str(path)
