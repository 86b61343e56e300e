"""Checks that are killed, cancelled or run into their deadline, many times over: none leaves a process or a file.

The agent is the real one for cancels (most of them come while TensorFlow is imported) and for programs that kill
themselves, and one without Keras for deadlines and for programs that leave their session. Prints how many checks were
made, and what is left: processes whose environment names a check's folder, folders, and this process' own descriptors.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from shapelens.shape_check.check import Measurements, Request
from shapelens.shape_check.process import FOLDER, run_check
from shapelens.shape_check.standby import Standby

ROOT = Path(__file__).resolve().parents[1]
BARE = ROOT / "tests" / "confirm" / "bare_agent.py"
REAL = Request("", "", "").agent
NET = "import os, keras\nnet = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])\n"
LEAVES = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
"""
UNHELD = {"WITHOUT_HOOK": "1", "WITHOUT_FILTER": "1"}


def request(text: str, agent: Path, seconds: float = 60.0, environment: dict[str, str] | None = None) -> Request:
    path = os.path.join(tempfile.gettempdir(), "model.py")
    return Request(sys.executable, path, text, timeout_seconds=seconds, agent=agent, environment=environment or {})


async def cancelled(agent: Path, longest: float) -> Measurements:
    """Cancelled at any moment, also before the process has started."""
    cancel = asyncio.Event()
    asyncio.get_running_loop().call_later(random.uniform(0.0, longest), cancel.set)
    return await run_check(request(NET + "import time; time.sleep(600)", agent), cancel=cancel)


async def deadline() -> Measurements:
    text = "import time\ntime.sleep(600)" if random.random() < 0.5 else "while True: pass"
    return await run_check(request(text, BARE, random.uniform(0.05, 0.6)))


async def killed() -> Measurements:
    ending = random.choice(["os.kill(os.getpid(), 9)", "os._exit(3)", "import faulthandler; faulthandler._sigsegv()"])
    return await run_check(request(f"import os\n{ending}", BARE))


async def leaves() -> Measurements:
    ending = random.choice(["os._exit(0)", "time.sleep(600)", ""])
    return await run_check(request(LEAVES + ending, BARE, random.uniform(0.4, 0.9), UNHELD))


async def ready() -> Measurements:
    """An agent that stands ready, taken and cancelled, or never asked."""
    standby, wanted = Standby(), request("x = 1", BARE)
    await standby.prepare(wanted, 60)
    taken = standby.take(wanted) if random.random() < 0.5 else None
    outcome = await run_check(wanted, ready=taken)
    await standby.end()
    return outcome


def left_processes(folder: str) -> int:
    """The live processes of checks below this folder."""
    count = 0
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            count += f"{FOLDER}={folder}".encode() in Path(f"/proc/{name}/environ").read_bytes()
        except OSError:
            continue
    return count


async def repeat(times: int, longest: float, folder: str) -> bool:
    await run_check(request("x = 1", BARE))
    before = len(os.listdir("/proc/self/fd"))
    kinds = {
        "cancelled": lambda: cancelled(REAL, longest),
        "deadline": deadline,
        "killed": killed,
        "left their session": leaves,
        "stood ready": ready,
    }
    for name, make in kinds.items():
        ends = Counter([(await make()).status for _ in range(times)])
        told = ", ".join(f"{count} {status}" for status, count in sorted(ends.items()))
        print(f"{times} x {name}: {told}", flush=True)
    left = (left_processes(folder), len(os.listdir(folder)), len(os.listdir("/proc/self/fd")) - before)
    print(f"{times * len(kinds)} checks: {left[0]} processes, {left[1]} files and {left[2]} descriptors are left")
    return left == (0, 0, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--longest", type=float, default=4.0, help="seconds until a cancel at most")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        clean = asyncio.run(repeat(options.times, options.longest, folder))
        tempfile.tempdir = None
    if not clean:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
