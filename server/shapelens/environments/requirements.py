"""What a project says of the versions of its libraries, in lock files, requirements and pyproject.toml."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from shapelens.environments.versions import ANY_VERSION, Versions, exactly, specified
from shapelens.toml import read_toml

# the versions of distributions, by their names in lower case with `-`
Named: TypeAlias = dict[str, Versions]

_LOCKED = re.compile(r'^name = "([\w.-]+)"\s*\nversion = "([^"]+)"', re.MULTILINE)
# `tensorflow[and-cuda]>=2.10 ; python_version < "3.12"`, and conda's `- tensorflow=2.10=gpu_0`
_REQUIRED = re.compile(r"^[\s\"'-]*(?:[\w-]+::)?([A-Za-z][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;#@\"']*)")
_SKIPPED = ("-r", "-c", "-e", "--")


@dataclass(frozen=True, slots=True)
class Declared:
    """What is said in one folder: `locked` by a lock file, `asked` by what the user wrote."""

    locked: Mapping[str, Versions] = field(default_factory=dict)
    asked: Mapping[str, Versions] = field(default_factory=dict)

    def of(self, names: Iterable[str]) -> Versions | None:
        """The versions of the first of some distributions of which anything is said."""
        for said in (self.locked, self.asked):
            for name in names:
                if name in said:
                    return said[name]
        return None


def declared_in(folder: Path) -> Declared:
    """What the files of one folder say, the most exact first; what cannot be read says nothing."""
    locked: Named = {}
    asked: Named = {}
    for said, readers in ((locked, _LOCKS), (asked, _ASKING)):
        for pattern, read in readers:
            here: Named = {}
            for file in sorted(folder.glob(pattern)):
                for name, versions in _pairs(file, read):
                    here[name] = here[name].either(versions) if name in here else versions
            for name, versions in here.items():
                said.setdefault(name, versions)
    return Declared(locked, asked)


def _pairs(file: Path, read: Callable[[str], Iterator[tuple[str, Versions]]]) -> list[tuple[str, Versions]]:
    try:
        return [(normalized(name), versions) for name, versions in read(file.read_text(encoding="utf-8-sig"))]
    except (OSError, ValueError, AttributeError, TypeError):
        return []


def normalized(name: str) -> str:
    """The name of a distribution in the form that stands for all its spellings."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _lock(text: str) -> Iterator[tuple[str, Versions]]:
    """uv.lock, poetry.lock, pdm.lock and pylock.toml begin a package alike."""
    for name, version in _LOCKED.findall(text):
        yield name, exactly(version)


def _pipfile_lock(text: str) -> Iterator[tuple[str, Versions]]:
    table = json.loads(text)
    for group in ("default", "develop"):
        for name, entry in table.get(group, {}).items():
            yield name, specified(str(entry.get("version", "")))


def _lines(text: str) -> Iterator[tuple[str, Versions]]:
    """The lines of a requirements file, or of an environment.yml."""
    for line in text.splitlines():
        found = None if line.lstrip().startswith(_SKIPPED) else _REQUIRED.match(line)
        if found is not None:
            yield found[1], specified(found[2])


def _pyproject(text: str) -> Iterator[tuple[str, Versions]]:
    """The dependencies of a project; those of an extra or a group only where it has no others of that name."""
    table = read_toml(text.encode()) or {}
    project, tool = table.get("project", {}), table.get("tool", {})
    poetry = tool.get("poetry", {})
    groups = [group.get("dependencies", {}) for group in poetry.get("group", {}).values()]
    extras = [*project.get("optional-dependencies", {}).values(), *table.get("dependency-groups", {}).values()]
    first = [*_required(project.get("dependencies", [])), *_of_poetry(poetry.get("dependencies", {}))]
    yield from first
    known = {normalized(name) for name, _ in first}
    further = [pair for extra in extras for pair in _required(extra)]
    further += [pair for group in (*groups, poetry.get("dev-dependencies", {})) for pair in _of_poetry(group)]
    yield from (pair for pair in further if normalized(pair[0]) not in known)


def _required(entries: Iterable[Any]) -> Iterator[tuple[str, Versions]]:
    for entry in entries:
        yield from _lines(entry) if isinstance(entry, str) else ()


def _of_poetry(table: Mapping[str, Any]) -> Iterator[tuple[str, Versions]]:
    for name, entry in table.items():
        version = entry.get("version") if isinstance(entry, Mapping) else entry
        yield name, specified(version) if isinstance(version, str) else ANY_VERSION


def _pipfile(text: str) -> Iterator[tuple[str, Versions]]:
    table = read_toml(text.encode()) or {}
    for group in ("packages", "dev-packages"):
        yield from _of_poetry(table.get(group, {}))


_Reader: TypeAlias = Callable[[str], Iterator[tuple[str, Versions]]]
_LOCKS: tuple[tuple[str, _Reader], ...] = (
    ("uv.lock", _lock),
    ("poetry.lock", _lock),
    ("pdm.lock", _lock),
    ("pylock*.toml", _lock),
    ("Pipfile.lock", _pipfile_lock),
)
_ASKING: tuple[tuple[str, _Reader], ...] = (
    ("requirements.txt", _lines),
    ("pyproject.toml", _pyproject),
    ("Pipfile", _pipfile),
    ("environment.y*ml", _lines),
    ("requirements*.txt", _lines),
    ("requirements/*.txt", _lines),
)
