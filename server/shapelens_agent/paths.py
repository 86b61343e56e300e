"""Whether a path is in a check's own folder: asked by the audit hook, so without a name that the program can replace.

`os.path.realpath` is looked up, and looks up its own helpers, at every call; what is here is bound once, to functions
that are written in C.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Any, Callable, Optional

MOST_LINKS = 40
KIND, LINK = 0o170000, 0o120000
# fcntl: the path of a descriptor (macOS)
F_GETPATH = 50
LONGEST_PATH = 1024

# the path, the folder that it is relative to (a descriptor), and whether a link at its end is followed
IsOwn = Callable[[Any, Any, bool], bool]
Resolve = Callable[[str, bool], Optional[str]]
OfDescriptor = Callable[[int], Optional[str]]


def make_is_own(folder: str, system: str = sys.platform) -> IsOwn:
    """The question for one folder."""
    windows = system == "win32"
    resolve = windows_resolver() if windows else posix_resolver()
    of_descriptor = descriptor_paths(system)
    separator = "\\" if windows else "/"
    inside = (resolve(folder, True) or folder).rstrip(separator) + separator
    text_type, bytes_type, int_type, kind_of, derives = str, bytes, int, type, issubclass
    catch = Exception

    def is_own(path: Any, base: Any, follow: bool) -> bool:
        try:
            kind = kind_of(path)
            if kind is int_type:
                found = of_descriptor(path)
                return found is not None and found.startswith(inside)
            if kind is bytes_type:
                text = path.decode("utf-8", "surrogateescape")
            elif derives(kind, text_type):
                # of a class of the program the text alone, by no method of its own
                text = text_type.__str__(path)
            else:
                return False
            if kind_of(base) is int_type and base >= 0 and not text.startswith("/"):
                start = of_descriptor(base)
                if start is None:
                    return False
                text = start + separator + text
            found = resolve(text, follow)
            return found is not None and found.startswith(inside)
        except catch:
            return False

    return is_own


def posix_resolver() -> Resolve:
    """From a path to the one without links: of its folder alone where `follow` is false."""
    lstat, readlink, getcwd, failure = os.lstat, os.readlink, os.getcwd, OSError
    absent = (errno.ENOENT, errno.ENOTDIR)
    most, kind, link = MOST_LINKS, KIND, LINK

    def resolve(path: str, follow: bool) -> Optional[str]:
        pending = (path if path.startswith("/") else getcwd() + "/" + path).split("/")
        # a name that is a folder for certain is gone through like any other
        keeps_last = not follow and pending[-1] not in ("", ".", "..")
        pending.reverse()
        found, links = "", 0
        while pending:
            name = pending.pop()
            if name in ("", "."):
                continue
            if name == "..":
                found = found.rpartition("/")[0]
                continue
            there = found + "/" + name
            if keeps_last and not pending:
                return there
            try:
                is_link = lstat(there).st_mode & kind == link
            except failure as error:
                if error.errno not in absent:
                    return None
                is_link = False
            if not is_link:
                found = there
                continue
            links += 1
            if links > most:
                return None
            text = readlink(there)
            found = "" if text.startswith("/") else found
            parts = text.split("/")
            parts.reverse()
            pending.extend(parts)
        return found

    return resolve


def windows_resolver() -> Resolve:
    """The same by what Windows itself makes of a path; what does not exist yet stands in a folder that does."""
    import nt

    windows: Any = nt
    final, full, failure = windows._getfinalpathname, windows._getfullpathname, OSError

    def resolve(path: str, follow: bool) -> Optional[str]:
        text = full(path).replace("/", "\\")
        rest = ""
        if not follow:
            text, _, name = text.rstrip("\\").rpartition("\\")
            rest = "\\" + name
        while text:
            try:
                return plain(final(text + "\\" if text.endswith(":") else text)) + rest
            except failure:
                text, separator, name = text.rpartition("\\")
                rest = separator + name + rest
        return None

    def plain(text: str) -> str:
        # case means nothing there
        for prefix in ("\\\\?\\UNC\\", "\\\\?\\"):
            if text.startswith(prefix):
                text = ("\\\\" if "UNC" in prefix else "") + text[len(prefix) :]
                break
        return text.rstrip("\\").lower()

    def lowered(path: str, follow: bool) -> Optional[str]:
        found = resolve(path, follow)
        return None if found is None else found.lower()

    return lowered


def descriptor_paths(system: str) -> OfDescriptor:
    """From an open file or folder to its path, where the system says it."""
    if system.startswith("linux"):
        readlink = os.readlink
        return lambda number: readlink(f"/proc/self/fd/{number}")
    if system == "darwin":
        import fcntl

        ask, blank, command = fcntl.fcntl, bytes(LONGEST_PATH), F_GETPATH
        return lambda number: ask(number, command, blank).rstrip(b"\0").decode("utf-8", "surrogateescape")
    return lambda _number: None
