"""A folder is removed whatever a program made of it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from shapelens_agent import removal
from shapelens_agent.removal import remove_folder


def deepen(folder: Path, levels: int, name: str = "d") -> None:
    """Folders in folders, further than a path reaches; with a file in each."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.close(os.open("f", os.O_CREAT | os.O_WRONLY, 0o600, dir_fd=here))
        os.mkdir(name, dir_fd=here)
        deeper = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(here)


@pytest.mark.parametrize("levels", [0, 1, 3, 2_000])
def test_however_deep_it_is(levels: int, tmp_path: Path) -> None:
    folder = tmp_path / "check"
    folder.mkdir()
    deepen(folder, levels)
    assert remove_folder(str(folder))
    assert list(tmp_path.iterdir()) == []


def test_names_without_end(tmp_path: Path) -> None:
    folder = tmp_path / "check"
    folder.mkdir()
    for name in "abc":
        (folder / name).mkdir()
        deepen(folder / name, 60, "n" * 250)
    assert remove_folder(str(folder))


def test_names_that_are_taken(tmp_path: Path) -> None:
    folder = tmp_path / "check"
    (folder / "a" / "b" / "c").mkdir(parents=True)
    (folder / (removal.MOVED + "1") / "x").mkdir(parents=True)
    (folder / (removal.MOVED + "2")).write_text("")
    assert remove_folder(str(folder))


def test_no_link_is_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_text("")
    folder = tmp_path / "check"
    (folder / "deep").mkdir(parents=True)
    (folder / "link").symlink_to(outside)
    (folder / "deep" / "link").symlink_to(outside)
    (folder / "deep" / "broken").symlink_to(tmp_path / "nothing")
    assert remove_folder(str(folder))
    (tmp_path / "check").symlink_to(outside)
    assert remove_folder(str(tmp_path / "check"))
    assert [path.name for path in outside.iterdir()] == ["precious"]


def test_folders_without_rights(tmp_path: Path) -> None:
    folder = tmp_path / "check"
    (folder / "a" / "b" / "c").mkdir(parents=True)
    for path in (folder / "a" / "b" / "c", folder / "a" / "b", folder / "a", folder):
        path.chmod(0)
    assert remove_folder(str(folder))


def test_what_cannot_be_removed_is_not_tried_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "check"
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "file").write_text("")
    (folder / "a" / "file").write_text("")

    def refuse(path: str) -> None:
        raise PermissionError(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", refuse)
        assert not remove_folder(str(folder))
    assert (folder / "file").exists()
    assert not (folder / "a" / "b").exists()
    assert remove_folder(str(folder))


def test_nothing_is_gone_already(tmp_path: Path) -> None:
    assert remove_folder(str(tmp_path / "never"))


@pytest.mark.parametrize("system", ["darwin", "windows"])
def test_marks_that_keep_a_file_elsewhere(system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """macOS keeps what is flagged, Windows what is read-only."""
    folder = tmp_path / "check"
    folder.mkdir()
    (folder / "file").write_text("")
    kept, unlink = {str(folder / "file")}, os.unlink

    def unlink_unless_kept(path: str) -> None:
        if path in kept:
            raise PermissionError(path)
        unlink(path)

    def unmark(path: str, _value: int) -> None:
        kept.discard(path)

    monkeypatch.setattr(os, "unlink", unlink_unless_kept)
    if system == "darwin":
        monkeypatch.setattr(os, "lchflags", unmark, raising=False)
    else:
        monkeypatch.setattr(os, "name", "nt")
        chmod = os.chmod
        monkeypatch.setattr(
            os, "chmod", lambda path, mode: unmark(path, mode) if mode == stat.S_IWRITE else chmod(path, mode)
        )
    assert remove_folder(str(folder))
