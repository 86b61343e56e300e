"""The order in which interpreters are looked for, in layouts as people have them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.environments.places import environment, shim, write

from shapelens.environments.discovery import Asked, discover


@dataclass(frozen=True, slots=True)
class Layout:
    """A machine on which every source names an interpreter of its own."""

    project: Path
    asked: Mapping[str, str]
    variables: Mapping[str, str]
    expected: Mapping[str, str]


# strongest first; each name is a way to find an interpreter
ORDER = (
    "option", "setting", "selected", "VIRTUAL_ENV", ".venv", "CONDA_PREFIX", ".python-version", "ours", "base",
    "global", "path",
)  # fmt: skip


@pytest.fixture
def layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    project, pyenv = tmp_path / "home" / "project", tmp_path / "pyenv"
    expected = {name: environment(tmp_path / name) for name in ("option", "setting", "selected", "VIRTUAL_ENV")}
    expected[".venv"] = environment(project / ".venv")
    expected["CONDA_PREFIX"] = environment(tmp_path / "conda" / "envs" / "net", virtual=False)
    expected["base"] = environment(tmp_path / "conda", virtual=False)
    expected[".python-version"] = environment(pyenv / "versions" / "3.11.4", virtual=False)
    expected["global"] = environment(pyenv / "versions" / "3.9.1", virtual=False)
    expected["ours"] = environment(tmp_path / "ours", "keras")
    expected["path"] = environment(tmp_path / "system", virtual=False)
    write(project / ".python-version", "3.11.4\n")
    write(pyenv / "version", "3.9.1\n")
    monkeypatch.setattr(sys, "executable", expected["ours"])
    variables = {
        "HOME": str(tmp_path / "home"),
        "VIRTUAL_ENV": str(tmp_path / "VIRTUAL_ENV"),
        "CONDA_PREFIX": str(tmp_path / "conda" / "envs" / "net"),
        "CONDA_DEFAULT_ENV": "net",
        "PYENV_ROOT": str(pyenv),
        "PATH": f"{shim(pyenv).parent}:{tmp_path / 'system' / 'bin'}",
    }
    return Layout(project, {name: expected[name] for name in ("option", "setting", "selected")}, variables, expected)


@pytest.mark.parametrize("number", range(len(ORDER)), ids=ORDER)
def test_the_strongest_that_is_there_is_taken(layout: Layout, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sources before `number` are taken away; all those after it are there."""
    gone, variables = set(ORDER[:number]), dict(layout.variables)
    if "VIRTUAL_ENV" in gone:
        del variables["VIRTUAL_ENV"]
    if ".venv" in gone:
        Path(layout.expected[".venv"]).unlink()
    if "CONDA_PREFIX" in gone:
        # conda then activates its base
        variables.update(CONDA_PREFIX=str(Path(layout.expected["base"]).parents[1]), CONDA_DEFAULT_ENV="base")
    if ".python-version" in gone:
        (layout.project / ".python-version").unlink()
    if "ours" in gone:
        monkeypatch.setattr(sys, "executable", layout.expected["path"])
    if "base" in gone:
        del variables["CONDA_PREFIX"]
    if "global" in gone:
        (Path(variables["PYENV_ROOT"]) / "version").write_text("system\n", encoding="utf-8")
    asked = Asked(**{name: path for name, path in layout.asked.items() if name not in gone})
    assert discover(str(layout.project), asked, variables).executable == layout.expected[ORDER[number]]


def found(folder: Path, **variables: str) -> str:
    """What is found from a folder, on a machine that has nothing but what a test made."""
    return discover(str(folder), Asked(), {"PATH": "/nowhere", "HOME": "/nowhere", **variables}).executable


@pytest.fixture(autouse=True)
def no_keras_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/bin/python")


def test_an_environment_that_uv_made_is_found_from_every_folder_of_the_project(tmp_path: Path) -> None:
    python = environment(tmp_path / "project" / ".venv", "keras")
    write(tmp_path / "project" / "pyproject.toml", "")
    deep = write(tmp_path / "project" / "src" / "net" / "model.py", "").parent
    assert found(deep) == found(tmp_path / "project") == python


def test_the_members_of_a_workspace_share_its_environment_or_have_their_own(tmp_path: Path) -> None:
    shared, own = environment(tmp_path / ".venv"), environment(tmp_path / "packages" / "own" / ".venv")
    write(tmp_path / "packages" / "plain" / "pyproject.toml", "")
    assert found(tmp_path / "packages" / "plain") == shared
    assert found(tmp_path / "packages" / "own" / "src") == own


def test_an_environment_outside_of_the_repository_is_not_the_projects(tmp_path: Path) -> None:
    environment(tmp_path / ".venv")
    (tmp_path / "project" / ".git").mkdir(parents=True)
    assert found(tmp_path / "project") == "python3"


