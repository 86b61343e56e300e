"""Put together `bundled/`: the server's own code and the libraries it needs, ready to run without being installed.

    bundled/server/   shapelens and shapelens_agent, as they are in the checkout
    bundled/libs/     the locked libraries; LibCST with its compiled file for every CPython that the server supports

The compiled files lie side by side, since their names tell them apart (`native.cpython-311-x86_64-linux-gnu.so`): one
extension per platform serves all Pythons. Wheels are fetched by pip against the hashes of bundled-requirements.txt and
kept, so that a second run needs no network. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

EXTENSION = Path(__file__).resolve().parent.parent
CHECKOUT = EXTENSION.parent
LOCK = EXTENSION / "bundled-requirements.txt"
OUTPUT = EXTENSION / "bundled"
# The project's environment always has pip; a bare python3 need not.
ENVIRONMENT = CHECKOUT / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
WHEELS = CHECKOUT / ".cache" / "wheels"

PYTHONS = ("3.10", "3.11", "3.12", "3.13")
COMPILED = "libcst"

# The wheel tags that fit each platform of the marketplace, newest first. Not among them: Intel Macs, for which LibCST
# publishes no compiled files any more.
PLATFORM_TAGS = {
    "linux-x64": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "linux-arm64": ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"),
    "alpine-x64": ("musllinux_1_2_x86_64", "musllinux_1_1_x86_64"),
    "alpine-arm64": ("musllinux_1_2_aarch64", "musllinux_1_1_aarch64"),
    "darwin-arm64": ("macosx_11_0_arm64",),
    "win32-x64": ("win_amd64",),
    "win32-arm64": ("win_arm64",),
}

# Parts of LibCST that the server never imports: its tests and its refactoring command line.
UNUSED = re.compile(r"libcst/(.+/)?tests/|libcst/(codemod|testing|display)/|libcst/tool\.py$|cattr/")
# What a wheel says of itself, beyond what a reader of the bundle wants to know: name, version, licence.
UNUSED_METADATA = ("RECORD", "WHEEL", "INSTALLER", "top_level.txt", "entry_points.txt")


def current_platform() -> str:
    system = {"linux": "linux", "darwin": "darwin", "win32": "win32"}[sys.platform]
    if system == "linux" and platform.libc_ver()[0] != "glibc":
        system = "alpine"
    machine = platform.machine().lower()
    return f"{system}-{'arm64' if machine in ('arm64', 'aarch64') else 'x64'}"


def locked_blocks() -> dict[str, str]:
    """The lock's text for each package: its version and its hashes."""
    blocks: dict[str, str] = {}
    name = ""
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([A-Za-z0-9_.-]+)==", line):
            name = match[1]
            blocks[name] = ""
        if name and not line.lstrip().startswith("#"):
            blocks[name] += line + "\n"
    return blocks


def download(locked: str, python: str, tags: tuple[str, ...], cache: Path) -> list[Path]:
    """Let pip fetch what is not there yet; hashes are checked on what is. A changed lock gets a folder of its own."""
    folder = cache / f"{python}-{hashlib.sha256(locked.encode()).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    requirements = folder / "requirements.txt"
    requirements.write_text(locked, encoding="utf-8")
    command = [
        str(ENVIRONMENT) if ENVIRONMENT.exists() else sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        "download",
        "--no-deps",
    ]
    command += ["--require-hashes", "--only-binary=:all:", "--implementation=cp", f"--python-version={python}"]
    command += [f"--platform={tag}" for tag in tags]
    command += [f"--find-links={folder}", f"--dest={folder}", f"--requirement={requirements}"]
    complete = folder / "complete"
    command += ["--no-index"] if complete.exists() else []
    finished = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    if finished.returncode != 0:
        sys.exit(f"bundle.py: pip could not fetch the libraries of Python {python}:\n{finished.stderr}")
    complete.touch()
    return sorted(folder.glob("*.whl"))


def wanted(name: str) -> bool:
    path = PurePosixPath(name)
    if name.endswith("/"):
        return False
    if path.parent.suffix == ".dist-info":
        return path.name not in UNUSED_METADATA
    return UNUSED.match(name) is None


def unpack(wheel: Path, target: Path) -> None:
    """Unpack a wheel over those that came before; what two of them hold must be the same."""
    with zipfile.ZipFile(wheel) as archive:
        for name in filter(wanted, archive.namelist()):
            content = archive.read(name)
            path = target / name
            if path.exists() and path.read_bytes() != content and ".dist-info/" not in name:
                sys.exit(f"bundle.py: {wheel.name} holds another {name} than the wheels before it")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def bundle(target_platform: str) -> None:
    tags = PLATFORM_TAGS[target_platform]
    folder = WHEELS / target_platform
    blocks = locked_blocks()
    shutil.rmtree(OUTPUT, ignore_errors=True)
    for index, python in enumerate(PYTHONS):
        # Pure libraries are the same for every Python: the oldest one brings them.
        names = list(blocks) if index == 0 else [COMPILED]
        for wheel in download("".join(blocks[name] for name in names), python, tags, folder):
            if COMPILED not in wheel.name and not wheel.name.endswith("-none-any.whl"):
                sys.exit(f"bundle.py: {wheel.name} is compiled, but only {COMPILED} is bundled per Python")
            unpack(wheel, OUTPUT / "libs")
    for package in ("shapelens", "shapelens_agent"):
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(CHECKOUT / "server" / package, OUTPUT / "server" / package, ignore=ignored)
    (OUTPUT / "platform.txt").write_text(target_platform + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Put the server and its libraries together for the extension.")
    parser.add_argument("--target", choices=sorted(PLATFORM_TAGS), default=current_platform())
    target = parser.parse_args().target
    if target not in PLATFORM_TAGS:
        parser.error(f"{target} is not supported; the platforms are {', '.join(sorted(PLATFORM_TAGS))}")
    bundle(target)
    files = [path for path in OUTPUT.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"bundled/ for {target}: {len(files)} files, {size:.1f} MB")


if __name__ == "__main__":
    main()
