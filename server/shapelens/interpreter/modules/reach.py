"""Whether a file can have anything to show: whether it imports tensors or arrays, itself or by what it imports.

Only the text of `import` statements is looked at, before any parser: most files of a project have no tensors.
"""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Iterator

from shapelens.interpreter.machine.module_search import Found, SearchPath, find_module
from shapelens.shapes.frozen import dataclass
from shapelens.syntax.caching import kept_by_text
from shapelens.syntax.chunks import normalize_newlines

# packages whose values have shapes, and what the names of their kind begin with
TENSORS = frozenset(
    {"PIL", "cv2", "einops", "h5py", "jax", "jaxtyping", "numpy", "pandas", "scipy", "skimage", "sklearn", "torch"}
)
_FAMILIES = ("keras", "tensorflow", "tf_")
_IMPORT = re.compile(
    r"(?:^|[;:])[ \t\f]*(?:from[ \t]*([.\w]+)[ \t]+import\b[ \t]*(\([^)]*\)|(?:\\\n|[^\n;#])*)"
    r"|import[ \t]+((?:\\\n|[^\n;#])+))",
    re.MULTILINE,
)
# one of tensors at the beginning of a line, where nearly all are: found without a look at the rest of the text
_PLAINLY = re.compile(
    r"^[ \t]*(?:from[ \t]+{0}[.\w]*[ \t]+import\b|import[ \t]+{0})".format(
        rf"(?:(?:{'|'.join(sorted(TENSORS))})\b|{'|'.join(_FAMILIES)})"
    ),
    re.MULTILINE,
)
_DYNAMIC = re.compile(r"""(?:import_module|__import__)\(\s*["']([.\w]+)""")
# a shape that the program declares (`language.shape_annotations`)
_DECLARED = re.compile(r"#\s*shape:\s*\(")
_REMARK = re.compile(r"#[^\n]*")
_NAME = re.compile(r"[.\w]+")


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported module as it is written: the dots in front of it are `level`; `names` may be modules in it."""

    module: str
    level: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """What a file comes to by its imports: whether that is `tensors`, and the files of the project on the way."""

    tensors: bool
    files: tuple[str, ...] = ()


def reach(text: str, package: str, search: SearchPath) -> Reach:
    """Whether a program of a package has tensors; modules of the project are followed as far as they lead."""
    files: set[str] = set()
    seen: set[str] = set()
    waiting = [(text, package)]
    while waiting:
        text, package = waiting.pop()
        if _PLAINLY.search(text) or _DECLARED.search(text):
            return Reach(True)
        names = [name for each in imports_of(text) for name in _absolute(each, package)]
        if any(map(is_of_tensors, names)):
            return Reach(True)
        for name in names:
            if name in seen:
                continue
            seen.add(name)
            found = _followed(search, name)
            if found is None:
                continue
            if found.installed:
                if _installed_reaches(search.installed, name):
                    return Reach(True)
                continue
            files.add(found.path)
            waiting.append((search.read(found.path) or "", _package(name, found)))
    return Reach(False, tuple(sorted(files)))


@kept_by_text(2_000_000)
def imports_of(text: str) -> tuple[Imported, ...]:
    """The imports that are written in a text, wherever they stand in it."""
    return tuple(_written(text)) if "import" in text else ()


def _written(text: str) -> Iterator[Imported]:
    text = normalize_newlines(text).removeprefix("\ufeff")
    for source, names, modules in _IMPORT.findall(text):
        if source:
            module = source.lstrip(".")
            yield Imported(module, len(source) - len(module), _words(names))
        else:
            for module in modules.split(","):
                yield Imported(next(iter(_words(module)), ""))
    for source in _DYNAMIC.findall(text):
        yield Imported(source.lstrip("."))


def _words(text: str) -> tuple[str, ...]:
    """The names in a list of them; `as` and what is behind it are some too, and lead nowhere."""
    return tuple(_NAME.findall(_REMARK.sub("", text)))


def is_of_tensors(name: str) -> bool:
    """Whether a dotted name is that of a package whose values have shapes."""
    root = name.partition(".")[0]
    return root in TENSORS or root.startswith(_FAMILIES)


def _absolute(imported: Imported, package: str) -> Iterator[str]:
    """The modules that an import may read: each package on the way, the module, and what may be one in it."""
    parts = [part for part in imported.module.split(".") if part]
    if imported.level:
        above = package.split(".") if package else []
        kept = above[: len(above) - (imported.level - 1)]
        yield from (".".join([*kept, *parts, name]) for name in imported.names)
        parts = [*kept, *parts]
    elif parts:
        yield from (".".join([*parts, name]) for name in imported.names)
    yield from (".".join(parts[:length]) for length in range(len(parts), 0, -1))


def _followed(search: SearchPath, name: str) -> Found | None:
    """The file of a module; None for one of Python itself."""
    if name.partition(".")[0] not in sys.stdlib_module_names:
        return find_module(search, name)
    folders = (*search.project, *search.package)
    own = tuple(folder for folder in folders if not os.path.isfile(os.path.join(folder, "os.py")))
    return find_module(SearchPath(own), name) if own else None


def _package(name: str, found: Found) -> str:
    return name if found.is_package else name.rpartition(".")[0]


@functools.lru_cache(maxsize=4096)
def _installed_reaches(folders: tuple[str, ...], name: str) -> bool:
    """Whether an installed module has tensors: packages do not change while they are looked at."""
    search = SearchPath(folders)
    found = find_module(search, name)
    text = None if found is None else search.read(found.path)
    return found is not None and text is not None and reach(text, _package(name, found), search).tensors
