"""Landlock: from now on this process and its children change nothing outside of one folder, by whatever code."""

from __future__ import annotations

import contextlib
import os
import struct

from shapelens_agent.native import checked, libc

CREATE, ADD, RESTRICT = 444, 445, 446
WRITE_FILE = 1 << 1
# removing and making of every kind; then what later versions added: moving, truncating
CHANGES = sum(1 << bit for bit in (1, *range(4, 13)))
REFER, TRUNCATE = 1 << 13, 1 << 14
TCP = 0b11
SIGNALS_AND_SOCKETS = 0b11
HARMLESS_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


def restrict_writes(folder: str, use_gpu: bool) -> int:
    """Let this process change nothing outside of a folder; the version of Landlock, or 0 where there is none."""
    library = libc()
    version = int(library.syscall(CREATE, None, 0, 1))
    if version < 1:
        return 0
    changes = CHANGES | (REFER if version >= 2 else 0) | (TRUNCATE if version >= 3 else 0)
    attributes = struct.pack("=Q", changes)
    attributes += struct.pack("=Q", TCP) if version >= 4 else b""
    attributes += struct.pack("=Q", SIGNALS_AND_SOCKETS) if version >= 6 else b""
    try:
        rules = checked(library.syscall(CREATE, attributes, len(attributes), 0))
    except OSError:
        return 0
    try:
        allow(rules, folder, changes)
        for device in ("/dev",) if use_gpu else HARMLESS_DEVICES:
            with contextlib.suppress(OSError):
                allow(rules, device, WRITE_FILE | (changes & TRUNCATE))
        checked(library.syscall(RESTRICT, rules, 0))
    except OSError:
        return 0
    finally:
        os.close(rules)
    return version


def allow(rules: int, path: str, access: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        checked(libc().syscall(ADD, rules, 1, struct.pack("=Qi", access, place), 0))
    finally:
        os.close(place)
