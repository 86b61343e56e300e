"""The folders that an interpreter imports installed packages from, found by their place and by the files in them."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from shapelens.environments.requirements import normalized
from shapelens.environments.versions import Versions, exactly

_LIBRARIES = ("lib", "lib64", "local/lib")
_PACKAGES = ("site-packages", "dist-packages")


@functools.lru_cache(maxsize=32)
def installed_packages(interpreter: str) -> tuple[str, ...]:
    """The folders of packages of an interpreter, in the order in which it looks; none for a name without a folder."""
    if not os.path.dirname(interpreter):
        return ()
    folders = list(_folders(Path(interpreter).absolute()))
    found: dict[str, str] = {}
    for folder in [*folders, *(place for each in folders for place in _linked_folders(each))]:
        if folder.is_dir():
            found.setdefault(os.path.realpath(folder), str(folder))
    return tuple(found.values())


@functools.lru_cache(maxsize=32)
def installed_versions(folders: tuple[str, ...]) -> Mapping[str, Versions]:
    """The versions of the distributions in some folders, by the names of their `.dist-info`; the first counts."""
    found: dict[str, Versions] = {}
    for folder in folders:
        for name, version in _distributions(folder):
            found.setdefault(normalized(name), exactly(version))
    return found


def installed_version(folders: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    """The version, as it is written, of the first of some distributions that is installed."""
    for folder in folders:
        versions = {normalized(name): version for name, version in _distributions(folder)}
        for name in names:
            if name in versions:
                return versions[name]
    return None


@functools.lru_cache(maxsize=64)
def _distributions(folder: str) -> tuple[tuple[str, str], ...]:
    """The name and version of each distribution of which a folder has the `.dist-info`."""
    places = sorted(Path(folder).glob("*.dist-info"))
    split = (place.name.removesuffix(".dist-info").partition("-") for place in places)
    return tuple((name, version) for name, _, version in split)


def when_forgotten(forget_too: Callable[[], None]) -> None:
    """Register what else depends on the files of environments and projects."""
    _FORGETTING.append(forget_too)


def forget() -> None:
    """Look anew from now on: packages may have been installed."""
    for forget_one in _FORGETTING:
        forget_one()


def has_keras(folders: tuple[str, ...]) -> bool:
    """Whether the text of Keras is in one of the folders."""
    return any(os.path.isfile(os.path.join(folder, "keras", "__init__.py")) for folder in folders)


def _folders(interpreter: Path) -> Iterator[Path]:
    """The folders by their place; a virtual environment sees those of its base only where its file says so."""
    prefix = _prefix(interpreter)
    options = _options(prefix / "pyvenv.cfg")
    if options is None:
        version = _version(interpreter.resolve().name)
        yield from _user_folders(version)
        yield from _beneath(prefix, version)
        # an interpreter that is linked from elsewhere keeps its packages where it is, or where the link is
        yield from _beneath(_prefix(interpreter.resolve()), version)
        return
    version = _version(options.get("version", options.get("version_info", "")))
    yield from _beneath(prefix, version)
    home = options.get("home")
    if home and options.get("include-system-site-packages", "").lower() == "true":
        names = ("python3", "python", "python.exe")
        for base in [Path(home) / name for name in names if (Path(home) / name).exists()][:1]:
            yield from _folders(base)


def _prefix(interpreter: Path) -> Path:
    """The folder of an environment; on Windows an interpreter of its own right stands directly in it."""
    folder = interpreter.parent
    return folder.parent if folder.name in ("bin", "Scripts") else folder


def _version(text: str) -> str:
    """`3.11` of `3.11.4` and `python3.11`; empty where no minor version is said."""
    found = re.search(r"3\.\d+", text)
    return found[0] if found else ""


def _beneath(prefix: Path, version: str) -> Iterator[Path]:
    versions = f"py*{version}" if version else "py*3.*"
    for library in _LIBRARIES:
        for packages in _PACKAGES:
            yield from sorted((prefix / library).glob(f"{versions}/{packages}"), reverse=True)
            # Debian's own packages
            yield prefix / library / "python3" / packages
    yield prefix / "Lib" / "site-packages"


def _user_folders(version: str) -> Iterator[Path]:
    """What `pip install --user` installs, for an interpreter that is no virtual environment."""
    home = os.environ.get("HOME")
    base = os.environ.get("PYTHONUSERBASE") or (os.path.join(home, ".local") if home else None)
    if base and version:
        yield Path(base) / "lib" / f"python{version}" / "site-packages"
    if home and version:
        yield Path(home) / "Library" / "Python" / version / "lib" / "python" / "site-packages"
    roaming = os.environ.get("APPDATA")
    if roaming and version:
        yield Path(roaming) / "Python" / f"Python{version.replace('.', '')}" / "site-packages"


def _options(file: Path) -> dict[str, str] | None:
    """The lines of a `pyvenv.cfg`; None where there is none."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    pairs = (line.partition("=") for line in lines if "=" in line)
    return {key.strip().lower(): value.strip() for key, _, value in pairs}


def _linked_folders(folder: Path) -> Iterator[Path]:
    """The folders that the `.pth` files of editable installs name. Their lines of code are not run."""
    try:
        files = sorted(folder.glob("*.pth"))
    except OSError:
        return
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        for line in lines:
            if line.strip() and not line.startswith(("#", "import ", "import\t")):
                yield folder / line.strip()


_FORGETTING: list[Callable[[], None]] = [
    installed_packages.cache_clear,
    installed_versions.cache_clear,
    _distributions.cache_clear,
]
