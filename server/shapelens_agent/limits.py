"""What the system takes from a process that asks for it, before the user's code runs; none of it needs privileges.

Linux offers the most: no new privileges, death with the parent, writing nowhere but in one folder (Landlock), a network
without a way out (namespaces), no new processes (seccomp). Each is used where it is there; `docs/check.md` says where.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import struct
import sys
from typing import Any, Iterable, List, NamedTuple, Tuple

FILE_BYTES = 256 * 1024 * 1024

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_CHILD_SUBREAPER = 1, 38, 36
CLONE_NEWUSER, CLONE_NEWNET, CLONE_THREAD = 0x10000000, 0x40000000, 0x00010000
CAPABILITY_VERSION = 0x20080522

LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
WRITE_FILE = 1 << 1
# removing and making of every kind; then what later versions added: moving, truncating
CHANGES = sum(1 << bit for bit in (1, *range(4, 13)))
REFER, TRUNCATE = 1 << 13, 1 << 14
TCP = 0b11
SIGNALS_AND_SOCKETS = 0b11
HARMLESS_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty")


def libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def confine(folder: str, *, use_gpu: bool) -> List[str]:
    """Take what can be taken now; what was is named. To be called while there is one thread."""
    taken = rlimits()
    if not sys.platform.startswith("linux"):
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
    if is_allowed(leave_network):
        leave_network()
        taken.append("network-namespace")
    version = restrict_writes(folder, use_gpu)
    return [*taken, *([f"landlock-{version}"] if version else [])]


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


# ---- namespaces


def is_allowed(step: Any) -> bool:
    """Whether a step succeeds, tried by a child: some systems let it begin and not end."""
    child = os.fork()
    if not child:
        try:
            step()
            os._exit(0)
        except BaseException:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return status == 0


def leave_network() -> None:
    """Into a network of its own, in which there is nobody, as the same person without capabilities."""
    user, group = os.getuid(), os.getgid()
    checked(libc().unshare(CLONE_NEWUSER | CLONE_NEWNET))
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    header = struct.pack("=Ii", CAPABILITY_VERSION, 0)
    checked(libc().capset(header, bytes(24)))


def checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


# ---- Landlock


def restrict_writes(folder: str, use_gpu: bool) -> int:
    """Let this process change nothing outside of a folder; the version of Landlock, or 0 where there is none."""
    library = libc()
    version = int(library.syscall(LANDLOCK_CREATE, None, 0, 1))
    if version < 1:
        return 0
    changes = CHANGES | (REFER if version >= 2 else 0) | (TRUNCATE if version >= 3 else 0)
    attributes = struct.pack("=Q", changes)
    attributes += struct.pack("=Q", TCP) if version >= 4 else b""
    attributes += struct.pack("=Q", SIGNALS_AND_SOCKETS) if version >= 6 else b""
    try:
        rules = checked(library.syscall(LANDLOCK_CREATE, attributes, len(attributes), 0))
    except OSError:
        return 0
    try:
        allow(rules, folder, changes)
        for device in ("/dev",) if use_gpu else HARMLESS_DEVICES:
            with contextlib.suppress(OSError):
                allow(rules, device, WRITE_FILE | (changes & TRUNCATE))
        checked(library.syscall(LANDLOCK_RESTRICT, rules, 0))
    except OSError:
        return 0
    finally:
        os.close(rules)
    return version


def allow(rules: int, path: str, access: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        checked(libc().syscall(LANDLOCK_ADD, rules, 1, struct.pack("=Qi", access, place), 0))
    finally:
        os.close(place)


# ---- seccomp


class Calls(NamedTuple):
    """The numbers of system calls on one kind of machine: `fork` and `vfork` are not on all of them."""

    audit: int
    seccomp: int
    clone: int
    clone3: int
    refused: Tuple[int, ...]


# execve, execveat, socket, ptrace, process_vm_writev, mount, unshare, setns, bpf, io_uring_setup, perf_event_open,
# userfaultfd, keyctl, add_key; and fork, vfork
MACHINES = {
    "x86_64": Calls(
        0xC000003E, 317, 56, 435, (59, 322, 41, 101, 311, 165, 272, 308, 321, 425, 298, 323, 250, 248, 57, 58)
    ),
    "aarch64": Calls(0xC00000B7, 277, 220, 435, (221, 281, 198, 117, 271, 40, 97, 268, 280, 425, 241, 282, 219, 217)),
}
LOAD, JUMP_EQUAL, JUMP_SET, RETURN = 0x20, 0x15, 0x45, 0x06
NUMBER_AT, MACHINE_AT, ARGUMENT_AT = 0, 4, 16
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
EPERM, ENOSYS = 1, 38


def refuse_processes() -> bool:
    """No new process, no other program, no socket, in any thread: for the libraries too, so once they are loaded."""
    calls = MACHINES.get(platform.machine()) if sys.platform.startswith("linux") and sys.maxsize > 1 << 32 else None
    if calls is None:
        return False
    program = b"".join(struct.pack("=HBBI", *step) for step in steps(calls))
    held = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: the number of steps, and where they are
    pointer = struct.pack("@HP", len(program) // 8, ctypes.addressof(held))
    # 1: set a filter; 1: for all threads
    return int(libc().syscall(calls.seccomp, 1, 1, pointer)) == 0


def steps(calls: Calls) -> Iterable[Tuple[int, int, int, int]]:
    """The filter: (code, steps to skip if true, if false, value)."""
    refused = [(JUMP_EQUAL, 0, 1, number) for number in calls.refused]
    yield LOAD, 0, 0, MACHINE_AT
    yield JUMP_EQUAL, 1, 0, calls.audit
    yield RETURN, 0, 0, ERRNO | EPERM
    yield LOAD, 0, 0, NUMBER_AT
    # numbers of the other convention of the same machine
    yield 0x35, 0, 1, 0x40000000
    yield RETURN, 0, 0, ERRNO | EPERM
    for jump in refused:
        yield jump
        yield RETURN, 0, 0, ERRNO | EPERM
    # its arguments cannot be seen: the C library falls back to the older one
    yield JUMP_EQUAL, 0, 1, calls.clone3
    yield RETURN, 0, 0, ERRNO | ENOSYS
    yield JUMP_EQUAL, 0, 3, calls.clone
    yield LOAD, 0, 0, ARGUMENT_AT
    yield JUMP_SET, 1, 0, CLONE_THREAD
    yield RETURN, 0, 0, ERRNO | EPERM
    yield RETURN, 0, 0, ALLOW
