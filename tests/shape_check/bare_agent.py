"""The agent without Keras: it confines itself as the real one does, then runs the program as it is."""

from __future__ import annotations

import importlib.util
import os
import sys
import traceback
from pathlib import Path

WALLS = ("WITHOUT_HOOK", "WITHOUT_FILTER", "WITHOUT_LANDLOCK", "WITHOUT_NAMESPACES", "WITHOUT_LIMITS")
FOLDER = Path(__file__).resolve().parents[2] / "server" / "shapelens_agent"


def load_package() -> None:
    spec = importlib.util.spec_from_file_location(
        "shapelens_agent", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["shapelens_agent"] = package
    spec.loader.exec_module(package)


def main() -> None:
    from shapelens_agent import limits, sandbox, seccomp
    from shapelens_agent.lifeline import follow_parent
    from shapelens_agent.protocol import Channel, read_request

    folder, without = os.environ["SHAPELENS_CHECK_FOLDER"], {name for name in WALLS if name in os.environ}
    channel = Channel()
    held = follow_parent()
    walls = [wall for wall in limits.WALLS if "WITHOUT_" + wall.upper() not in without]
    taken = [] if "WITHOUT_LIMITS" in without else limits.confine(folder, use_gpu=False, keep=held, walls=walls)
    channel.send("hello", python="3", pid=os.getpid(), limits=taken)
    request = read_request()
    filtered = "WITHOUT_FILTER" not in without and seccomp.refuse_processes()
    if "WITHOUT_HOOK" not in without:
        sandbox.install(folder, filtered=filtered)
    ended = "nothing"
    try:
        exec(compile(request.text, request.path, "exec"), {"__name__": "__main__", "taken": taken})
    except BaseException as error:
        traceback.print_exc()
        ended = f"{type(error).__name__}: {error}"
    channel.send("error", kind="ended", message=ended)
    os._exit(0)


load_package()
main()
