"""The hook by itself, as it stands on every system: plain Python does not get through, and gets through without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.shape_check.attempts import FILTER, HOOK, LIMITS, THROUGH, place, run_attempts

WRITES = "Refused: the shape check writes nothing outside of its own folder"
CHANGES = "Refused: the shape check changes nothing outside of its own folder"
OTHERS = "Refused: the shape check changes nothing of"
PROCESS = "Refused: the shape check starts no process"
CONNECTION = "Refused: the shape check opens no connection"
NATIVE = "Refused: the shape check lets the program call no native code"
INSIDE = "Refused: the shape check shows nothing of itself"
LOCKS = "Refused: the shape check locks and controls nothing"

LINK = "import os\nlink = OWN + '/link{0}'\nos.symlink(HOME + '/notes.txt', link)\n"
FOLDER_LINK = "import os\nlink = OWN + '/folder{0}'\nos.symlink(HOME, link)\n"
INNER = (
    "import os\nhere = os.getcwd()\nos.chdir(OWN)\nfd = os.open(HOME, os.O_RDONLY)\n"
    "try:\n    {0}\nfinally:\n    os.chdir(here)"
)
THREADED = "from concurrent.futures import ThreadPoolExecutor as Pool\nPool(1).submit({0}).result()"
# what is tried, and how it is refused
ATTEMPTS: dict[str, tuple[str, str]] = {
    "open for writing": ("open(HOME + '/new', 'w')", WRITES),
    "open for appending": ("open(HOME + '/notes.txt', 'a').write('')", WRITES),
    "open bytes": ("open(HOME.encode() + b'/notes.txt', 'r+')", WRITES),
    "open a path object": ("import pathlib\npathlib.Path(HOME, 'new').touch()", WRITES),
    "open a text of its own class": (
        "class Text(str):\n    def startswith(self, *a): return True\n    def __str__(self): return '/'\n"
        "open(Text(HOME + '/new'), 'w')",
        WRITES,
    ),
    "open through a link": (LINK.format(1) + "open(link, 'r+')", WRITES),
    "open in a linked folder": (FOLDER_LINK.format(1) + "open(link + '/new', 'w')", WRITES),
    "open a link to a link": (LINK.format(2) + "os.symlink(link, link + 'b')\nopen(link + 'b', 'r+')", WRITES),
    "open upwards": ("import os\nopen(OWN + '/' + '../' * 20 + HOME, 'w' if 0 else 'r+') if 0 else "
                     "open(OWN + '/' + '../' * 20 + HOME + '/notes.txt', 'r+')", WRITES),
    "open what truncates as it reads": ("import os\nos.open(HOME + '/new', os.O_RDONLY | os.O_CREAT)", WRITES),
    "open relative to a folder": (INNER.format("os.open('new', os.O_WRONLY | os.O_CREAT, dir_fd=fd)"), WRITES),
    "truncate relative to a folder": (
        INNER.format("os.open('folder/more.txt', os.O_RDONLY | os.O_TRUNC | os.O_CREAT, dir_fd=fd)"),
        WRITES,
    ),
    "make a folder": ("import os\nos.mkdir(HOME + '/made')", CHANGES),
    "make a folder relative to one": (INNER.format("os.mkdir('made2', dir_fd=fd)"), CHANGES),
    "truncate": ("import os\nos.truncate(HOME + '/folder/more.txt', 0)", CHANGES),
    "truncate through a link": (LINK.format(3) + "os.truncate(link, 0)", CHANGES),
    "change the mode": ("import os\nos.chmod(HOME + '/notes.txt', 0o644)", CHANGES),
    "change the mode of what is open": (
        "import os\nos.fchmod(os.open(HOME + '/notes.txt', os.O_RDONLY), 0o644)",
        CHANGES,
    ),
    "change the mode through a link": (LINK.format(4) + "os.chmod(link, 0o644)", CHANGES),
    "change the mode in a linked folder": (FOLDER_LINK.format(2) + "os.chmod(link + '/notes.txt', 0o644)", CHANGES),
    "change the owner": ("import os\nos.chown(HOME + '/notes.txt', -1, -1)", CHANGES),
    "change the owner of what is open": (
        "import os\nos.fchown(os.open(HOME + '/notes.txt', os.O_RDONLY), -1, -1)",
        CHANGES,
    ),
    "change the times": ("import os\nos.utime(HOME + '/notes.txt', (1, 1))", CHANGES),
    "change the times of what is open": (
        "import os\nos.utime(os.open(HOME + '/notes.txt', os.O_RDONLY), (1, 1))",
        CHANGES,
    ),
    "set an attribute": ("import os\nos.setxattr(HOME + '/notes.txt', 'user.a', b'1')", CHANGES),
    "set an attribute of what is open": (
        "import os\nos.setxattr(os.open(HOME + '/notes.txt', os.O_RDONLY), 'user.a', b'1')",
        CHANGES,
    ),
    "remove an attribute": ("import os\nos.removexattr(HOME + '/notes.txt', 'user.a')", CHANGES),
    "lock a file": (
        "import fcntl, os\nfcntl.flock(os.open(HOME + '/notes.txt', os.O_RDONLY), fcntl.LOCK_EX)",
        LOCKS,
    ),
    "lock a range": (
        "import fcntl, os\nfcntl.lockf(os.open(HOME + '/notes.txt', os.O_RDONLY), fcntl.LOCK_SH)",
        LOCKS,
    ),
    "ask for a lease": (
        "import fcntl, os\nfd = os.open(HOME + '/folder/more.txt', 0)\n"
        "fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK)",
        LOCKS,
    ),
    "have signals sent": ("import fcntl, os\nfcntl.fcntl(os.pipe()[0], fcntl.F_SETOWN, VICTIM)", LOCKS),
    "read flags of a file": ("import fcntl, os\nfcntl.ioctl(os.open(HOME, os.O_RDONLY), 0x80086601, b' ' * 8)", LOCKS),
    "link a file": ("import os\nos.link(HOME + '/notes.txt', OWN + '/hard')", CHANGES),
    "link what a link leads to": (LINK.format(5) + "os.link(link, OWN + '/hard2', follow_symlinks=True)", CHANGES),
    "rename to outside": ("import os\nopen(OWN + '/x', 'w').close()\nos.rename(OWN + '/x', HOME + '/x')", CHANGES),
    "take a file away": ("import os\nos.rename(HOME + '/x', OWN + '/x')", CHANGES),
    "make a link outside": ("import os\nos.symlink('notes.txt', HOME + '/linked')", CHANGES),
    "make a pipe with a name": ("import os\nos.mkfifo(HOME + '/pipe')", OTHERS),
    "make a node": ("import os, stat\nos.mknod(HOME + '/node', stat.S_IFREG | 0o600)", OTHERS),
    "make a pipe, by the module below": ("import posix\nposix.mkfifo(HOME + '/pipe2')", OTHERS),
    "share memory": (
        "from multiprocessing.shared_memory import SharedMemory\nm = SharedMemory(create=True, size=9)\nm.unlink()",
        OTHERS,
    ),
    "remove files": ("import os\nos.remove(HOME + '/notes.txt')", CHANGES),
    "remove a tree": ("import shutil\nshutil.rmtree(HOME + '/folder')", CHANGES),
    "open a database": ("import sqlite3\nsqlite3.connect(HOME + '/base').execute('create table t (x)')",
                        "Refused: the shape check opens no database"),
    "attach a database": (
        "import sqlite3\nc = sqlite3.connect(':memory:')\nc.execute(f\"attach '{HOME}/base2' as b\")",
        "Refused: the shape check opens no database",
    ),
    "set limits of another": (
        "import resource\nresource.prlimit(VICTIM, resource.RLIMIT_CORE, (0, 0))",
        "Refused: the shape check changes nothing of another process",
    ),
    "set the priority of another": ("import os\nos.setpriority(os.PRIO_PROCESS, VICTIM, 5)", OTHERS),
    "set the processors of another": ("import os\nos.sched_setaffinity(VICTIM, os.sched_getaffinity(VICTIM))", OTHERS),
    "set the scheduler of another": (
        "import os\nos.sched_setscheduler(VICTIM, os.SCHED_BATCH, os.sched_param(0))", OTHERS),
    "signal by a descriptor": (
        "import os, signal\nsignal.pidfd_send_signal(os.pidfd_open(VICTIM), 0)", OTHERS),
    "signal": ("import os\nos.kill(VICTIM, 0)", "Refused: the shape check ends no other process"),
    "signal a group": ("import os\nos.killpg(os.getpgid(VICTIM), 0)", "Refused: the shape check ends no other process"),
    "fork": ("import os\nos.fork() or os._exit(0)", PROCESS),
    "spawn": ("import os\nos.posix_spawn('/bin/true', ['true'], {})", PROCESS),
    "run": ("import subprocess\nsubprocess.run(['true'])", PROCESS),
    "run, by the module below": (
        "import _posixsubprocess as p, os\np.fork_exec([b'true'], [b'/bin/true'], True, (), None, None, -1, -1, -1, -1,"
        " -1, -1, *os.pipe(), False, False, 0, None, None, None, -1, None, True)",
        OTHERS,
    ),
    "a shell": ("import os\nos.system('true')", PROCESS),
    "a socket": ("import socket\nsocket.socket()", CONNECTION),
    "a pair of sockets": ("import socket\nsocket.socketpair()", CONNECTION),
    "ask for a name": ("import socket\nsocket.getaddrinfo('127.0.0.1', 80)", CONNECTION),
    "load a library": ("import ctypes\nctypes.CDLL(None)", NATIVE),
    "load a library in a thread pool": ("import ctypes\n" + THREADED.format("ctypes.CDLL, None"), NATIVE),
    "load a library by code with another name": (
        "import os\nexec(compile('import ctypes; ctypes.CDLL(None)', os.__file__, 'exec'))",
        NATIVE,
    ),
    "a symbol of Python": ("import ctypes\nctypes.pythonapi.system", NATIVE),
    "memory by its address": ("import ctypes\nctypes.string_at(id(ctypes), 8)", NATIVE),
    "list all objects": ("import gc\ngc.get_objects()", INSIDE),
    "ask who holds an object": ("import gc\ngc.get_referrers(gc)", INSIDE),
    "ask what an object holds": ("import gc\ngc.get_referents(gc)", INSIDE),
    "look into other threads": ("import sys\nsys._current_frames()", INSIDE),
}  # fmt: skip
EMPTIED = "for n in dir(s):\n    setattr(s, n, lambda *a, **k: None)"
# what is replaced before the same is tried: names that a careless hook would look up
REPLACED = {
    "the hook's module": "import shapelens_agent.sandbox as s\n" + EMPTIED,
    "the hook's paths": "import shapelens_agent.paths as s\n" + EMPTIED,
    "the exception": "import shapelens_agent.sandbox as s\ns.Refused = ValueError",
    "the resolver of the system": "import os\nos.path.realpath = os.path.abspath = lambda p, **k: OWN + '/x'",
    "the functions below it": "import os, posix\nkeep = os.lstat, os.readlink\nos.lstat = posix.lstat = None\n"
    "os.readlink = os.getcwd = os.fsdecode = os.getpid = None",
    "functions of Python": "import builtins\nfor n in ('isinstance', 'issubclass', 'type', 'len', 'str'):\n"
    "    setattr(builtins, n, lambda *a: True)",
    "tables": "import shapelens_agent.sandbox as s\nfor n in ('REFUSED', 'CHANGES', 'BASES'):\n"
    "    getattr(s, n).clear()",
}
# the same harm through what an exception of the hook shows
THROUGH_A_TRACEBACK = """
try:
    open(HOME + "/new", "w")
