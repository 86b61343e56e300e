"""A check's folder is removed, whatever the program made of it: deep trees, folders without rights, links.

Used by the agent's guardian and by the server. What ran in the folder has ended by then.
"""

from __future__ import annotations

import contextlib
import os
import stat
from typing import Iterator, List

MOVED = ".shapelens-moved-"


def remove_folder(folder: str) -> bool:
    """Remove a folder with all that is in it; whether it is gone. Nothing is raised, no link is followed.

    Folders in folders are moved to the top, so that no path is long and nothing recurs, however deep they were.
    """
    if os.path.islink(folder):
        with contextlib.suppress(OSError):
            os.unlink(folder)
        return not os.path.lexists(folder)
    names = free_names(folder)
    entries = entries_of(folder)
    while entries:
        for entry in entries:
            if is_folder(entry):
                empty(entry.path, names)
                with contextlib.suppress(OSError):
                    os.rmdir(entry.path)
            else:
                remove_file(entry.path)
        left = entries_of(folder)
        # what could not be removed once is not tried for ever
        entries = left if {entry.name for entry in left} != {entry.name for entry in entries} else []
    with contextlib.suppress(OSError):
        os.rmdir(folder)
    return not os.path.lexists(folder)


def empty(folder: str, names: Iterator[str]) -> None:
    """Take everything out of a folder: its files are removed, its folders get a name at the top."""
    for entry in entries_of(folder):
        if is_folder(entry):
            with contextlib.suppress(OSError):
                # a folder that is moved is written to: it says where it is
                os.chmod(entry.path, stat.S_IRWXU)
                os.rename(entry.path, next(names))
        else:
            remove_file(entry.path)


def entries_of(folder: str) -> List[os.DirEntry[str]]:
    with contextlib.suppress(OSError):
        os.chmod(folder, stat.S_IRWXU)
        with os.scandir(folder) as found:
            return list(found)
    return []


def is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        # a junction of Windows leads elsewhere too, and goes as an empty folder goes
        return entry.is_dir(follow_symlinks=False) and not getattr(entry, "is_junction", bool)()
    except OSError:
        return False


def remove_file(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        with contextlib.suppress(OSError):
            unprotect(path)
            os.unlink(path) if not os.path.isdir(path) else os.rmdir(path)


def unprotect(path: str) -> None:
    """Without the mark that keeps a file: flags on macOS, read-only on Windows."""
    if hasattr(os, "lchflags"):
        os.lchflags(path, 0)
    elif os.name == "nt":
        os.chmod(path, stat.S_IWRITE)


def free_names(folder: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        path = os.path.join(folder, MOVED + str(number))
        if not os.path.lexists(path):
            yield path
