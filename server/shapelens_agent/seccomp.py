"""Filters of system calls, for x86-64 and ARM64: one from the start, one that refuses programs once all is loaded.

A rule says what is refused, by the names of `seccomp_numbers`; a filter is a program of the kernel's small machine.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from typing import Iterator, List, NamedTuple, Tuple

from shapelens_agent.native import libc
from shapelens_agent.seccomp_numbers import MACHINES, Numbers

SYSTEM = sys.platform
EPERM, ENOSYS = 1, 38
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_SET, AND, RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
NUMBER_AT, MACHINE_AT, FIRST_ARGUMENT_AT = 0, 4, 16
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
# of the other convention of the same machine (x32)
FOREIGN = 0x40000000

CLONE_THREAD, CLONE_NAMESPACES = 0x00010000, 0x7E020000
PR_SET_PDEATHSIG = 1
# locks, leases, and who gets signals
FILE_CONTROLS = (6, 7, 8, 10, 15, 37, 38, 1024, 1026)
# flags of files, on both word sizes, and their extended form
FILE_FLAGS = (0x40086602, 0x40046602, 0x401C5820)
TERMINAL, TERMINAL_MASK = 0x5400, 0xFF00
# what is asked of a terminal to know it: its settings and size, what is there to read; and the flags of a descriptor
TERMINAL_QUESTIONS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)

Step = Tuple[int, int, int, int]


class Refuse(NamedTuple):
    """Calls that are refused whatever they are given."""

    calls: str
    error: int = EPERM


class RefuseIf(NamedTuple):
    """Calls that are refused where an argument is one of these."""

    calls: str
    argument: int
    values: Tuple[int, ...]


class RefuseUnless(NamedTuple):
    """Calls that are refused where an argument is none of these."""

    calls: str
    argument: int
    values: Tuple[int, ...]


class RefuseBits(NamedTuple):
    """Calls that are refused where an argument has one of these bits, or (`absent`) has it not."""

    calls: str
    argument: int
    bits: int
    absent: bool = False


class RefuseTerminals(NamedTuple):
    """Calls that are refused where an argument is a request to a terminal, but for questions."""

    calls: str
    argument: int


# what no check needs: other processes' memory, mounts, namespaces, keys, modules, clocks, memory that is not counted
ALWAYS: Tuple[object, ...] = (
    Refuse(
        "ptrace process_vm_readv process_vm_writev process_madvise process_mrelease migrate_pages move_pages kcmp "
        "pidfd_getfd pidfd_send_signal mount umount2 move_mount open_tree fsopen fsconfig fsmount fspick mount_setattr "
        "pivot_root chroot unshare setns bpf io_uring_setup perf_event_open userfaultfd add_key request_key keyctl "
        "init_module finit_module delete_module kexec_load reboot swapon swapoff settimeofday clock_settime adjtimex "
        "clock_adjtime sethostname setdomainname acct quotactl open_by_handle_at fanotify_init vhangup memfd_secret "
        "shmget semget msgget mq_open mq_unlink"
    ),
    # its arguments cannot be seen: the C library falls back to the older one; HDF5 does without locks
    Refuse("clone3 flock", ENOSYS),
    RefuseBits("clone", 0, CLONE_NAMESPACES),
    RefuseIf("fcntl", 1, FILE_CONTROLS),
    RefuseIf("ioctl", 1, FILE_FLAGS),
    RefuseTerminals("ioctl", 1),
    RefuseIf("prctl", 0, (PR_SET_PDEATHSIG,)),
)
# what a mount namespace holds: modes, owners, times and attributes, of which Landlock knows nothing
CHANGES_OF_FILES = Refuse(
    "chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes futimesat utimensat setxattr lsetxattr "
    "fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat file_setattr"
)
PROGRAMS: Tuple[object, ...] = (
    Refuse("execve execveat fork vfork socket socketpair"),
    RefuseBits("clone", 0, CLONE_THREAD, absent=True),
)


def without_namespaces(process: int) -> Tuple[object, ...]:
    """What a namespace of processes and mounts holds: of processes, this one alone is signalled and changed."""
    own = (0, process)
    return (
        CHANGES_OF_FILES,
        Refuse("pidfd_open ioprio_set"),
        RefuseUnless("kill tgkill prlimit64 rt_sigqueueinfo rt_tgsigqueueinfo", 0, own),
        RefuseUnless("setpriority", 1, own),
        RefuseUnless("tkill sched_setaffinity sched_setscheduler sched_setparam sched_setattr", 0, own),
    )


def refuse_from_the_start(*, isolated: bool) -> bool:
    """Once everything else is set; `isolated` says that namespaces hold other processes and mounts."""
    return apply(ALWAYS if isolated else (*ALWAYS, *without_namespaces(os.getpid())))


def refuse_processes() -> bool:
    """No new process, no other program, no socket, in any thread: for the libraries too, so once they are loaded."""
    return apply(PROGRAMS)


def apply(rules: Tuple[object, ...]) -> bool:
    numbers = MACHINES.get(platform.machine()) if SYSTEM.startswith("linux") and sys.maxsize > 1 << 32 else None
    if numbers is None:
        return False
    program = b"".join(struct.pack("=HBBI", *step) for step in steps(rules, numbers))
    held = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: the number of steps, and where they are
    pointer = struct.pack("@HP", len(program) // 8, ctypes.addressof(held))
    # 1: set a filter; 1: for all threads
    return int(libc().syscall(numbers.calls["seccomp"], 1, 1, pointer)) == 0


def steps(rules: Tuple[object, ...], numbers: Numbers) -> Iterator[Step]:
    """A filter: (code, steps to skip if true, if false, value)."""
    yield LOAD, 0, 0, MACHINE_AT
    yield JUMP_EQUAL, 1, 0, numbers.audit
    yield RETURN, 0, 0, REFUSE | EPERM
    yield LOAD, 0, 0, NUMBER_AT
    yield JUMP_AT_LEAST, 0, 1, FOREIGN
    yield RETURN, 0, 0, REFUSE | EPERM
    for rule in rules:
        calls: str = rule.calls  # type: ignore[attr-defined]
        body = body_of(rule)
        for name in calls.split():
            if name in numbers.calls:
                yield JUMP_EQUAL, 0, len(body), numbers.calls[name]
                yield from body
    yield RETURN, 0, 0, ALLOW


def body_of(rule: object) -> List[Step]:
    """What is done for one call: it returns, or ends with the number of the call loaded again."""
    if isinstance(rule, Refuse):
        return [(RETURN, 0, 0, REFUSE | rule.error)]
    refuse, again = (RETURN, 0, 0, REFUSE | EPERM), (LOAD, 0, 0, NUMBER_AT)
    if isinstance(rule, RefuseUnless):
        count = len(rule.values)
        tests = [(JUMP_EQUAL, count - index, 0, value) for index, value in enumerate(rule.values)]
        return [load(rule.argument), *tests, refuse, again]
    if isinstance(rule, RefuseIf):
        count = len(rule.values)
        tests = [(JUMP_EQUAL, count - index, 0, value) for index, value in enumerate(rule.values)]
        # behind the last one: over the refusal
        return [load(rule.argument), *tests, (JUMP_EQUAL, 0, 1, rule.values[-1]), refuse, again]
    if isinstance(rule, RefuseBits):
        jump = (JUMP_SET, 1, 0, rule.bits) if rule.absent else (JUMP_SET, 0, 1, rule.bits)
        return [load(rule.argument), jump, refuse, again]
    if isinstance(rule, RefuseTerminals):
        count = len(TERMINAL_QUESTIONS) + 2
        tests = [(JUMP_EQUAL, count - index, 0, value) for index, value in enumerate(TERMINAL_QUESTIONS)]
        kind = [(AND, 0, 0, TERMINAL_MASK), (JUMP_EQUAL, 0, 1, TERMINAL)]
        return [load(rule.argument), *tests, *kind, refuse, again]
    raise TypeError(rule)


def load(argument: int) -> Step:
    # the lower half: what is asked of here has no more
    return LOAD, 0, 0, FIRST_ARGUMENT_AT + 8 * argument