except PermissionError as error:
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        for value in [*frame.f_locals.values(), *frame.f_globals.values()] if "hook" in frame.f_code.co_name else []:
            for cell in getattr(value, "__closure__", None) or ():
                if callable(cell.cell_contents):
                    cell.cell_contents = lambda *a: None
        trace = trace.tb_next
open(HOME + "/new", "w")
"""


def test_plain_python_does_not_get_past_the_hook(tmp_path: Path) -> None:
    with place(tmp_path) as at:
        before = at.precious
        said, _ = run_attempts({name: text for name, (text, _) in ATTEMPTS.items()}, at, (FILTER, LIMITS))
        wrong = {name: said.get(name) for name, (_, how) in ATTEMPTS.items() if not said.get(name, "").startswith(how)}
        assert wrong == {}
        assert at.precious == before


def test_it_gets_through_without_the_hook(tmp_path: Path) -> None:
    with place(tmp_path) as at:
        attempts = {name: text for name, (text, _) in ATTEMPTS.items()}
        said, _ = run_attempts(attempts, at, (HOOK, FILTER, LIMITS))
        assert {name: said.get(name) for name in attempts if said.get(name) != THROUGH} == {}


@pytest.mark.parametrize("name", [*REPLACED, "what a traceback shows"])
def test_nothing_that_is_replaced_takes_the_hook_away(name: str, tmp_path: Path) -> None:
    harm = {"write": "open(HOME + '/new', 'w')", "change": "__import__('os').mkdir(HOME + '/made')"}
    harm["run"] = "__import__('_posixsubprocess'); __import__('os').posix_spawn('/bin/true', ['true'], {})"
    first = REPLACED.get(name, THROUGH_A_TRACEBACK)
    with place(tmp_path) as at:
        before = at.precious
        said, _ = run_attempts({"replace": first, **harm}, at, (FILTER, LIMITS))
        assert {tried: said.get(tried, "") for tried in harm if not said.get(tried, "").startswith("Refused: ")} == {}
        assert at.precious == before


OWN_WORK = {
    "files": "import os\nos.makedirs(OWN + '/a/b')\nwith open(OWN + '/a/b/f', 'w') as f: f.write('x')\n"
    "os.rename(OWN + '/a/b/f', OWN + '/a/g')\nos.chmod(OWN + '/a/g', 0o600)\nos.utime(OWN + '/a/g', (1, 1))\n"
    "os.truncate(OWN + '/a/g', 0)\nos.link(OWN + '/a/g', OWN + '/a/h')\nos.remove(OWN + '/a/h')",
    "what is open": "import fcntl, os, tempfile\nwith tempfile.NamedTemporaryFile() as f:\n"
    "    os.fchmod(f.fileno(), 0o600)\n    f.truncate(10)\n"
    "    fcntl.flock(f, fcntl.LOCK_EX)\nwith tempfile.TemporaryFile() as f: f.write(b'x')",
    "a tree": "import os, shutil\nos.makedirs(OWN + '/t/b')\n"
    "open(OWN + '/t/b/f', 'w').close()\nshutil.rmtree(OWN + '/t')",
    "a link to elsewhere": "import os\nos.symlink(HOME, OWN + '/l')\n"
    "assert os.listdir(OWN + '/l')\nos.remove(OWN + '/l')",
    "relative": "import os\nos.chdir(OWN)\nopen('r', 'w').close()\n"
    "os.mkdir('d')\nos.chdir('d')\nopen('../r2', 'w').close()",
    "reading": "assert open(HOME + '/notes.txt').read() == 'precious'",
    "nothing": "import os\nopen(os.devnull, 'w').write('x')\nopen('/dev/zero', 'r+b')",
    "a descriptor": "import os\nr, w = os.pipe()\nopen(w, 'w').write('x')",
    "itself": "import os, resource, signal\nos.kill(os.getpid(), 0)\nresource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
    "resource.prlimit(0, resource.RLIMIT_CORE)\nresource.prlimit(os.getpid(), resource.RLIMIT_CORE, (0, 0))",
    "flags of a descriptor": "import fcntl, os\nfcntl.fcntl(0, fcntl.F_GETFL)",
    "threads": THREADED.format("len, 'abc'"),
}


def test_a_program_may_work_in_its_own_folder(tmp_path: Path) -> None:
    with place(tmp_path) as at:
        said, _ = run_attempts(OWN_WORK, at, (FILTER,))
        assert said == dict.fromkeys(OWN_WORK, THROUGH)
