"""The packages of `requirements.txt`: downloaded once, unpacked side by side below `.cache/ecosystem`, never installed.

A package that real Keras runs has a program of ours in `programs/`, which builds its models; it is put beside the
package as `main.py`, so that the package is a part of the traced program.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.traced.corpus import ENTRY

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[2] / ".cache" / "ecosystem"


@dataclass(frozen=True, slots=True)
class Package:
    """An unpacked package; `program` builds its models, where real Keras can."""

    name: str
    version: str
    folder: Path
    program: Path | None

    @property
    def files(self) -> list[Path]:
        """Its modules, without what a distribution adds."""
        own = (path for path in sorted(self.folder.rglob("*.py")) if path.name not in (ENTRY, "setup.py"))
        return [path for path in own if "tests" not in path.parts and not path.name.endswith("_test.py")]


def fetch_packages() -> list[Package]:
    """Download what is missing, and unpack everything anew."""
    archives = CACHE / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    requirements = HERE / "requirements.txt"
    marker = archives / requirements.name
    if not marker.exists() or marker.read_text() != requirements.read_text():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        subprocess.run([*command, "-r", str(requirements), "-d", str(archives)], check=True)
        shutil.copy(requirements, marker)
    lines = (line.split()[0] for line in requirements.read_text().splitlines() if line and not line.startswith("#"))
    return [unpack(archives, *line.split("==")) for line in lines]


def unpack(archives: Path, name: str, version: str) -> Package:
    module = name.replace("-", "_")
    folder = CACHE / module
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found = [
        path for path in archives.iterdir() if path.name.lower().replace("-", "_").startswith(f"{module}_{version}")
    ]
    archive = found[0]
    if archive.suffix == ".whl":
        zipfile.ZipFile(archive).extractall(folder)
    else:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        # a source distribution is one folder within
        inner = next(path for path in folder.iterdir() if path.is_dir())
        for path in inner.iterdir():
            path.rename(folder / path.name)
        inner.rmdir()
    # a top-level package `tests` would hide ours
    shutil.rmtree(folder / "tests", ignore_errors=True)
    program = HERE / "programs" / f"{module}.py"
    if program.exists():
        shutil.copy(program, folder / ENTRY)
    return Package(name, version, folder, folder / ENTRY if program.exists() else None)
