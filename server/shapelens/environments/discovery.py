"""Which Python a program is for: one order of precedence for every command and every editor.

What the user named comes first, then what is active or lies beside the file, then what the system has. The interpreter
that is found is only read (`packages`); the shape check alone starts it, when the user asks.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shapelens.environments import pyenv
from shapelens.environments.layouts import folders_upwards, interpreter_in, is_conda_base, is_shim, on_path
from shapelens.environments.packages import has_keras, installed_packages

# the folders of a virtual environment that stands in its project
PROJECT_ENVIRONMENTS = (".venv", "venv")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user named: by an option, by a setting, in the editor; empty where nothing was."""

    option: str = ""
    setting: str = ""
    selected: str = ""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python interpreter, and in words by what it was found."""

    executable: str
    source: str


@dataclass(frozen=True, slots=True)
class _Around:
    folders: tuple[Path, ...]
    environ: Mapping[str, str]


NOTHING_ASKED = Asked()


def discover(folder: str, asked: Asked = NOTHING_ASKED, environ: Mapping[str, str] | None = None) -> Interpreter:
    """The interpreter for the files in a folder; the name `python3` where there is none at all."""
    environ = os.environ if environ is None else environ
    around = _Around(tuple(folders_upwards(Path(os.path.abspath(folder)), environ)), environ)
    for named, source in (
        (asked.option, "--python"),
        (asked.setting, "the setting check.interpreter"),
        (asked.selected, "selected in the editor"),
    ):
        if named.strip():
            return Interpreter(_named(named.strip(), around), source)
    for source, find in _SOURCES:
        found = find(around)
        if found is not None:
            return Interpreter(found, source)
    return Interpreter("python3", "no interpreter was found")


def _named(name: str, around: _Around) -> str:
    """A path, a name to look up on the path, or the folder of an environment; a shim stands for what pyenv chooses."""
    path = Path(name).expanduser()
    if len(path.parts) == 1 and not path.is_dir():
        return on_path((name,), around.environ) or _chosen_by_pyenv(around) or name
    if path.is_dir():
        return interpreter_in(path) or str(path)
    return (_chosen_by_pyenv(around) if is_shim(path) else None) or str(path)


def _chosen_by_pyenv(around: _Around) -> str | None:
    return pyenv.project_interpreter(around.folders, around.environ) or pyenv.global_interpreter(around.environ)


def _virtual_env(around: _Around) -> str | None:
    folder = around.environ.get("VIRTUAL_ENV")
    return interpreter_in(Path(folder)) if folder else None


def _beside_the_project(around: _Around) -> str | None:
    for folder in around.folders:
        for name in PROJECT_ENVIRONMENTS:
            found = interpreter_in(folder / name)
            if found is not None:
                return found
    return None


def _conda(base: bool) -> Callable[[_Around], str | None]:
    def find(around: _Around) -> str | None:
        prefix = around.environ.get("CONDA_PREFIX")
        if not prefix or is_conda_base(prefix, around.environ) is not base:
            return None
        return interpreter_in(Path(prefix))

    return find


def _ours(_around: _Around) -> str | None:
    """Who installed ShapeLens beside Keras means that environment."""
    return sys.executable if sys.executable and has_keras(installed_packages(sys.executable)) else None


_SOURCES: tuple[tuple[str, Callable[[_Around], str | None]], ...] = (
    ("VIRTUAL_ENV", _virtual_env),
    ("the environment of the project", _beside_the_project),
    ("CONDA_PREFIX", _conda(base=False)),
    (".python-version", lambda around: pyenv.project_interpreter(around.folders, around.environ)),
    ("the environment of ShapeLens", _ours),
    ("conda's base", _conda(base=True)),
    ("pyenv's global version", lambda around: pyenv.global_interpreter(around.environ)),
    ("the path", lambda around: on_path(("python3", "python"), around.environ)),
)
