"""Programs that do harm, forced past the slice: the server answers meanwhile, the disk stays as it was, nothing stays.

The agent confines itself as ever; all but one of the tests leave Keras out, which would add nothing but its import.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.shape_check.loop_turns import MOST_BYTES, counted_turns

from shapelens.interpreter.analyze import analyze
from shapelens.shape_check import stragglers
from shapelens.shape_check.check import Measurements, Request
from shapelens.shape_check.process import FOLDER, run_check, run_check_blocking
from shapelens.shape_check.slices.program import slice_program

BARE = Path(__file__).parent / "bare_agent.py"
LINUX = sys.platform == "linux"


@pytest.fixture(autouse=True)
def nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    yield
    assert list(temporary.iterdir()) == []
    assert of_checks(str(temporary)) == []


def of_checks(folder: str) -> list[int]:
    """The live processes whose environment names a folder below this one."""
    found = []
    for name in os.listdir("/proc"):
        try:
            environment = Path(f"/proc/{name}/environ").read_bytes()
        except OSError:
            continue
        if f"{FOLDER}={folder}".encode() in environment:
            found.append(int(name))
    return found


async def run(text: str, tmp_path: Path, **fields: Any) -> tuple[Measurements, int]:
    """A program as it is, and how many bytes of what it said were handled at worst before others had their turn."""
    values: dict = {"timeout_seconds": 30.0, "agent": BARE, **fields}
    async with counted_turns() as turns:
        outcome = await run_check(Request(sys.executable, str(tmp_path / "model.py"), text, **values))
    return outcome, max(turns.bytes)


def snapshot(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


# what is tried, and what comes of it: the beginning of the exception's text, or how the check ends
HARM: dict[str, tuple[str, str | tuple[str, ...]]] = {
    "deletes a folder": ("import shutil; shutil.rmtree('HOME')", "Refused: the shape check changes nothing"),
    "deletes a file": ("import os; os.remove('HOME/notes.txt')", "Refused: the shape check changes nothing"),
    "moves a file": ("import os; os.rename('HOME/notes.txt', 'HOME/n')", "Refused: the shape check changes nothing"),
    "links a file": ("import os; os.symlink('a', 'HOME/link')", "Refused: the shape check changes nothing"),
    "writes to the home folder": ("open('HOME/new.txt', 'w').write('x')", "Refused: the shape check writes nothing"),
    "overwrites": ("from pathlib import Path; Path('HOME/notes.txt').write_text('')", "Refused: the shape check"),
    "opens for writing": ("import os; os.open('HOME/new', os.O_CREAT | os.O_RDWR)", "Refused: the shape check writes"),
    "opens a socket": (
        "import socket; socket.create_connection(('127.0.0.1', PORT))",
        "Refused: the shape check opens",
    ),
    "sends": (
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', PORT))",
        ("Refused: the shape check opens", "PermissionError: [Errno 1]"),
    ),
    "forks": ("import os; os.fork()", "Refused: the shape check starts no process"),
    "starts a program": ("import os; os.system('touch HOME/new.txt')", "Refused: the shape check starts no process"),
    "ends the server": ("import os; os.kill(os.getppid(), 9)", "Refused: the shape check ends no other process"),
    "calls native code": (
        "import ctypes; ctypes.CDLL(None)",
        "Refused: the shape check lets the program call no native",
    ),
    "exits": ("raise SystemExit(3)", "SystemExit: 3"),
    "interrupts": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "ends at once": ("import os; os._exit(7)", "crashed"),
    "segfaults at import": ("import broken", "crashed"),
    "sleeps for ever": ("import time; time.sleep(10_000)", "deadline"),
    "works for ever": ("while True: pass", "deadline"),
    "allocates 50 GB": ("held = []\nwhile True: held.append(b'x' * 50_000_000)", "memory"),
    "prints 1 GB": ("import os\nfor _ in range(1000): os.write(1, b'x' * 1_000_000)", "nothing"),
    "fills the disk": ("open('own', 'wb').write(b'x' * 400_000_000)", "OSError: [Errno 27]"),
}


@pytest.mark.parametrize("name", HARM)
async def test_harm_past_the_slice(name: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "folder").mkdir(parents=True)
    (home / "notes.txt").write_text("precious")
    (home / "folder" / "more.txt").write_text("more")
    (tmp_path / "broken.py").write_text("import faulthandler\nfaulthandler._sigsegv()\n")
    before = snapshot(home)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.1)
        written, said = HARM[name]
        wanted = (said,) if isinstance(said, str) else said
        text = written.replace("HOME", str(home)).replace("PORT", str(listening.getsockname()[1]))
        text = f"import os, sys; sys.path.insert(0, {str(tmp_path)!r})\n{text}"
        seconds = 2.0 if said == "deadline" else 30.0
        outcome, most = await run(text, tmp_path, timeout_seconds=seconds, memory_limit_mb=1000)
        with pytest.raises(TimeoutError):
            listening.accept()
    told = outcome.error.message if outcome.error is not None and outcome.status == "crashed" else outcome.status
    told = told if outcome.error is None or outcome.error.kind != "ended" else outcome.error.message
    assert told.startswith(wanted), (outcome.status, told)
    assert snapshot(home) == before
    assert most <= MOST_BYTES
    assert len(outcome.output) <= 64 * 1024


async def test_what_the_system_holds_where_the_hook_is_not(tmp_path: Path) -> None:
    """Native code does not ask Python: here there is no hook at all."""
    if not LINUX:
        return
    program = f"""
