"""The libraries that the extension brings along are those that the server declares, in the versions that are tested."""

from __future__ import annotations

import re
from importlib.metadata import requires
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ROOT / "vscode-extension" / "bundled-requirements.txt"
TESTED = ROOT / "requirements-dev.lock"

# for the terminal alone: the server never imports it
ONLY_FOR_THE_TERMINAL = {"click"}


def versions(lock: Path) -> dict[str, str]:
    """The pinned version of every package of a lock file."""
    pins = re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {normalized(name): version for name, version in pins}


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_of_the_server_is_bundled() -> None:
    always = [line for line in requires("shapelens") or [] if "extra ==" not in line]
    declared = {normalized(re.split(r"[\s<>=!~;\[]", line, maxsplit=1)[0]) for line in always}
    assert "libcst" in declared
    assert declared - ONLY_FOR_THE_TERMINAL <= set(versions(BUNDLED))


def test_the_bundled_versions_are_the_tested_ones() -> None:
    bundled, tested = versions(BUNDLED), versions(TESTED)
    common = bundled.keys() & tested.keys()
    assert {"pygls", "lsprotocol", "libcst", "attrs", "cattrs"} <= common
    assert {name: bundled[name] for name in common} == {name: tested[name] for name in common}


@pytest.mark.parametrize("name", sorted(versions(BUNDLED)))
def test_every_bundled_package_is_pinned_by_hash(name: str) -> None:
    text = BUNDLED.read_text(encoding="utf-8")
    block = re.search(
        rf"^{name}==\S+ \\\n(    --hash=sha256:[0-9a-f]{{64}}( \\)?\n)+", text, re.MULTILINE | re.IGNORECASE
    )
    assert block is not None
