"""A check's process, whatever runs in it: scripts that misbehave stand in for the agent, and no TensorFlow is needed.

After every one of them the caller has its answer, and no process and no temporary file is left.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from tests.shape_check.loop_turns import MOST_BYTES, counted_turns
from tests.waiting import wait_until

from shapelens.shape_check import memory, process
from shapelens.shape_check.check import Measurements, Progress, Request
from shapelens.shape_check.events import Heard
from shapelens.shape_check.process import run_check, run_check_blocking
from shapelens.shape_check.schema import Said

HELLO = """
import json, os, signal, subprocess, sys, time
def send(event, **fields):
    sys.stdout.write(json.dumps({"event": event, **fields}) + "\\n")
    sys.stdout.flush()
send("hello", python="3.11.7", pid=os.getpid())
"""
RESULT = """
send("environment", keras="3.15.1", backend="tensorflow 2.21.0")
send("progress", message="running the model", done=3, total=7)
send("result", models=[], error=None, calls=[{"line": 1, "column": 2, "end_line": 1, "end_column": 9, "layer": "Dense",
     "shapes": [[2, 4]], "symbolic": False, "models": []}])
"""


@pytest.fixture(autouse=True)
def left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No process of a check and no temporary file outlives it."""
    groups: list[int] = []
    start = process.start

    async def noted(request: Request, folder: str, *, ahead: bool) -> asyncio.subprocess.Process:
        started = await start(request, folder, ahead=ahead)
        groups.append(started.pid)
        return started

    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(process, "start", noted)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    yield
    # what was killed is gone once the system has come to it
    wait_until(lambda: not any(memory.members(group) for group in groups))
    assert list(temporary.iterdir()) == []


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Request]:
    def make(script: str, **fields: object) -> Request:
        agent = tmp_path / "agent.py"
        agent.write_text(HELLO + script, encoding="utf-8")
        values: dict = {"timeout_seconds": 30.0, "agent": agent, **fields}
        return Request(sys.executable, str(tmp_path / "model.py"), "x = 1\n", **values)

    return make


Check = Callable[..., Request]


async def test_a_result(check: Check) -> None:
    told: list[Progress] = []
    outcome = await run_check(check(RESULT), on_progress=told.append)
    assert (outcome.status, outcome.python, outcome.keras) == ("finished", "3.11.7", "3.15.1")
    assert outcome.backend == "tensorflow 2.21.0"
    assert [(call.line, call.layer, call.shapes) for call in outcome.calls] == [(1, "Dense", ([2, 4],))]
    assert told == [Progress("starting", "starting Python"), Progress("running", "running the model", 3, 7)]


async def test_the_request_is_handed_over_and_standard_input_is_closed(check: Check) -> None:
    script = 'request = json.load(sys.stdin)\nsend("error", kind="x", message=json.dumps(request))\n'
    request = check(script, model="net", inputs={"net": [(None, 8)]}, open_size=64)
    outcome = await run_check(request)
    assert outcome.error is not None
    assert outcome.error.message == (
        f'{{"path": "{request.path}", "text": "x = 1\\n", "model": "net", "open_size": 64, "once": [], '
        '"lines": null, "inputs": {"net": [[null, 8]]}}'
    )


def test_without_an_event_loop(check: Check) -> None:
    assert run_check_blocking(check(RESULT)).status == "finished"


ENVIRONMENT = """
names = ["PYTHONPATH", "PYTHONHOME", "CUDA_VISIBLE_DEVICES", "TF_CPP_MIN_LOG_LEVEL", "TMPDIR", "SHAPE"]
found = {name: os.environ.get(name) for name in names}
found["cwd"] = os.getcwd()
found["descriptors"] = sorted(os.listdir("/proc/self/fd"))
found["session"] = os.getsid(0) == os.getpid()
send("error", kind="x", message=json.dumps(found))
"""


