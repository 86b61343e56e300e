"""The folders that an interpreter imports from, by layout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.environments.places import LIBRARY, environment, write

from shapelens.environments import packages
from shapelens.environments.packages import has_keras, installed_packages


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    packages.forget()
    monkeypatch.setenv("HOME", "/nowhere")


def test_a_virtual_environment_has_its_own_packages_alone(tmp_path: Path) -> None:
    base = environment(tmp_path / "base", "keras", virtual=False)
    python = environment(tmp_path / "net")
    write(tmp_path / "net" / "pyvenv.cfg", f"home = {Path(base).parent}\n")
    assert installed_packages(python) == (str(tmp_path / "net" / LIBRARY),)
    assert not has_keras(installed_packages(python))


def test_one_that_says_so_has_those_of_its_base_too(tmp_path: Path) -> None:
    base = environment(tmp_path / "base", "keras", virtual=False)
    python = environment(tmp_path / "net")
    write(tmp_path / "net" / "pyvenv.cfg", f"home={Path(base).parent}\ninclude-system-site-packages = true\n")
    assert installed_packages(python) == (str(tmp_path / "net" / LIBRARY), str(tmp_path / "base" / LIBRARY))
    assert has_keras(installed_packages(python))


def test_the_version_of_the_interpreter_chooses_among_several(tmp_path: Path) -> None:
    environment(tmp_path, virtual=False)
    (tmp_path / "lib" / "python3.8" / "site-packages").mkdir(parents=True)
    (tmp_path / "bin" / "python3.8").write_text("")
    assert installed_packages(str(tmp_path / "bin" / "python3.8")) == (str(tmp_path / "lib/python3.8/site-packages"),)


def test_an_interpreter_that_is_linked_keeps_its_packages(tmp_path: Path) -> None:
    python = environment(tmp_path / "opt", "keras", virtual=False)
    (tmp_path / "usr" / "bin").mkdir(parents=True)
    (tmp_path / "usr" / "bin" / "python3").symlink_to(python)
    assert has_keras(installed_packages(str(tmp_path / "usr" / "bin" / "python3")))


def test_debian_keeps_packages_in_folders_of_its_own(tmp_path: Path) -> None:
    write(tmp_path / "bin" / "python3.11", "")
    (tmp_path / "bin" / "python3").symlink_to("python3.11")
    folders = [tmp_path / "local/lib/python3.11/dist-packages", tmp_path / "lib/python3/dist-packages"]
    for folder in folders:
        folder.mkdir(parents=True)
    assert set(installed_packages(str(tmp_path / "bin" / "python3"))) == set(map(str, folders))


@pytest.mark.parametrize("interpreter", ["Scripts/python.exe", "python.exe"])
def test_windows(tmp_path: Path, interpreter: str) -> None:
    write(tmp_path / interpreter, "")
    (tmp_path / "Lib" / "site-packages").mkdir(parents=True)
    assert installed_packages(str(tmp_path / interpreter)) == (str(tmp_path / "Lib" / "site-packages"),)


def test_what_pip_installs_for_one_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    write(tmp_path / "home" / ".local" / LIBRARY / "keras" / "__init__.py", "")
    write(tmp_path / "bin" / "python3.11", "")
    assert has_keras(installed_packages(str(tmp_path / "bin" / "python3.11")))
    assert not has_keras(installed_packages(environment(tmp_path / "net")))


def test_editable_installs_are_followed_as_far_as_they_are_paths(tmp_path: Path) -> None:
    python = environment(tmp_path / "net")
    source = tmp_path / "source"
    source.mkdir()
    lines = f"# a comment\nimport os; open({str(tmp_path / 'run')!r}, 'w')\n{source}\nmissing\n"
    write(tmp_path / "net" / LIBRARY / "net.pth", lines)
    assert installed_packages(python) == (str(tmp_path / "net" / LIBRARY), str(source))
    assert not (tmp_path / "run").exists()


def test_a_name_alone_leads_to_no_packages() -> None:
    assert installed_packages("python3") == ()


def test_python_itself_imports_from_the_folders_that_are_found() -> None:
    """Of the interpreter that runs this: what it says of itself."""
    program = "import sys; print('\\n'.join(path for path in sys.path if path.endswith('-packages')))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {str(Path(path).resolve()) for path in said.stdout.split()} == {
        str(Path(path).resolve()) for path in installed_packages(sys.executable) if path.endswith("-packages")
    }
