"""Functions that Python audits nothing of, replaced by what refuses: the only wall where the system has none.

What is replaced is not kept: nothing leads back to it. On Linux the filter of `limits` holds the same for native code.
"""

from __future__ import annotations

import sys
from typing import Any, Callable, Dict, Tuple

from shapelens_agent.paths import IsOwn

# by the module that has them first; `os`, `signal` and `subprocess` have them under the same names
FUNCTIONS: Dict[str, Tuple[str, ...]] = {
    "posix": ("mkfifo", "mknod", "setpriority", "pidfd_open", "setns", "unshare", "openpty", "posix_openpt"),
    "_posixsubprocess": ("fork_exec",),
    "_posixshmem": ("shm_open", "shm_unlink"),
    "_signal": ("pidfd_send_signal",),
}
# of the own process these are harmless, so the filter, which knows of which they are asked, is the better wall
SCHEDULING: Dict[str, Tuple[str, ...]] = {"posix": ("sched_setaffinity", "sched_setscheduler", "sched_setparam")}
SHOWN = ("os", "signal", "subprocess", "multiprocessing.shared_memory")


def replace(make: Callable[[str], Callable[..., Any]], filtered: bool) -> None:
    """Put what refuses in the place of each; `make` gives it a name."""
    for functions in (FUNCTIONS,) if filtered else (FUNCTIONS, SCHEDULING):
        for module, names in functions.items():
            found = load(module)
            for name in names:
                if hasattr(found, name):
                    put(getattr(found, name), make(name), module, name)


def put(original: Any, refusing: Callable[..., Any], module: str, name: str) -> None:
    for other in (module, *SHOWN):
        # as `_fork_exec` in `subprocess`
        for spelling in (name, "_" + name):
            if getattr(sys.modules.get(other), spelling, None) is original:
                setattr(sys.modules[other], spelling, refusing)


def load(module: str) -> Any:
    """A module of Python's own; None where the system has none."""
    try:
        return __import__(module)
    except ImportError:
        return None


def replace_hdf5(is_own: IsOwn, refuse: Callable[[Any], None]) -> None:
    """HDF5 opens its files in native code: what it may write is asked before, where h5py is loaded."""
    files = getattr(sys.modules.get("h5py"), "h5f", None)
    if files is None:
        return
    read_only, create, open_file = files.ACC_RDONLY, files.create, files.open

    def create_own(name: Any, *arguments: Any, **named: Any) -> Any:
        if not is_own(name, None, True):
            refuse(name)
        return create(name, *arguments, **named)

    def open_own(name: Any, flags: Any = files.ACC_RDWR, *arguments: Any, **named: Any) -> Any:
        if flags != read_only and not is_own(name, None, True):
            refuse(name)
        return open_file(name, flags, *arguments, **named)

    files.create, files.open = create_own, open_own