async def test_the_child_gets_its_own_surroundings(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/ours")
    spare = os.open(os.devnull, os.O_RDONLY)
    os.set_inheritable(spare, True)
    outcome = await run_check(check(ENVIRONMENT, environment={"SHAPE": "lens"}))
    os.close(spare)
    assert outcome.error is not None
    found = json.loads(outcome.error.message)
    # the three pipes, and the one that lists the folder
    assert len(found.pop("descriptors")) == 4
    folder = found.pop("cwd")
    assert found == {
        "PYTHONPATH": None,
        "PYTHONHOME": None,
        "CUDA_VISIBLE_DEVICES": "-1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TMPDIR": folder,
        "SHAPE": "lens",
        "session": True,
    }


ENDS = {
    "exit": ("os._exit(7)", "crashed", 7),
    "exit without a word": ("", "crashed", 0),
    "segfault": ("import ctypes\nctypes.string_at(0)", "crashed", -11),
    "killed": ("os.kill(os.getpid(), signal.SIGKILL)", "crashed", -9),
    "garbage": (
        'os.write(1, b"\\xff\\x00{[\\n" * 1000 + b"[1]\\n{}\\n{\\"event\\": 3}\\n")\n' + RESULT,
        "finished",
        None,
    ),
    "events of the wrong form": (
        'send("result", models=3)\nsend("error")\nsend("progress")\n' + RESULT,
        "finished",
        None,
    ),
    "a line without end": ('os.write(1, b"x" * 20_000_000)\nos._exit(5)', "crashed", 5),
    "lines without end": ('while True: os.write(1, b"\\n" * 60_000)', "crashed", -9),
    "events without end": ('while True: send("progress", message="x", done=1, total=2)', "crashed", -9),
    "deeply nested json": ('os.write(1, b"[" * 100_000 + b"\\n")\n' + RESULT, "finished", None),
    "pipe closed, then gone": ("os.close(1)\ntime.sleep(0.2)\nos._exit(3)", "crashed", 3),
    "many prints": ('[sys.stderr.write("x" * 99 + "\\n") for _ in range(600_000)]\n' + RESULT, "finished", None),
    "a result, then silence": (RESULT + "time.sleep(600)", "finished", None),
    "a child that keeps the pipes open": (
        'subprocess.Popen(["sleep", "600"], stdout=sys.stdout, stderr=sys.stderr)\nos._exit(4)',
        "crashed",
        4,
    ),
    "a child, and a result": ('subprocess.Popen(["sleep", "600"])\n' + RESULT, "finished", None),
    "standard input ignored": ("sys.stdin.close()\n" + RESULT, "finished", None),
    "no TensorFlow": ('send("error", kind="no-tensorflow", message="tensorflow")', "no-tensorflow", None),
    "a broken TensorFlow": ('send("error", kind="broken-tensorflow", message="numpy")', "broken-tensorflow", None),
}


@pytest.mark.parametrize("name", ENDS)
async def test_whatever_the_child_does_there_is_an_answer(name: str, check: Check) -> None:
    script, status, code = ENDS[name]
    outcome = await run_check(check(script))
    assert outcome.status == status
    assert code is None or outcome.exit_code == code
    assert len(outcome.output) <= process.OUTPUT_LIMIT


async def test_the_end_of_the_output_is_kept(check: Check) -> None:
    outcome = await run_check(
        check('print("lost" * 50_000, file=sys.stderr)\nprint("last", file=sys.stderr)\nos._exit(1)')
    )
    assert outcome.output.endswith("last\n")


async def test_a_request_larger_than_the_pipe_to_a_child_that_never_reads(tmp_path: Path, check: Check) -> None:
    request = check("time.sleep(600)", timeout_seconds=1.0)
    large = Request(request.interpreter, request.path, "x" * 5_000_000, timeout_seconds=1.0, agent=request.agent)
    assert (await run_check(large)).status == "deadline"


async def test_the_deadline(check: Check) -> None:
    outcome = await run_check(
        check("signal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(600)", timeout_seconds=0.5)
    )
    assert outcome.status == "deadline"
    assert outcome.seconds >= 0.5


async def test_the_deadline_holds_for_a_flood_of_prints(check: Check) -> None:
    outcome = await run_check(check('while True: sys.stderr.write("x" * 10_000)', timeout_seconds=1.0))
    assert outcome.status == "deadline"


async def test_the_deadline_ends_children_too(check: Check) -> None:
    script = (
        'for _ in range(3): subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])\ntime.sleep(600)'
    )
    assert (await run_check(check(script, timeout_seconds=1.0))).status == "deadline"


async def test_the_loop_stays_free(check: Check) -> None:
    """While a check floods its output, others get their turn after each piece of it."""
    async with counted_turns() as turns:
        await run_check(check('while True: sys.stderr.write("x" * 100_000)', timeout_seconds=1.5))
    assert sum(turns.bytes) > MOST_BYTES
    assert max(turns.bytes) <= MOST_BYTES


async def test_what_the_agent_says_is_read_off_the_loop(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of megabytes takes its time to be read, and the server answers meanwhile."""
    readers: list[int] = []
    feed = Heard.feed

    def noted(heard: Heard, data: bytes) -> list[Said]:
        readers.append(threading.get_ident())
        return feed(heard, data)

    monkeypatch.setattr(Heard, "feed", noted)
    assert (await run_check(check(RESULT))).status == "finished"
    assert readers
    assert threading.get_ident() not in readers


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.3])
async def test_cancelling(delay: float, check: Check) -> None:
    cancel = asyncio.Event()
    asyncio.get_running_loop().call_later(delay, cancel.set)
    outcome = await run_check(check("time.sleep(600)"), cancel=cancel)
    assert outcome.status == "cancelled"


async def test_cancelling_the_task_itself(check: Check) -> None:
    task = asyncio.create_task(run_check(check("time.sleep(600)")))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_listener_that_raises_does_not_leave_the_process(check: Check) -> None:
    def refuse(progress: Progress) -> None:
        if progress.state == "running":
            raise RuntimeError("the editor is gone")

    with pytest.raises(RuntimeError, match="the editor is gone"):
        await run_check(check(RESULT + "time.sleep(600)"), on_progress=refuse)


async def test_the_memory_limit(check: Check) -> None:
    script = "held = []\nwhile True:\n    held.append(bytearray(os.urandom(1) * 10_000_000))\n    time.sleep(0.02)"
    outcome = await run_check(check(script, memory_limit_mb=200))
    assert outcome.status == "memory"


async def test_memory_that_is_reserved_and_not_used_does_not_count(check: Check) -> None:
    script = "import mmap\nreserved = mmap.mmap(-1, 8 << 30)\ntime.sleep(0.6)\n" + RESULT
    assert (await run_check(check(script, memory_limit_mb=200))).status == "finished"


async def test_the_memory_of_children_counts(check: Check) -> None:
    code = "held = b'x' * 150_000_000; import time; time.sleep(600)"
    script = f'for _ in range(2): subprocess.Popen([sys.executable, "-c", {code!r}])\ntime.sleep(600)'
    assert (await run_check(check(script, memory_limit_mb=250))).status == "memory"


@pytest.mark.parametrize("interpreter", ["/nowhere/python", "no-such-python", "/", "", "a\0b"])
async def test_no_such_interpreter(interpreter: str, tmp_path: Path) -> None:
    outcome = await run_check(Request(interpreter, str(tmp_path / "model.py"), ""))
    assert outcome.status == "no-interpreter"
    assert outcome.output


async def test_an_interpreter_named_from_here(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child starts in another folder than the one its interpreter was named from."""
    request = check(RESULT)
    monkeypatch.chdir(Path(sys.executable).parent)
    relative = Request(f"./{Path(sys.executable).name}", request.path, "", agent=request.agent)
    assert (await run_check(relative)).status == "finished"


async def test_something_that_is_no_python(tmp_path: Path) -> None:
    outcome: Measurements = await run_check(Request("/bin/ls", str(tmp_path / "model.py"), ""))
    assert (outcome.status, outcome.python) == ("crashed", None)


async def repeat(times: int, run: Callable[[], Awaitable[Measurements]]) -> list[str]:
    return [(await run()).status for _ in range(times)]


async def test_twenty_checks_leave_nothing_open(check: Check) -> None:
    await repeat(1, lambda: run_check(check(RESULT)))
    before = len(os.listdir("/proc/self/fd"))
    assert await repeat(20, lambda: run_check(check(RESULT))) == ["finished"] * 20
    assert len(os.listdir("/proc/self/fd")) == before
