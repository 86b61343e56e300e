"""What a program imports of installed packages is imported before the last walls stand, what lies beside it never."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from shapelens_agent.libraries import import_libraries, imported_names

PROGRAM = """
import a, b.c as d
from e.f import g
from . import near
from .near import h
try:
    import i
except ImportError:
    import j
if True:
    import k
def late():
    import never
class Late:
    import never_too
"""


def test_the_names_that_are_imported_when_a_file_is_run() -> None:
    assert set(imported_names(PROGRAM)) == {"a", "b.c", "e.f", "i", "j", "k"}


def test_installed_packages_alone_are_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed, program = tmp_path / "site-packages", tmp_path / "program"
    names = ("shapelens_test_plain", "shapelens_test_beside", "shapelens_test_broken", "shapelens_test_other")
    for folder in (installed, program):
        folder.mkdir()
    for name in names[:3]:
        (installed / f"{name}.py").write_text("raise SystemError" if name.endswith("broken") else "")
    (program / "shapelens_test_beside.py").write_text("")
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "shapelens_test_other.py").write_text("")
    monkeypatch.setattr(sys, "path", [str(program), str(other), str(installed), *sys.path])
    text = "".join(f"import {name}\n" for name in (*names, "shapelens_test_gone"))
    import_libraries(text, str(program / "model.py"))
    assert [name for name in names if name in sys.modules] == ["shapelens_test_plain"]
    monkeypatch.delitem(sys.modules, "shapelens_test_plain")
