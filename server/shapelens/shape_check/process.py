"""One check as a process of its own: started, heard, ended, and nothing of it left behind.

The child leads its own session, inherits no descriptor but its three pipes, and has a temporary folder that is removed.
However the run ends, its whole process group is killed. `run_check` returns a `Measurements` and never raises for what
the child does.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from shapelens.shape_check import disk, memory, stragglers
from shapelens.shape_check.check import Measurements, Progress, Request, State, Status
from shapelens.shape_check.events import Heard
from shapelens.shape_check.schema import Said
from shapelens.shapes.plain_text import plain_text
from shapelens_agent.removal import remove_folder

T = TypeVar("T")
OnProgress = Callable[[Progress], None]
FATAL: Mapping[str, Status] = {"no-tensorflow": "no-tensorflow", "broken-tensorflow": "broken-tensorflow"}
OUTPUT_LIMIT = 64 * 1024
READ_SIZE = 64 * 1024
# for the rest of the pipes after the process has ended, and for the process to end after its group was killed
GRACE_SECONDS = 1.0
REAP_SECONDS = 10.0
END_POLL_SECONDS = 0.02
# names the temporary folder, and by it every process of the check
FOLDER = "SHAPELENS_CHECK_FOLDER"
# may be set for our server alone, as by an editor that brings its own libraries
OURS = ("PYTHON", "__PYVENV_LAUNCHER__")


def run_check_blocking(request: Request, on_progress: OnProgress | None = None) -> Measurements:
    """`run_check` for a caller without an event loop; Ctrl+C ends the check and is raised."""
    return asyncio.run(run_check(request, on_progress=on_progress))


async def run_check(
    request: Request,
    *,
    on_progress: OnProgress | None = None,
    cancel: asyncio.Event | None = None,
    ready: Started | None = None,
) -> Measurements:
    """Run one check to its end, its deadline or its cancellation; by the agent that stands `ready`, if one does."""
    began = time.monotonic()
    tell = on_progress or say_nothing
    tell(Progress("starting", "starting Python"))
    try:
        started = ready or await launch(request)
    except (OSError, ValueError) as error:
        return Measurements("no-interpreter", request.interpreter, time.monotonic() - began, output=str(error))
    run = Run(request, started.process, started.folder, tell)
    try:
        status = await run.wait(cancel)
    finally:
        await run.stop()
        await clear_away(started.folder)
    return run.outcome(status, time.monotonic() - began)


@dataclass(frozen=True, slots=True)
class Started:
    """An agent that has been started, and its temporary folder."""

    process: asyncio.subprocess.Process
    folder: str


async def launch(request: Request, *, ahead: bool = False) -> Started:
    """Start the agent; `ahead` of a request it imports Keras and waits. OSError where there is no such interpreter."""
    folder = tempfile.mkdtemp(prefix="shapelens-check-")
    try:
        return Started(await start(request, folder, ahead=ahead), folder)
    except BaseException:
        await clear_away(folder)
        raise


async def clear_away(folder: str) -> None:
    await asyncio.to_thread(remove_folder, folder)


def say_nothing(_progress: Progress) -> None:
    """Progress that nobody asked for."""


async def start(request: Request, folder: str, *, ahead: bool = False) -> asyncio.subprocess.Process:
    """Start the process; OSError (or, for a name with a null character, ValueError) if there is no such interpreter."""
    return await asyncio.create_subprocess_exec(
        located(request.interpreter),
        *("-X", "utf8", "-X", "faulthandler"),
        str(request.agent),
        *(("--ahead",) if ahead else ()),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=child_environment(os.environ, request, folder),
        cwd=folder,
        **own_group(),
    )


@dataclass(slots=True)
class Run:
    """A check that is under way."""

    request: Request
    process: asyncio.subprocess.Process
    folder: str
    on_progress: OnProgress
    state: State = "starting"
    heard: Heard = field(default_factory=Heard)
    output: bytearray = field(default_factory=bytearray)
    reading: asyncio.Task[None] | None = None
    tasks: list[asyncio.Task[Any]] = field(default_factory=list)

    async def wait(self, cancel: asyncio.Event | None) -> Status:
        """Wait for whichever end comes first."""
        ends: dict[asyncio.Task[Any], Status] = {
            self._task(self._listen()): "finished",
            self._task(asyncio.sleep(self.request.timeout_seconds)): "deadline",
        }
        if cancel is not None:
            ends[self._task(cancel.wait())] = "cancelled"
        ends[self._task(disk.exceeds(self.folder, self.process.pid))] = "disk"
        limit = self.request.memory_limit_mb or memory.usual_limit_mb()
        if limit is not None:
            ends[self._task(memory.exceeds(limit, self.process.pid))] = "memory"
        done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
        # the result counts even if the deadline passed in the same turn of the loop
        return next((status for task, status in ends.items() if task in done), "deadline")

    def _task(self, awaitable: Any) -> asyncio.Task[Any]:
        task: asyncio.Task[Any] = asyncio.ensure_future(awaitable)
        self.tasks.append(task)
        return task

    async def _listen(self) -> None:
        """Until the agent has said how it ended, or has ended without a word."""
        events = self._task(self._read_events(pipe(self.process.stdout)))
        self.reading = self._task(self._read_output(pipe(self.process.stderr)))
        self._task(self._send_request(pipe(self.process.stdin)))
        ended = self._task(ended_by_itself(self.process))
        await asyncio.wait([events, ended], return_when=asyncio.FIRST_COMPLETED)
        if not self.heard.is_over:
            # a process that the program started may hold the pipe open: the agent's own end is what counts
            if events.done():
                events.result()
            await asyncio.wait([ended])
            await asyncio.wait([events], timeout=GRACE_SECONDS)
        if events.done():
            events.result()

    async def _send_request(self, stdin: asyncio.StreamWriter) -> None:
        fields = {
            "path": os.path.abspath(self.request.path),
            "text": self.request.text,
            "model": self.request.model,
            "open_size": self.request.open_size,
            "once": list(self.request.once),
            "lines": self.request.lines,
            "inputs": {name: [list(shape) for shape in shapes] for name, shapes in self.request.inputs.items()},
        }
        with contextlib.suppress(OSError):
            stdin.write(json.dumps(fields).encode())
            await stdin.drain()
        stdin.close()

    async def _read_events(self, stdout: asyncio.StreamReader) -> None:
        while not self.heard.is_over:
            data = await stdout.read(READ_SIZE)
            if not data:
                return
            # not on the loop: a program may say as much as it likes in the agent's name
            for said in await asyncio.to_thread(self.heard.feed, data):
                self._tell(said)

    def _tell(self, said: Said) -> None:
        if said.kind == "hello":
            self.state = "importing"
        elif said.kind == "environment":
            self.state = "running"
        elif said.kind == "progress":
            self.on_progress(Progress(self.state, said.message, said.done, said.total))

    async def _read_output(self, stderr: asyncio.StreamReader) -> None:
        """Keep the end of what is printed."""
        while data := await stderr.read(READ_SIZE):
            self.output += data
            del self.output[:-OUTPUT_LIMIT]

    async def stop(self) -> None:
        """Kill whatever is left of the group, and wait until the process is gone."""
        self.state = "ended"
        await end_process(self.process, self.folder)
        if self.reading is not None:
            # the last words; a process that left the group may keep the pipe open
            await asyncio.wait([self.reading], timeout=GRACE_SECONDS)
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        if self.heard.is_over and self.process.stdout is not None:
            # what nobody listened to any more: a pipe that is not read to its end stays open
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(drain(self.process.stdout), GRACE_SECONDS)

    def outcome(self, status: Status, seconds: float) -> Measurements:
        heard = self.heard
        if status == "finished" and not heard.finished:
            status = FATAL.get(heard.fatal or "", "crashed")
        return Measurements(
            status=status,
            interpreter=self.request.interpreter,
            seconds=round(seconds, 3),
            python=heard.python,
            keras=heard.keras,
            backend=heard.backend,
            models=heard.models,
            calls=heard.calls,
            error=heard.error,
            exit_code=self.process.returncode,
            output=plain_text(self.output.decode("utf-8", "replace")),
        )


async def drain(stream: asyncio.StreamReader) -> None:
    while await stream.read(READ_SIZE):
        pass


async def ended_by_itself(process: asyncio.subprocess.Process) -> None:
    """Until the process has ended; asyncio's own `wait` also waits for whoever else holds its pipes."""
    while process.returncode is None:
        await asyncio.sleep(END_POLL_SECONDS)


