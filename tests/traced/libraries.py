"""What the traced programs import beside Keras (`libraries.txt`): below `.cache/libraries`, never in `.venv`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent / "libraries.txt"
FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "libraries"


def install_libraries() -> str:
    """Put there what is missing; the folder to import from."""
    installed = FOLDER / REQUIREMENTS.name
    if not installed.exists() or installed.read_text() != REQUIREMENTS.read_text():
        shutil.rmtree(FOLDER, ignore_errors=True)
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        subprocess.run([*command, "--target", str(FOLDER), "-r", str(REQUIREMENTS)], check=True)
        shutil.copy(REQUIREMENTS, installed)
    return str(FOLDER)