import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def tried(name, result):
    print(name, result, ctypes.get_errno() if result == -1 else "", flush=True)
print(sorted(taken))
tried("write", libc.open(b"{tmp_path}/new.txt", os.O_CREAT | os.O_WRONLY, 0o600))
tried("own", libc.open(os.environ["TMPDIR"].encode() + b"/own", os.O_CREAT | os.O_WRONLY, 0o600) > 0)
tried("rmdir", libc.rmdir(b"{tmp_path}/home"))
tried("fork", libc.fork())
tried("exec", libc.execv(b"/bin/true", None))
tried("socket", libc.socket(2, 1, 0))
tried("kill", libc.kill(os.getppid(), 0))
tried("core", libc.getdtablesize() > 0)
"""
    (tmp_path / "home").mkdir()
    outcome, _ = await run(program, tmp_path, environment={"WITHOUT_HOOK": "1"})
    lines = outcome.output.splitlines()
    taken = lines[0]
    said = {line.split(" ")[0]: line for line in lines[1:]}
    assert "no-new-privileges" in taken
    assert said["fork"] == "fork -1 1"
    assert said["exec"] == "exec -1 1"
    assert said["socket"] == "socket -1 1"
    if "landlock" in taken:
        # Landlock refuses, or the mount is only read
        assert said["write"] in ("write -1 13", "write -1 30")
        assert said["rmdir"] in ("rmdir -1 13", "rmdir -1 30")
        assert said["own"].startswith("own True")
    assert (tmp_path / "home").is_dir()


LEAVES = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
"""


@pytest.mark.parametrize("namespaces", [True, False])
@pytest.mark.parametrize("ending", ["time.sleep(600)", "os._exit(3)", ""])
async def test_a_program_that_leaves_its_session_does_not_stay(ending: str, namespaces: bool, tmp_path: Path) -> None:
    without = ["WITHOUT_HOOK", "WITHOUT_FILTER", *([] if namespaces else ["WITHOUT_NAMESPACES"])]
    environment = dict.fromkeys(without, "1")
    outcome, _ = await run(LEAVES + ending, tmp_path, timeout_seconds=3.0, environment=environment)
    assert outcome.status in ("deadline", "crashed")


def test_a_process_that_hides_its_mark_is_found_by_its_parents(tmp_path: Path) -> None:
    hides = LEAVES.replace("time.sleep(600)", 'os.execve("/bin/sleep", ["sleep", "600"], {})')
    environment = dict.fromkeys(("WITHOUT_HOOK", "WITHOUT_FILTER", "WITHOUT_NAMESPACES"), "1")
    request = Request(
        sys.executable,
        str(tmp_path / "m.py"),
        hides + "time.sleep(600)",
        None,
        2.0,
        environment=environment,
        agent=BARE,
    )
    before = sleepers()
    assert run_check_blocking(request).status == "deadline"
    assert sleepers() <= before


def sleepers() -> set[int]:
    return {int(path.parent.name) for path in Path("/proc").glob("[0-9]*/cmdline") if read(path) == b"sleep\x00600\x00"}


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_nothing_is_found_of_what_is_not_there() -> None:
    assert stragglers.descendants(os.getpid() + 10_000_000) == set()


REAL = """
import os, shutil, socket, subprocess, keras
net = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
def tried(does):
    try:
        does()
    except PermissionError as error:
        print(type(error).__name__)
tried(lambda: shutil.rmtree(HOME))
tried(lambda: open(HOME + "/new", "w"))
tried(lambda: socket.create_connection(("127.0.0.1", 9)))
tried(lambda: subprocess.run(["true"]))
tried(lambda: os.fork())
tried(lambda: __import__("helper"))
tried(lambda: __import__("ctypes").CDLL(None))
tried(lambda: keras.saving.load_model.__globals__["h5py"].File(HOME + "/new.h5", "w"))
import numpy, pytest, tensorflow
print(pytest.NAME)
net(keras.ops.zeros((4, 3)))
"""


def test_the_agent_with_tensorflow_is_held_as_well(tmp_path: Path) -> None:
    text = f"HOME = {str(tmp_path)!r}\n{REAL}"
    # what lies beside the program is no library, and a module of the program like any other
    for name in ("keras", "tensorflow", "numpy", "h5py"):
        (tmp_path / f"{name}.py").write_text("print('SHADOW')\n")
    (tmp_path / "pytest.py").write_text("NAME = 'beside'\n")
    (tmp_path / "helper.py").write_text("import os\nos.fork()\n")
    outcome = run_check_blocking(Request(sys.executable, str(tmp_path / "model.py"), text))
    assert (outcome.status, outcome.error) == ("finished", None)
    assert sum(bool(call.layer) for call in outcome.calls) == 3
    assert outcome.output.split().count("Refused") == 8
    assert outcome.output.split().count("beside") == 1
    assert "SHADOW" not in outcome.output
    assert not (tmp_path / "new.h5").exists()


def test_a_slice_holds_none_of_it() -> None:
    """Where the harm goes by its name the slice already leaves it out."""
    net = "import keras\nnet = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])\n"
    for name, (written, _) in HARM.items():
        if name not in ("segfaults at import", "interrupts", "works for ever", "allocates 50 GB"):
            text = slice_program(net + written, analyze(net + written)).text
            assert [line for line in text.split("\n") if line.strip()] == net.strip().split("\n"), name
