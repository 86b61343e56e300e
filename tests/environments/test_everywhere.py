"""Every command and the server look in one place, say which it is, and start nothing."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.invocation import invoke
from tests.environments.places import LIBRARY, environment, write
from tests.lsp.harness import editor

from shapelens.environments import packages
from shapelens.environments.discovery import discover
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.machine.module_search import search_for
from shapelens.lsp.interpreters import Interpreters

MODEL = "from keras import Input, layers\nfrom kit import WIDTH\nx = layers.Dense(WIDTH)(Input((2,)))\n"
BACKBONE = "import keras\nnet = keras.applications.VGG16(weights=None)\ny = keras.layers.Dense(3)(net.output)\n"


@dataclass(frozen=True, slots=True)
class Place:
    """A project, what is active around it, and the text of its pyproject.toml."""

    variables: Mapping[str, str]
    table: str = ""


def kit(folder: Path, width: int) -> str:
    """An environment whose package `kit` says which one it is."""
    python = environment(folder)
    write(folder / LIBRARY / "kit.py", f"WIDTH = {width}\n")
    return python


def beside(folder: Path) -> Place:
    kit(folder / "project" / ".venv", 5)
    return Place({})


def active(folder: Path) -> Place:
    kit(folder / "project" / ".venv", 4)
    return Place({"VIRTUAL_ENV": str(Path(kit(folder / "active", 5)).parents[1])})


def conda(folder: Path) -> Place:
    prefix = Path(kit(folder / "conda" / "envs" / "net", 5)).parents[1]
    return Place({"CONDA_PREFIX": str(prefix), "CONDA_DEFAULT_ENV": "net"})


def pyenv(folder: Path) -> Place:
    kit(folder / "pyenv" / "versions" / "3.11.4", 5)
    write(folder / "project" / ".python-version", "3.11\n")
    return Place({"PYENV_ROOT": str(folder / "pyenv")})


def in_pyproject(folder: Path) -> Place:
    kit(folder / "project" / "envs" / "net", 5)
    kit(folder / "project" / ".venv", 4)
    return Place({}, table='[tool.shapelens.check]\ninterpreter = "envs/net/bin/python"\n')


@pytest.mark.parametrize("make", [beside, active, conda, pyenv, in_pyproject])
async def test_the_command_line_and_the_server_read_the_same_packages(
    make: Callable[[Path], Place], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make(tmp_path)
    program = write(tmp_path / "project" / "net" / "model.py", MODEL)
    write(tmp_path / "project" / "pyproject.toml", place.table)
    cleared = dict.fromkeys(("VIRTUAL_ENV", "CONDA_PREFIX", "CONDA_DEFAULT_ENV", "PYENV_ROOT"), "")
    for name, value in {**cleared, **place.variables}.items():
        monkeypatch.setenv(name, value)
    assert "→ (None, 5)" in invoke("annotate", program).stdout
    async with editor(folder=tmp_path / "project", environment={**cleared, **place.variables}) as ed:
        ed.open(MODEL, program.as_uri())
        assert "→ (None, 5)" in await ed.labels(program.as_uri())


async def test_the_interpreter_that_is_selected_in_the_editor_is_read(tmp_path: Path) -> None:
    kit(tmp_path / ".venv", 4)
    first, second = kit(tmp_path / "first", 5), kit(tmp_path / "second", 6)
    program = write(tmp_path / "model.py", MODEL)
    async with editor(folder=tmp_path, userInterpreter=first) as ed:
        ed.open(MODEL, program.as_uri())
        assert "→ (None, 5)" in await ed.labels(program.as_uri())
        ed.forget()
        ed.select(second)
        await ed.until(lambda: "hints" in ed.refreshes)
        assert "→ (None, 6)" in await ed.labels(program.as_uri())


def test_an_option_stands_over_everything(tmp_path: Path) -> None:
    kit(tmp_path / ".venv", 4)
    program = write(tmp_path / "model.py", MODEL)
    assert "→ (None, 7)" in invoke("annotate", program, "--python", kit(tmp_path / "other", 7)).stdout
    outcome = invoke("check", "-v", program, "--python", tmp_path / "other")
    assert outcome.stderr == f"shapelens: packages are read from {tmp_path}/other/bin/python (--python)\n"


def test_it_says_once_that_keras_is_not_found_and_what_is_unknown_for_it(tmp_path: Path) -> None:
    python = environment(tmp_path / ".venv")
    for name in ("one.py", "two.py"):
        write(tmp_path / name, BACKBONE)
    outcome = invoke("check", tmp_path)
    assert outcome.exit_code == 0
    (line,) = outcome.stderr.splitlines()
    assert line.startswith(f"shapelens: Keras is not installed for {python} (the environment of the project), so ")
    analysis = analyze(BACKBONE, str(tmp_path / "one.py"), search=search_for(str(tmp_path / "one.py"), python))
    (output,) = analysis.sites[-1].outputs
    assert "`keras.applications.VGG16` is read from Keras, which is not installed where" in str(output)


def test_nothing_is_said_of_keras_where_nothing_is_read_from_it(tmp_path: Path) -> None:
    environment(tmp_path / ".venv")
    program = write(tmp_path / "model.py", "import keras\nx = keras.layers.Dense(3)(keras.Input((2,)))\n")
    assert invoke("check", program).stderr == ""


def test_backbones_are_known_by_the_environment_beside_the_project(tmp_path: Path) -> None:
    """As known as with that environment active, and with no other near."""
    (tmp_path / ".venv").symlink_to(sys.prefix)
    write(tmp_path / "model.py", BACKBONE)
    found = discover(str(tmp_path), environ={"PATH": "/nowhere"})
    assert found.executable == str(tmp_path / ".venv" / "bin" / "python")
    path = str(tmp_path / "model.py")
    assert analyze(BACKBONE, path, search=search_for(path, found.executable)).sites == (
        analyze(BACKBONE, path, search=search_for(path, sys.executable)).sites
    )


def test_the_log_of_the_server_says_which_it_is_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first, second = environment(tmp_path / "first"), environment(tmp_path / "second")
    interpreters = Interpreters()
    with caplog.at_level(logging.INFO):
        for setting in (first, first, second):
            assert interpreters.of(str(tmp_path / "model.py"), setting).executable == setting
        interpreters.keras_was_missed(str(tmp_path / "model.py"), second)
        interpreters.keras_was_missed(str(tmp_path / "model.py"), second)
    said = [f"packages are read from {python} (the setting check.interpreter)" for python in (first, second)]
    assert caplog.messages[:2] == said
    assert [message.partition(",")[0] for message in caplog.messages[2:]] == [
        f"Keras is not installed for {second} (the setting check.interpreter)"
    ]


def test_an_environment_that_was_made_since_is_found_after_a_save(tmp_path: Path) -> None:
    interpreters = Interpreters()
    before = interpreters.of(str(tmp_path / "model.py"), "")
    python = environment(tmp_path / ".venv")
    assert interpreters.of(str(tmp_path / "model.py"), "") == before
    interpreters.forget()
    assert interpreters.of(str(tmp_path / "model.py"), "").executable == python


# what Python tells an audit hook when a process is started
_STARTS = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile", "pty.")
_seen: list[str] = []
_watched = False


def _watch(event: str, _arguments: object) -> None:
    if _watched and event.startswith(_STARTS):
        _seen.append(event)


def test_no_process_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    global _watched
    sys.addaudithook(_watch)
    packages.forget()
    _watched = True
    try:
        for make in (beside, conda, pyenv, active):
            folder = tmp_path / make.__name__
            place, program = make(folder), write(folder / "project" / "model.py", MODEL + BACKBONE)
            with monkeypatch.context() as around:
                for name, value in place.variables.items():
                    around.setenv(name, value)
                assert "(None, 5)" in invoke("annotate", "-v", program).stdout
        assert _seen == []
        os.system("true")
        assert _seen == ["os.system"]
    finally:
        _watched = False
