"""The agent without Keras: it confines itself as the real one does, then runs the program as it is."""

from __future__ import annotations

import importlib.util
import os
import sys
import traceback
from pathlib import Path

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
    from shapelens_agent import limits, sandbox
    from shapelens_agent.lifeline import follow_parent
    from shapelens_agent.protocol import Channel, read_request

    channel = Channel()
    follow_parent()
    taken = []
    if os.environ.get("WITHOUT_LIMITS") is None:
        taken = limits.confine(os.environ["SHAPELENS_CHECK_FOLDER"], use_gpu=False)
    channel.send("hello", python="3", pid=os.getpid(), limits=taken)
    request = read_request()
    filtered = os.environ.get("WITHOUT_FILTER") is None and limits.refuse_processes()
    if os.environ.get("WITHOUT_HOOK") is None:
        sandbox.install(os.environ["SHAPELENS_CHECK_FOLDER"], filtered=filtered)
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
