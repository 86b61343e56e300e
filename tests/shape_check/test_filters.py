"""The filters of system calls, on both machines: run by a small machine of our own, as the kernel runs them."""

from __future__ import annotations

import platform
import sys

import pytest

from shapelens_agent import seccomp
from shapelens_agent.seccomp import ALWAYS, PROGRAMS, steps, without_namespaces
from shapelens_agent.seccomp_numbers import MACHINES

ALLOWED, EPERM, ENOSYS = "allowed", 1, 38
OWN, OTHER = 4711, 4712
# a call, its arguments, and what comes of it from the start, where nothing else holds
CALLS: list[tuple[str, tuple[int, ...], str | int]] = [
    ("ptrace", (16, OTHER), EPERM),
    ("mount", (), EPERM),
    ("memfd_secret", (), EPERM),
    ("flock", (3, 2), ENOSYS),
    ("clone3", (), ENOSYS),
    ("clone", (0x003D0F00,), ALLOWED),
    ("clone", (17,), ALLOWED),
    ("clone", (0x10000000,), EPERM),
    ("clone", (0x00020011,), EPERM),
    ("fcntl", (3, 1), ALLOWED),
    ("fcntl", (3, 5), ALLOWED),
    ("fcntl", (3, 1030), ALLOWED),
    ("fcntl", (3, 6), EPERM),
    ("fcntl", (3, 8), EPERM),
    ("fcntl", (3, 1026), EPERM),
    ("ioctl", (3, 0x5401), ALLOWED),
    ("ioctl", (3, 0x5413), ALLOWED),
    ("ioctl", (3, 0x5451), ALLOWED),
    ("ioctl", (3, 0x5402), EPERM),
    ("ioctl", (3, 0x5412), EPERM),
    ("ioctl", (3, 0x540E), EPERM),
    ("ioctl", (3, 0x40086602), EPERM),
    ("ioctl", (3, 0x401C5820), EPERM),
    ("ioctl", (3, 0x80086601), ALLOWED),
    ("ioctl", (3, 0xC0046400), ALLOWED),
    ("prctl", (1, 0), EPERM),
    ("prctl", (15, 0), ALLOWED),
    ("fchmod", (3, 0), EPERM),
    ("utimensat", (3, 0), EPERM),
    ("kill", (OWN, 9), ALLOWED),
    ("kill", (0, 9), ALLOWED),
    ("kill", (OTHER, 9), EPERM),
    ("kill", (0xFFFFFFFF, 9), EPERM),
    ("tgkill", (OWN, OTHER, 6), ALLOWED),
    ("tgkill", (OTHER, OTHER, 6), EPERM),
    ("tkill", (OTHER, 6), EPERM),
    ("prlimit64", (0, 7), ALLOWED),
    ("prlimit64", (OTHER, 7), EPERM),
    ("setpriority", (0, OWN), ALLOWED),
    ("setpriority", (OWN, OTHER), EPERM),
    ("sched_setaffinity", (OTHER,), EPERM),
    ("sched_setaffinity", (0,), ALLOWED),
    ("execve", (), ALLOWED),
    ("socket", (1, 1), ALLOWED),
]


def run(program: list[seccomp.Step], audit: int, number: int, arguments: tuple[int, ...]) -> str | int:
    """What the kernel does with a call: every jump leads forwards, and to a step that is there."""
    words = {seccomp.NUMBER_AT: number, seccomp.MACHINE_AT: audit}
    words |= {seccomp.FIRST_ARGUMENT_AT + 8 * index: value for index, value in enumerate((*arguments, *[0] * 6)[:6])}
    accumulator = at = 0
    while True:
        code, if_true, if_false, value = program[at]
        at += 1
        if code == seccomp.LOAD:
            accumulator = words[value]
        elif code == seccomp.AND:
            accumulator &= value
        elif code == seccomp.RETURN:
            return ALLOWED if value == seccomp.ALLOW else value & 0xFFFF
        else:
            tests = {seccomp.JUMP_EQUAL: accumulator == value, seccomp.JUMP_AT_LEAST: accumulator >= value}
            tests[seccomp.JUMP_SET] = bool(accumulator & value)
            at += if_true if tests[code] else if_false


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(("call", "arguments", "wanted"), CALLS)
def test_what_is_refused_from_the_start(machine: str, call: str, arguments: tuple[int, ...], wanted: str | int) -> None:
    numbers = MACHINES[machine]
    program = list(steps((*ALWAYS, *without_namespaces(OWN)), numbers))
    if call in numbers.calls:
        assert run(program, numbers.audit, numbers.calls[call], arguments) == wanted
    assert run(program, numbers.audit ^ 1, 0, ()) == EPERM
    assert run(program, numbers.audit, seccomp.FOREIGN, ()) == EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_what_namespaces_hold_is_not_refused_beside_them(machine: str) -> None:
    numbers = MACHINES[machine]
    program = list(steps(ALWAYS, numbers))
    for call in ("kill", "fchmod", "setpriority", "sched_setaffinity", "fsetxattr"):
        assert run(program, numbers.audit, numbers.calls[call], (OTHER,)) == ALLOWED


@pytest.mark.parametrize("machine", MACHINES)
def test_programs_are_refused_once_all_is_loaded(machine: str) -> None:
    numbers = MACHINES[machine]
    program = list(steps(PROGRAMS, numbers))
    for call in ("execve", "execveat", "socket", "socketpair"):
        assert run(program, numbers.audit, numbers.calls[call], ()) == EPERM
    assert run(program, numbers.audit, numbers.calls["clone"], (17,)) == EPERM
    assert run(program, numbers.audit, numbers.calls["clone"], (seccomp.CLONE_THREAD,)) == ALLOWED


@pytest.mark.parametrize("machine", MACHINES)
def test_every_call_of_a_rule_has_a_number_and_no_filter_is_too_long(machine: str) -> None:
    numbers = MACHINES[machine]
    rules = (*ALWAYS, *without_namespaces(OWN), *PROGRAMS)
    named = {name for rule in rules for name in rule.calls.split()}  # type: ignore[attr-defined]
    # what the younger machine never had
    old = {"chmod", "chown", "lchown", "utime", "utimes", "futimesat", "fork", "vfork"}
    assert named - set(numbers.calls) <= (old if machine == "aarch64" else set())
    assert len(set(numbers.calls.values())) == len(numbers.calls)
    program = list(steps(rules, numbers))
    # the kernel's limit, and that of a jump
    assert len(program) < 4096
    assert all(0 <= jump < 256 for _, *jumps, _ in program for jump in jumps)


def test_elsewhere_there_is_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seccomp, "SYSTEM", "darwin")
    assert not seccomp.refuse_processes()
    monkeypatch.setattr(seccomp, "SYSTEM", "linux")
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    assert not seccomp.refuse_from_the_start(isolated=False)
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(sys, "maxsize", (1 << 31) - 1)
    assert not seccomp.refuse_processes()


def test_a_rule_of_no_kind_is_a_fault() -> None:
    with pytest.raises(TypeError):
        seccomp.body_of(object())
