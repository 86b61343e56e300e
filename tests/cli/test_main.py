"""`shapelens` and `python -m shapelens` themselves."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tests.cli.invocation import ROOT, invoke, start

from shapelens import __version__


def test_help_names_every_command() -> None:
    result = invoke("--help")
    assert result.exit_code == 0
    for name in ("check", "annotate", "confirm", "rules", "serve"):
        assert f"\n  {name} " in result.stdout


@pytest.mark.parametrize("name", ["check", "annotate", "confirm", "rules", "serve"])
def test_every_command_has_help(name: str) -> None:
    result = invoke(name, "-h")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: shapelens {name}")


def test_version() -> None:
    assert start("--version").stdout.decode() == f"shapelens, version {__version__}\n"


def test_the_installed_command_is_the_same() -> None:
    command = os.path.join(os.path.dirname(sys.executable), "shapelens")
    outcome = subprocess.run([command, "check", "examples/cnn_a.py"], capture_output=True, cwd=ROOT, check=False)
    assert outcome.returncode == 0
    assert outcome.stdout.startswith(b"1 file, 7 hints, no problems (")


@pytest.mark.parametrize("arguments", [["serve"], ["serve", "--stdio"]])
def test_the_server_never_imports_click(arguments: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "shapelens", *arguments]
    outcome = subprocess.run(command, input=b"", capture_output=True, check=False, timeout=60)
    imported = {line.rpartition(b"|")[2].strip().decode() for line in outcome.stderr.splitlines() if b"|" in line}
    assert "pygls" in imported
    assert not {"click", "shapelens.cli", "tensorflow", "keras", "numpy"} & imported
