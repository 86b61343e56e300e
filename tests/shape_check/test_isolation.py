"""The processes around an agent: it ends as it ended, with its server, and on systems that have no walls of Linux."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from tests.shape_check.attempts import BARE
from tests.waiting import wait_until

from shapelens.shape_check import memory
from shapelens.shape_check.check import Request
from shapelens.shape_check.process import run_check_blocking
from shapelens_agent import isolation, landlock, lifeline, limits, native, seccomp

ENDS = {
    "a code": ("import os; os._exit(7)", 7),
    "a signal": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -9),
    "its own signal": ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -15),
    "a fault": ("import faulthandler; faulthandler._sigsegv()", -11),
    "an abort": ("import os; os.abort()", -6),
    "the end of its group": ("import os, signal; os.killpg(0, signal.SIGKILL)", -9),
}


@pytest.mark.parametrize("name", ENDS)
def test_the_check_ends_as_the_agent_ended(name: str, tmp_path: Path) -> None:
    text, code = ENDS[name]
    outcome = run_check_blocking(Request(sys.executable, str(tmp_path / "m.py"), text, timeout_seconds=30, agent=BARE))
    assert (outcome.status, outcome.exit_code) == ("crashed", code)
    # told once, by the one that had it
    assert outcome.output.count("Fatal Python error") == (name in ("a fault", "an abort"))


def test_the_agent_is_alone_in_its_namespaces(tmp_path: Path) -> None:
    text = "import os; print([int(n) for n in os.listdir('/proc') if n.isdigit()], taken)"
    outcome = run_check_blocking(Request(sys.executable, str(tmp_path / "m.py"), text, timeout_seconds=30, agent=BARE))
    said = outcome.output.splitlines()[0]
    if "process-namespace" in said:
        assert said.startswith("[1, 2] ")
    else:
        assert "filter" in said


SERVER = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
from shapelens.shape_check.check import Request
from shapelens.shape_check.process import run_check_blocking
run_check_blocking(Request(sys.executable, {program!r}, {text!r}, agent=Path({agent!r}), environment={environment!r}))
"""
STAYS = """
import ctypes, os, signal, time
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
    signal.signal(number, signal.SIG_IGN)
ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
open(MARK, "w").write(str(os.getpgid(0)))
time.sleep(600)
"""


@pytest.mark.parametrize("without", [("WITHOUT_HOOK", "WITHOUT_LANDLOCK", "WITHOUT_FILTER", "WITHOUT_NAMESPACES"), ()])
def test_who_takes_back_to_die_with_the_server_dies_all_the_same(without: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    mark = str(tmp_path / "mark") if without else "os.environ['TMPDIR'] + '/mark'"
    text = STAYS.replace("MARK", repr(mark) if without else mark)
    text = text if without else text.replace("ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)", "")
    values = {"path": sys.path, "program": str(tmp_path / "m.py"), "text": text, "agent": str(BARE)}
    code = textwrap.dedent(SERVER).format(**values, environment=dict.fromkeys(without, "1"))
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary")}
    server = subprocess.Popen([sys.executable, "-c", code], env=environment)
    try:
        wait_until(lambda: bool(list(tmp_path.rglob("mark"))))
        children = descendants(server.pid)
        groups = {os.getpgid(child) for child in children}
        assert children
    finally:
        server.kill()
        server.wait()
    wait_until(lambda: not any(memory.members(group) for group in groups))
    wait_until(lambda: not list((tmp_path / "temporary").iterdir()))


def descendants(process: int) -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and lifeline.parent_of(int(name)) == process]


# ---- systems and settings that are not here: what they lack is left out, and what they call is stubbed


def test_elsewhere_only_the_limits_of_posix_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    set_limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr("resource.setrlimit", lambda kind, pair: set_limits.append((kind, pair)))
    monkeypatch.setattr(limits, "SYSTEM", "darwin")
    assert limits.confine("/own", use_gpu=False) == ["core", "file-size"]
    assert [pair for _, pair in set_limits] == [(0, 0), (limits.FILE_BYTES, limits.FILE_BYTES)]
    monkeypatch.setitem(sys.modules, "resource", None)
    monkeypatch.setattr(limits, "SYSTEM", "win32")
    assert limits.confine("C:\\own", use_gpu=False) == []


