"""The walls of Linux, against native code: each by itself, all together, and none, where everything gets through."""

from __future__ import annotations

import os
import pty
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from tests.shape_check.attempts import HOOK, THROUGH, Place, place, run_attempts

HEAD = """
import builtins, ctypes, fcntl, os, resource, signal, socket, struct, termios, time
libc = ctypes.CDLL(None, use_errno=True)
def call(name, *arguments):
    arguments = [a.encode() if isinstance(a, str) else a for a in arguments]
    result = getattr(libc, name)(*arguments)
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
def reading(path):
    return os.open(path, os.O_RDONLY | os.O_NOCTTY)
for name in "ctypes fcntl os resource signal socket struct termios time libc call reading".split():
    setattr(builtins, name, globals()[name])
"""
N, L, F = "namespaces", "landlock", "filter"
NOTES = "HOME + '/notes.txt'"
# what is tried, and which walls hold it, each by itself
ATTEMPTS: dict[str, tuple[str, str]] = {
    "make a file": ("call('open', HOME + '/new', os.O_CREAT | os.O_WRONLY, 0o600)", f"{N} {L}"),
    "write to a file": (f"call('open', {NOTES}, os.O_WRONLY)", f"{N} {L}"),
    "truncate": (f"call('truncate', {NOTES}, 8)", f"{N} {L}"),
    "make a folder": ("call('mkdir', HOME + '/made', 0o700)", f"{N} {L}"),
    "make a link": ("call('symlink', 'a', HOME + '/link')", f"{N} {L}"),
    "make a hard link": (f"call('link', {NOTES}, HOME + '/hard')", f"{N} {L}"),
    "make a pipe": ("call('mkfifo', HOME + '/pipe', 0o600)", f"{N} {L}"),
    "rename": (f"call('rename', {NOTES}, HOME + '/n')\nos.rename(HOME + '/n', {NOTES})", f"{N} {L}"),
    "remove": ("call('unlink', HOME + '/folder/more.txt')", f"{N} {L}"),
    "share memory by a name": ("fd = call('shm_open', '/shapelens', os.O_CREAT | os.O_RDWR, 0o600)\n"
                               "call('shm_unlink', '/shapelens')", f"{N} {L}"),
    "be killed last": ("call('open', f'/proc/{VICTIM}/oom_score_adj', os.O_WRONLY)", f"{N} {L}"),
    "set a mode": (f"call('chmod', {NOTES}, 0o644)", f"{N} {F}"),
    "set a mode of what is open": (f"call('fchmod', reading({NOTES}), 0o644)", f"{N} {F}"),
    "set an owner": (f"call('chown', {NOTES}, -1, -1)", f"{N} {F}"),
    "set an owner of what is open": (f"call('fchown', reading({NOTES}), -1, -1)", f"{N} {F}"),
    "set times": (f"os.utime({NOTES})", f"{N} {F}"),
    "set times of what is open": (f"call('futimens', reading({NOTES}), None)", f"{N} {F}"),
    "set an attribute": (f"call('setxattr', {NOTES}, 'user.a', b'1', 1, 0)", f"{N} {F}"),
    "set an attribute of what is open": (f"call('fsetxattr', reading({NOTES}), 'user.a', b'1', 1, 0)", f"{N} {F}"),
    "remove an attribute": (f"call('removexattr', {NOTES}, 'user.a')", f"{N} {F}"),
    "set flags of what is open": (
        f"fd, flags = reading({NOTES}), ctypes.c_long()\ncall('ioctl', fd, 0x80086601, ctypes.byref(flags))\n"
        "call('ioctl', fd, 0x40086602, ctypes.byref(flags))",
        f"{N} {F}",
    ),
    "lock": (f"call('flock', reading({NOTES}), 2)", F),
    "lock a range": (f"fcntl.lockf(reading({NOTES}), fcntl.LOCK_SH)", F),
    "take a lease": ("call('fcntl', reading(HOME + '/lease'), 1024, 0)", F),
    "have signals sent": ("call('fcntl', os.pipe()[0], 8, os.getpid())", F),
    "signal": ("call('kill', VICTIM, 0)", f"{N} {F}"),
    "signal the server": ("call('kill', SERVER, 0)", f"{N} {F}"),
    "signal by a descriptor": ("signal.pidfd_send_signal(os.pidfd_open(VICTIM), 0)", f"{N} {F}"),
    "set a limit of another": ("resource.prlimit(VICTIM, resource.RLIMIT_CORE, (0, 0))", f"{N} {F}"),
    "set a priority of another": ("call('setpriority', 0, VICTIM, 1)", f"{N} {F}"),
    "set processors of another": ("os.sched_setaffinity(VICTIM, [0])", f"{N} {F}"),
    "set a scheduler of another": ("os.sched_setscheduler(VICTIM, os.SCHED_BATCH, os.sched_param(0))", f"{N} {F}"),
    "set how another reads": ("call('syscall', IOPRIO_SET, 1, VICTIM, 2 << 13)", f"{N} {F}"),
    "read memory of another": (
        "at = int(open(f'/proc/{VICTIM}/maps').read().split('-')[0], 16)\nheld = ctypes.create_string_buffer(8)\n"
        "near = struct.pack('QQ', ctypes.addressof(held), 8)\nfar = struct.pack('QQ', at, 8)\n"
        "call('process_vm_readv', VICTIM, near, 1, far, 1, 0)",
        f"{N} {L} {F}",
    ),
    "share a segment": ("call('shmget', 0x5e1, 4096, 0o1600)", F),
    "share a semaphore": ("call('semget', 0x5e1, 1, 0o1600)", F),
    "share a queue": ("call('msgget', 0x5e1, 0o1600)", F),
    "open a terminal": ("reading(TERMINAL)", N),
    "set a terminal": ("fd = reading(TERMINAL)\ntermios.tcsetattr(fd, 0, termios.tcgetattr(fd))", f"{N} {F}"),
    "connect": ("socket.create_connection(('127.0.0.1', PORT), 1)", f"{N} {L} {F}"),
    "connect to a path": ("socket.socket(socket.AF_UNIX).connect(HOME + '/socket')", F),
    "connect to a name": ("socket.socket(socket.AF_UNIX).connect(chr(0) + NAME)", f"{N} {L} {F}"),
    "a pair of sockets": ("socket.socketpair()", F),
    "outlive the parent": ("call('prctl', 1, 0, 0, 0, 0)", F),
    "namespaces": ("call('unshare', 0x04000000)", F),
    "fork": ("child = call('fork')\nif not child: os._exit(0)\nos.waitpid(child, 0)", F),
    "execute": ("os.waitpid(os.posix_spawn('/bin/true', ['true'], {}), 0)", F),
}  # fmt: skip