def test_an_environment_in_the_home_folder_is_not_the_projects(tmp_path: Path) -> None:
    environment(tmp_path / "venv")
    assert found(tmp_path / "project", HOME=str(tmp_path)) == "python3"


def test_poetry_keeps_environments_elsewhere_and_names_the_active_one(tmp_path: Path) -> None:
    python = environment(tmp_path / "cache" / "pypoetry" / "virtualenvs" / "net-Xy-py3.11", "keras")
    assert found(tmp_path / "project", VIRTUAL_ENV=str(Path(python).parents[1])) == python


def test_an_active_environment_that_is_gone_is_passed_over(tmp_path: Path) -> None:
    python = environment(tmp_path / "project" / ".venv")
    assert found(tmp_path / "project", VIRTUAL_ENV=str(tmp_path / "deleted")) == python


def test_the_base_of_conda_is_known_without_its_name(tmp_path: Path) -> None:
    base = environment(tmp_path / "conda", virtual=False)
    (tmp_path / "conda" / "condabin").mkdir()
    pinned = environment(tmp_path / "pyenv" / "versions" / "3.11.4", virtual=False)
    variables = {"CONDA_PREFIX": str(tmp_path / "conda"), "PYENV_ROOT": str(tmp_path / "pyenv")}
    assert found(tmp_path / "project", **variables) == base
    write(tmp_path / "project" / ".python-version", "3.11.4\n")
    assert found(tmp_path / "project", **variables) == pinned


@pytest.mark.parametrize(
    ("written", "version"),
    [
        ("3.11.4", "3.11.4"),
        ("3.11", "3.11.10"),
        ("3", "3.12.1"),
        ("net", "net"),
        ("# comment\n\n3.11.4\n3.12.1\n", "3.11.4"),
        ("3.8.1\n3.12.1\n", "3.12.1"),
        ("../../elsewhere", None),
        ("3.99", None),
        ("system", None),
    ],
)
def test_what_pyenv_makes_of_its_file(tmp_path: Path, written: str, version: str | None) -> None:
    for name in ("3.9.2", "3.11.4", "3.11.10", "3.12.1", "net"):
        environment(tmp_path / ".pyenv" / "versions" / name, virtual=False)
    environment(tmp_path / "elsewhere", virtual=False)
    write(tmp_path / "project" / ".python-version", written)
    expected = "python3" if version is None else str(tmp_path / ".pyenv" / "versions" / version / "bin" / "python")
    assert found(tmp_path / "project" / "src", HOME=str(tmp_path)) == expected


def test_a_shim_stands_for_the_version_that_holds_for_the_folder(tmp_path: Path) -> None:
    pinned = environment(tmp_path / "versions" / "3.11.4", virtual=False)
    usual = environment(tmp_path / "versions" / "3.12.1", virtual=False)
    write(tmp_path / "version", "3.12.1\n")
    write(tmp_path / "project" / ".python-version", "3.11.4\n")
    path = shim(tmp_path)
    variables = {"PYENV_ROOT": str(tmp_path), "PATH": str(path.parent)}
    for asked in (Asked(option=str(path)), Asked(selected=str(path)), Asked(setting="python3"), Asked()):
        assert discover(str(tmp_path / "project"), asked, variables).executable == pinned
        assert discover(str(tmp_path / "other"), asked, variables).executable == usual


def test_what_the_user_named_is_taken_even_where_it_is_not_there(tmp_path: Path) -> None:
    environment(tmp_path / ".venv")
    asked = Asked(option=str(tmp_path / "gone" / "python"))
    assert discover(str(tmp_path), asked, {}).executable == str(tmp_path / "gone" / "python")


def test_the_folder_of_an_environment_names_its_interpreter(tmp_path: Path) -> None:
    python = environment(tmp_path / "net")
    assert discover(str(tmp_path), Asked(setting=str(tmp_path / "net")), {}).executable == python


def test_a_bare_name_is_looked_up_on_the_path(tmp_path: Path) -> None:
    python = environment(tmp_path / "net")
    variables = {"PATH": f"/nowhere:{Path(python).parent}", "HOME": "/nowhere"}
    assert discover(str(tmp_path), Asked(option="python"), variables).executable == python
    assert discover(str(tmp_path), Asked(option="python3.99"), variables).executable == "python3.99"


def test_the_home_folder_may_be_written_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    asked = Asked(setting="~/net/bin/python")
    assert discover(str(tmp_path), asked, {}).executable == str(tmp_path / "net" / "bin" / "python")


def test_where_there_is_nothing_it_is_said(tmp_path: Path) -> None:
    assert discover(str(tmp_path), Asked(), {"PATH": "/nowhere"}).source == "no interpreter was found"


def test_the_source_is_named(tmp_path: Path) -> None:
    environment(tmp_path / ".venv")
    assert discover(str(tmp_path), Asked(), {}).source == "the environment of the project"
    assert discover(str(tmp_path), Asked(option=sys.prefix), {}).source == "--python"