def test_where_users_have_no_namespaces_the_next_best_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[str] = []
    answers = iter([False, True, False, False])
    monkeypatch.setattr(isolation, "is_allowed", lambda _step: next(answers))
    monkeypatch.setattr(isolation, "leave_network", lambda: left.append("network"))
    assert isolation.enter("/own") == ["network-namespace"]
    assert left == ["network"]
    assert isolation.enter("/own") == []
    monkeypatch.setattr(isolation, "SYSTEM", "darwin")
    assert isolation.enter("/own") == []


def test_a_step_that_fails_is_tried_by_a_child_alone() -> None:
    def fail() -> None:
        raise OSError("no")

    assert native.is_allowed(lambda: None)
    assert not native.is_allowed(fail)
    with pytest.raises(OSError, match="Bad file"):
        native.checked(native.libc().close(-1))
    assert native.checked(3) == 3


def test_namespaces_that_begin_and_do_not_end_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "unshare", lambda _kinds: None)
    monkeypatch.setattr(isolation, "is_allowed", lambda _step: False)
    with pytest.raises(OSError, match="does not let"):
        isolation.try_all("/own")


def test_without_landlock_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Library:
        version = 0

        def syscall(self, number: int, attributes: object, *_rest: object) -> int:
            return self.version if attributes is None else -1

    monkeypatch.setattr(landlock, "libc", Library)
    for version in (-1, 0, 1, 7):
        monkeypatch.setattr(Library, "version", version)
        assert landlock.restrict_writes(str(tmp_path), use_gpu=False) == 0


def test_elsewhere_a_thread_follows_the_parent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "check"
    (folder / "deep").mkdir(parents=True)
    killed: list[tuple[int, int]] = []
    started: list[str] = []
    monkeypatch.setenv(lifeline.FOLDER, str(folder))
    monkeypatch.setattr(os, "killpg", lambda group, number: killed.append((group, number)))
    monkeypatch.setattr(os, "getpgrp", os.getpid)
    monkeypatch.setattr(threading.Thread, "start", lambda thread: started.append(thread.name))
    monkeypatch.setattr(lifeline, "SYSTEM", "darwin")
    assert lifeline.follow_parent() == []
    assert started == ["shapelens-lifeline"]
    parents = iter([5, 5, 1])
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    monkeypatch.setattr(lifeline, "POLL_SECONDS", 0.0)
    lifeline.watch(5)
    assert killed == [(0, signal.SIGKILL)]
    assert not folder.exists()
    monkeypatch.setattr(os, "getpgrp", lambda: 1)
    assert lifeline.follow_parent() == []


def test_the_parent_of_what_is_gone_is_nobody() -> None:
    assert lifeline.parent_of(os.getpid()) == os.getppid()
    assert lifeline.parent_of(1 << 30) == 0


def test_the_filter_is_told_which_walls_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []
    monkeypatch.setattr(limits, "rlimits", list)
    monkeypatch.setattr(limits, "libc", lambda: type("Library", (), {"prctl": lambda *_: -1})())
    monkeypatch.setattr(limits, "open", lambda *_: io.StringIO(), raising=False)
    monkeypatch.setattr(landlock, "restrict_writes", lambda *_: 0)

    def refuse(*, isolated: bool) -> bool:
        told.append(isolated)
        return True

    monkeypatch.setattr(seccomp, "refuse_from_the_start", refuse)
    for entered in (["process-namespace"], ["network-namespace"], []):
        monkeypatch.setattr(isolation, "enter", lambda *_, entered=entered: entered)
        assert limits.confine("/own", use_gpu=False) == [*entered, "filter"]
    assert told == [True, False, False]