@contextmanager
def surroundings(folder: Path) -> Iterator[tuple[Place, dict[str, object]]]:
    """What the attempts are after, and its names."""
    with ExitStack() as stack:
        at = stack.enter_context(place(folder))
        (at.home / "lease").touch()
        os.setxattr(at.home / "notes.txt", "user.a", b"1")
        listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        by_path, by_name = (stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(2))
        here = os.getcwd()
        os.chdir(at.home)
        try:
            # a short name: what a socket is bound to has little room
            by_path.bind("socket")
        finally:
            os.chdir(here)
        name = f"shapelens-{os.getpid()}"
        by_name.bind("\0" + name)
        for other in (by_path, by_name):
            other.listen()
        main, terminal = pty.openpty()
        stack.callback(os.close, main)
        stack.callback(os.close, terminal)
        yield at, {"PORT": listening.getsockname()[1], "NAME": name, "TERMINAL": os.ttyname(terminal)}


def attempt(folder: Path, without: tuple[str, ...]) -> dict[str, str]:
    with surroundings(folder) as (at, names):
        numbers = {"x86_64": 251, "aarch64": 30}
        values = {**names, "SERVER": os.getpid(), "IOPRIO_SET": numbers[os.uname().machine]}
        head = HEAD + "".join(f"builtins.{name} = {value!r}\n" for name, value in values.items())
        if "WITHOUT_NAMESPACES" not in without:
            head += "os.chdir('/')\n"
        said, outcome = run_attempts(
            {name: text for name, (text, _) in ATTEMPTS.items()}, at, (HOOK, *without), head=head
        )
        assert list(said) == list(ATTEMPTS), outcome.output
        return said


WALLS = {N: "WITHOUT_NAMESPACES", L: "WITHOUT_LANDLOCK", F: "WITHOUT_FILTER"}


@pytest.mark.parametrize("wall", [N, L, F])
def test_each_wall_holds_by_itself(wall: str, tmp_path: Path) -> None:
    said = attempt(tmp_path, tuple(name for other, name in WALLS.items() if other != wall))
    got_through = {name for name, (_, walls) in ATTEMPTS.items() if wall in walls.split() and said[name] == THROUGH}
    assert got_through == set()


def test_all_walls_hold_everything(tmp_path: Path) -> None:
    said = attempt(tmp_path, ())
    assert {name for name, how in said.items() if how == THROUGH} == set()


def test_without_walls_everything_gets_through(tmp_path: Path) -> None:
    said = attempt(tmp_path, tuple(WALLS.values()))
    assert {name: how for name, how in said.items() if how != THROUGH} == {}