async def end_process(process: asyncio.subprocess.Process, folder: str) -> None:
    """Kill an agent and all that came of it, and wait until it is gone."""
    await asyncio.to_thread(stragglers.end_all, process.pid, f"{FOLDER}={folder}")
    kill_group(process.pid)
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(ended_by_itself(process), REAP_SECONDS)


def pipe(end: T | None) -> T:
    """An end of a pipe that was asked for."""
    if end is None:
        raise ValueError("the process was started without this pipe")
    return end


def located(interpreter: str) -> str:
    """A path made absolute, because the child starts in another folder; a bare name is looked for as the shell does."""
    return os.path.abspath(interpreter) if os.path.dirname(interpreter) else interpreter


def child_environment(ours: Mapping[str, str], request: Request, folder: str) -> dict[str, str]:
    kept = {name: value for name, value in ours.items() if not name.startswith(OURS)}
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3"}
    devices = {} if request.use_gpu else {"CUDA_VISIBLE_DEVICES": "-1"}
    folders = dict.fromkeys(("TMPDIR", "TEMP", "TMP", FOLDER), folder)
    return {**kept, **quiet, **devices, **folders, **request.environment}


def own_group() -> dict[str, Any]:
    """How a process is started as the head of a group that can be killed as a whole."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def kill_group(pid: int) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
