"""The decisions of the hook, also for systems that are not here: their calls stubbed, so that no line was never run."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from shapelens_agent import paths, replaced, sandbox
from shapelens_agent.sandbox import make_decision, make_hook


@pytest.fixture
def own(tmp_path: Path) -> str:
    folder = tmp_path / "own"
    (folder / "deep").mkdir(parents=True)
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "out").symlink_to("..")
    (folder / "in").symlink_to("deep")
    return str(folder)


@pytest.mark.parametrize(
    ("path", "follow", "is_own"),
    [
        ("{}/new", True, True),
        ("{}", True, False),
        ("{}/", False, False),
        ("{}/deep/..", False, False),
        ("{}/../x", True, False),
        ("{}x/new", True, False),
        ("{}/loop", True, False),
        ("{}/loop", False, True),
        ("{}/out", False, True),
        ("{}/out", True, False),
        ("{}/out/", False, False),
        ("{}/out/own/new", True, True),
        ("{}/out/x", False, False),
        ("{}/in/../new", True, True),
        ("{}/in/../../x", True, False),
        ("{}/missing/../../x", True, False),
        ("//{}/./deep//new", True, True),
        ("relative", True, False),
    ],
)
def test_which_paths_are_own(path: str, follow: bool, is_own: bool, own: str) -> None:
    ask = paths.make_is_own(own)
    assert ask(path.format(own), None, follow) is is_own
    assert ask(path.format(own).encode(), None, follow) is is_own
    assert not ask(path.format(own) + "\0", None, True)
    assert not ask(Path(own), None, follow)
    assert not ask(None, None, follow)


def refusal(system: str, event: str, *arguments: object, own: str) -> str | None:
    return make_decision(paths.make_is_own(own, system), system)(event, arguments)


def test_macos_says_the_path_of_a_descriptor_itself(own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def path_of(number: int, command: int, blank: bytes) -> bytes:
        asked.append((number, command))
        return {3: own.encode() + b"/deep", 4: b"/home/me"}[number].ljust(len(blank), b"\0")

    monkeypatch.setattr("fcntl.fcntl", path_of)
    assert refusal("darwin", "os.chmod", 3, 0, -1, own=own) is None
    assert refusal("darwin", "os.chmod", 4, 0, -1, own=own) is not None
    assert refusal("darwin", "os.chmod", 9, 0, -1, own=own) is not None
    assert refusal("darwin", "os.mkdir", "new", 0o700, 3, own=own) is None
    assert refusal("darwin", "os.mkdir", "new", 0o700, 4, own=own) is not None
    assert asked[0] == (3, paths.F_GETPATH)
    assert refusal("darwin", "fcntl.fcntl", 4, paths.F_GETPATH, 0, own=own) is None


class Windows:
    """What `nt` says of paths: the folder is there, what is in it is not, and case means nothing."""

    @staticmethod
    def _getfullpathname(path: str) -> str:
        return path if path[1:2] == ":" or path.startswith("\\\\") else "C:\\work\\" + path

    @staticmethod
    def _getfinalpathname(path: str) -> str:
        known = {"c:\\own": "\\\\?\\C:\\Own", "c:\\own\\link": "\\\\?\\UNC\\host\\share", "c:\\": "\\\\?\\C:\\"}
        if path.lower() not in known:
            raise FileNotFoundError(path)
        return known[path.lower()]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("C:\\own\\new.txt", True),
        ("c:/OWN/new.txt", True),
        ("C:\\own\\a\\b", True),
        ("C:\\other\\new.txt", False),
        ("C:\\ownx\\new.txt", False),
        ("new.txt", False),
        ("C:\\own\\link\\new.txt", False),
        ("C:\\own\\CON", False),
        ("C:\\own\\com1.txt", False),
        ("C:\\own\\LPT9:stream", False),
        ("\\\\.\\PhysicalDrive0", False),
        ("\\\\?\\C:\\own\\new.txt", False),
        ("NUL", True),
        ("Z:\\new", False),
    ],
)
def test_windows_resolves_its_own_paths(path: str, allowed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nt", Windows)
    for name in (path, path.encode()):
        if name != b"NUL":
            assert (refusal("win32", "open", name, "w", sandbox.WRITING, own="C:\\own") is None) is allowed
    assert refusal("win32", "open", path, "r", 0, own="C:\\own") is None


def test_windows_changes_names_in_its_folder_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nt", Windows)
    assert refusal("win32", "os.remove", "C:\\own\\link", -1, own="C:\\own") is None
    assert refusal("win32", "os.remove", "C:\\other", -1, own="C:\\own") is not None
    assert refusal("win32", "os.remove", 5, -1, own="C:\\own") is not None
    assert refusal("win32", "_winapi.CreateJunction", "C:\\", "C:\\own\\j", own="C:\\own") is None
    assert refusal("win32", "_winapi.CreateJunction", "C:\\own\\j", "C:\\j", own="C:\\own") is not None
    assert refusal("win32", "winreg.SetValue", 1, "a", 1, "b", own="C:\\own") is not None
    assert refusal("win32", "msvcrt.locking", 5, 1, 1, own="C:\\own") is not None


def test_the_hook_raises_what_is_decided_and_keeps_nothing_in_sight() -> None:
    hook = make_hook(lambda event, _arguments: "no" if event == "bad" else None)
    hook("good", ())
    with pytest.raises(sandbox.Refused, match="no") as raised:
        hook("bad", ())
    seen = raised.traceback[-1].frame.raw.f_locals
    assert "decide" not in seen
    assert not [value for value in seen.values() if getattr(value, "__closure__", None)]


def test_what_cannot_be_looked_at_is_refused(own: str) -> None:
    assert refusal("linux", "open", own=own) is not None
    assert refusal("linux", "os.kill", own=own) is not None


class Hdf5:
    """h5py's functions below its files."""

    ACC_RDONLY, ACC_RDWR = 0, 1

    def __init__(self) -> None:
        self.create = lambda name, *_more: ("created", name)
        self.open = lambda name, flags, *_more: ("opened", name, flags)


def test_hdf5_writes_in_the_own_folder_alone(own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    library: Any = SimpleNamespace(h5f=Hdf5())
    monkeypatch.setitem(sys.modules, "h5py", library)
    replaced.replace_hdf5(paths.make_is_own(own), sandbox.refuse_file)
    files = library.h5f
    assert files.create(own.encode() + b"/new.h5", 1) == ("created", own.encode() + b"/new.h5")
    assert files.open(b"/data/x.h5", 0) == ("opened", b"/data/x.h5", 0)
    assert files.open(own + "/x.h5") == ("opened", own + "/x.h5", 1)
    for write in (lambda: files.create(b"/data/x.h5"), lambda: files.open(b"/data/x.h5", 1), lambda: files.open(b"/a")):
        with pytest.raises(sandbox.Refused, match="writes nothing outside"):
            write()


def test_where_the_filter_is_not_scheduling_is_replaced_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for filtered, wanted in ((True, False), (False, True)):
        module: Any = SimpleNamespace(mkfifo=len, sched_setparam=len)
        monkeypatch.setitem(sys.modules, "posix", module)
        monkeypatch.setattr(replaced, "FUNCTIONS", {"posix": ("mkfifo", "gone"), "no_such_module": ("f",)})
        replaced.replace(sandbox.refusing, filtered)
        assert module.mkfifo is not len
        assert (module.sched_setparam is not len) is wanted
        with pytest.raises(sandbox.Refused, match="mkfifo"):
            module.mkfifo("/x")
