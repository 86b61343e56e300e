"""Namespaces of Linux: the check sees no other process and no network, and may write to nothing but its own folder.

The process that the server started stays outside and waits. Below it is the first process of the namespace, which reaps
what is left to it and takes everything with it when it ends; below that the agent goes on. How the agent ended is how
the outer one ends. Where a system does not let users have namespaces the agent goes on as it is.
"""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import sys
from typing import Any, List, Sequence

from shapelens_agent.native import checked, is_allowed, libc

SYSTEM = sys.platform
NEWNS, NEWIPC, NEWUSER, NEWPID, NEWNET = 0x00020000, 0x08000000, 0x10000000, 0x20000000, 0x40000000
CAPABILITY_VERSION = 0x20080522
PR_SET_PDEATHSIG = 1
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 0x1000, 0x4000, 0x40000
MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE, ATTR_RDONLY = 442, -100, 0x8000, 1
TERMINALS = "/dev/pts"
MOST_DESCRIPTORS = 4096


def enter(folder: str, keep: Sequence[int] = ()) -> List[str]:
    """Go on in namespaces, as far as there are any; names them. `keep` are what only the outer process holds open.

    To be called while there is one thread.
    """
    if not SYSTEM.startswith("linux"):
        return []
    if is_allowed(lambda: try_all(folder)):
        go_on_inside(folder, keep)
        return ["process-namespace", "mount-namespace", "network-namespace"]
    if is_allowed(leave_network):
        leave_network()
        return ["network-namespace"]
    return []


def try_all(folder: str) -> None:
    unshare(NEWUSER | NEWNET | NEWPID | NEWNS | NEWIPC)
    if not is_allowed(lambda: close_in(folder)):
        raise OSError("the system does not let a user have this")


def go_on_inside(folder: str, keep: Sequence[int]) -> None:
    """Returns in the process in the namespaces; the two above it wait."""
    unshare(NEWUSER | NEWNET | NEWPID | NEWNS | NEWIPC)
    reading, writing = os.pipe()
    first = os.fork()
    if first:
        wait_outside(first, reading, [reading, *keep])
    os.close(reading)
    die_with_parent()
    close_in(folder)
    agent = os.fork()
    if agent:
        wait_inside(agent, writing)
    die_with_parent()
    for descriptor in (writing, *keep):
        os.close(descriptor)


def leave_network() -> None:
    """Into a network of its own alone, in which there is nobody, as the same person without capabilities."""
    unshare(NEWUSER | NEWNET | NEWIPC)
    drop_capabilities()


def unshare(kinds: int) -> None:
    """Into new namespaces, as the same person."""
    user, group = os.getuid(), os.getgid()
    checked(libc().unshare(kinds))
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def close_in(folder: str) -> None:
    """Every mount is only read, but for the own folder; terminals are gone; processes are those of the namespace."""
    mount(None, "/", None, MS_REC | MS_PRIVATE)
    mount(folder, folder, None, MS_BIND)
    set_attributes("/", AT_RECURSIVE, ATTR_RDONLY, 0)
    set_attributes(folder, 0, 0, ATTR_RDONLY)
    # the working folder is still the one below the mount
    os.chdir(folder)
    if os.path.isdir(TERMINALS):
        mount("none", TERMINALS, "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC)
    with contextlib.suppress(OSError):
        # where a part of it is hidden, as in a container, the one that is there stays, and is only read
        mount("proc", "/proc", "proc", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC)
    drop_capabilities()


def mount(source: Any, target: str, kind: Any, flags: int) -> None:
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind)]
    checked(libc().mount(*texts, flags, None))


def set_attributes(path: str, flags: int, added: int, removed: int) -> None:
    attributes = struct.pack("=QQQQ", added, removed, 0, 0)
    checked(libc().syscall(MOUNT_SETATTR, AT_FDCWD, os.fsencode(path), flags, attributes, len(attributes)))


def drop_capabilities() -> None:
    checked(libc().capset(struct.pack("=Ii", CAPABILITY_VERSION, 0), bytes(24)))


def die_with_parent() -> None:
    checked(libc().prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0))


# ---- the two that wait


def wait_outside(first: int, reading: int, keep: Sequence[int]) -> None:
    """End as the agent ended."""
    close_all_but(keep)
    told = os.read(reading, 4)
    _, status = os.waitpid(first, 0)
    end_as(struct.unpack("=i", told)[0] if len(told) == 4 else status)


def wait_inside(agent: int, writing: int) -> None:
    """Reap whatever is left to this process, until the agent ends; what is left then ends with it."""
    close_all_but([writing])
    while True:
        ended, status = os.wait()
        if ended == agent:
            os.write(writing, struct.pack("=i", status))
            os._exit(0)


def end_as(status: int) -> None:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        with contextlib.suppress(OSError, ValueError):
            # Python's own handler would tell of a fault here
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    os._exit(os.WEXITSTATUS(status))


def close_all_but(keep: Sequence[int]) -> None:
    start = 0
    for descriptor in [*sorted(keep), MOST_DESCRIPTORS]:
        os.closerange(start, descriptor)
        start = descriptor + 1
