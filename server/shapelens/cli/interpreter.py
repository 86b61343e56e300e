"""Which Python a command is about when none is named."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys


def default_interpreter() -> str:
    """The active environment's Python; without one our own if TensorFlow is beside us; else the first on the path."""
    on_path = shutil.which("python3") or shutil.which("python") or "python3"
    if os.environ.get("VIRTUAL_ENV") or os.environ.get("CONDA_PREFIX"):
        return on_path
    return sys.executable if importlib.util.find_spec("tensorflow") is not None else on_path
