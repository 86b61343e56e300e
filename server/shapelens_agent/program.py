"""The user's program, run as `python file.py` runs it: as `__main__`, in its folder, with its name and positions."""

from __future__ import annotations

import builtins
import linecache
import os
import sys
from types import ModuleType
from typing import Any, Dict, Optional

from shapelens_agent.builders import CALL, caller
from shapelens_agent.instrument import ENTER, LEAVE, Instrumented
from shapelens_agent.monitor import Monitor


def enter_folder(path: str) -> None:
    """Make the file's folder what Python makes it: first on the path and, for its data, the working directory."""
    folder = os.path.dirname(path)
    sys.path[0:1] = [folder]
    sys.argv = [path]
    if os.path.isdir(folder):
        os.chdir(folder)


def offer_source(path: str, text: str) -> None:
    """Show the text as it stands in the editor, not as it was saved, to tracebacks and to `inspect`."""
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)


def run_program(program: Instrumented, path: str, monitor: Monitor) -> Outcome:
    """Run the program to its end, an exit, or an exception."""
    module = ModuleType("__main__")
    module.__file__ = path
    namespace = vars(module)
    namespace["__builtins__"] = builtins
    sys.modules["__main__"] = module
    setattr(builtins, ENTER, monitor.enter)
    setattr(builtins, LEAVE, monitor.leave)
    setattr(builtins, CALL, caller(monitor))
    try:
        exec(program.code, namespace)
    except SystemExit:
        return Outcome(namespace, None)
    except BaseException as error:
        return Outcome(namespace, error)
    return Outcome(namespace, None)


class Outcome:
    """What a program left behind: its names, and the exception that ended it."""

    __slots__ = ("error", "namespace")

    def __init__(self, namespace: Dict[str, Any], error: Optional[BaseException]) -> None:
        self.namespace = namespace
        self.error = error
