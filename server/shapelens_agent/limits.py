"""What the system takes from a process that asks for it, before the user's code runs; none of it needs privileges.

Linux offers the most: death with the parent, no new privileges, namespaces (`isolation`), writing nowhere but in one
folder (`landlock`), filters of system calls (`seccomp`). Each is used where it is there; `docs/check.md` says where.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from typing import List, Sequence

from shapelens_agent import isolation, landlock, seccomp
from shapelens_agent.native import libc

SYSTEM = sys.platform
FILE_BYTES = 256 * 1024 * 1024
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 36, 38
# the walls of Linux, in the order in which they are set: each leaves what the next ones need
NAMESPACES, LANDLOCK, FILTER = "namespaces", "landlock", "filter"
WALLS = (NAMESPACES, LANDLOCK, FILTER)


def confine(folder: str, *, use_gpu: bool, keep: Sequence[int] = (), walls: Sequence[str] = WALLS) -> List[str]:
    """Take what can be taken now; what was is named. To be called while there is one thread.

    Behind it the process may be another one, in namespaces: `keep` are the descriptors of the one that stays outside.
    """
    taken = rlimits()
    if not SYSTEM.startswith("linux"):
        return taken
    # of all processes this one is to go when memory runs out
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
    library = libc()
    for name, option, value in (
        ("parent-death", PR_SET_PDEATHSIG, signal.SIGKILL),
        ("subreaper", PR_SET_CHILD_SUBREAPER, 1),
        ("no-new-privileges", PR_SET_NO_NEW_PRIVS, 1),
    ):
        if library.prctl(option, int(value), 0, 0, 0) == 0:
            taken.append(name)
    entered = isolation.enter(folder, keep) if NAMESPACES in walls else []
    version = landlock.restrict_writes(folder, use_gpu) if LANDLOCK in walls else 0
    isolated = "process-namespace" in entered
    filtered = FILTER in walls and seccomp.refuse_from_the_start(isolated=isolated)
    return [*taken, *entered, *([f"landlock-{version}"] if version else []), *(["filter"] if filtered else [])]


def rlimits() -> List[str]:
    try:
        import resource
    except ImportError:
        return []
    taken = []
    for name, kind, limit in (("core", resource.RLIMIT_CORE, 0), ("file-size", resource.RLIMIT_FSIZE, FILE_BYTES)):
        _, hard = resource.getrlimit(kind)
        value = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (value, value))
            taken.append(name)
    return taken
