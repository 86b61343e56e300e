"""What Python refuses the user's code, once the libraries are loaded: an audit hook, which nothing can take away.

It stands against harm by mistake, on every system; code that is out to get around it is held by `limits`, as far as the
system goes.
"""

from __future__ import annotations

import os
import sys
from typing import Any, Tuple

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
DEVICES = ("/dev/null", "/dev/zero", "/dev/tty", "nul", "NUL")

PROCESSES = frozenset(
    "subprocess.Popen os.system os.exec os.fork os.forkpty os.posix_spawn os.spawn os.startfile os.startfile/2 "
    "pty.spawn _winapi.CreateProcess winreg.SetValue winreg.CreateKey winreg.DeleteKey webbrowser.open".split()
)
CONNECTIONS = frozenset(
    "socket.connect socket.bind socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname "
    "socket.gethostbyaddr urllib.Request http.client.connect ftplib.connect smtplib.connect imaplib.open "
    "poplib.connect telnetlib.Telnet.open".split()
)
# what changes a path, and how many of its first arguments are paths
CHANGES = {
    **dict.fromkeys("os.remove os.rmdir os.mkdir os.truncate os.chmod os.chown os.utime os.setxattr".split(), 1),
    **dict.fromkeys("os.removexattr os.chflags os.lchmod os.lchown shutil.rmtree shutil.chown".split(), 1),
    **dict.fromkeys("os.rename os.link os.symlink shutil.move".split(), 2),
}
# from which argument on they say relative to which folder
BASES = {"os.remove": 1, "os.rmdir": 1, "os.mkdir": 2, "os.rename": 2, "os.link": 2, "os.symlink": 2, "os.chmod": 2,
         "os.chown": 3, "os.utime": 3, "shutil.rmtree": 1}  # fmt: skip


class Refused(PermissionError):
    """Something that a shape check does not do."""


def install(folder: str) -> None:
    """From now on: nothing is changed outside of `folder`, no process started, no connection opened."""
    sys.addaudithook(Hook(os.path.realpath(folder), library_folders()))


def library_folders() -> Tuple[str, ...]:
    """Where the interpreter's own modules and the installed ones are: their use of ctypes is their own."""
    here = [os.path.dirname(os.path.abspath(__file__))]
    # the folder of the program is on the path too, so the path does not say it
    found = [sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(os.__file__)]
    found += [path for path in sys.path if os.path.basename(path) in ("site-packages", "dist-packages")]
    return tuple({os.path.realpath(path) + os.sep for path in [*here, *found]})


class Hook:
    """Called by Python before whatever it audits; what raises does not happen."""

    def __init__(self, folder: str, libraries: Tuple[str, ...]) -> None:
        self._inside = folder + os.sep
        self._libraries = libraries
        self._processes = {0, os.getpid(), os.getpgrp() if hasattr(os, "getpgrp") else 0}

    def __call__(self, event: str, arguments: Tuple[Any, ...]) -> None:
        if event == "open":
            self._check_open(*arguments[:3])
        elif event in CHANGES:
            self._check_change(event, arguments)
        elif event in PROCESSES:
            raise Refused(f"the shape check starts no process ({event})")
        elif event in CONNECTIONS:
            raise Refused(f"the shape check opens no connection ({event})")
        elif event.startswith("ctypes."):
            self._check_native(event)
        elif event in ("os.kill", "os.killpg") and arguments[0] not in self._processes:
            raise Refused("the shape check ends no other process")

    def _check_open(self, path: Any, _mode: Any, flags: Any) -> None:
        # what is open for writing was let through when it was opened
        if not isinstance(flags, int) or not flags & WRITING or isinstance(path, int):
            return
        if path not in DEVICES and not (self._is_own(path) and self._is_own(os.path.realpath(path))):
            raise Refused(f"the shape check writes nothing outside of its own folder: {text_of(path)}")

    def _check_change(self, event: str, arguments: Tuple[Any, ...]) -> None:
        # a symbolic link says a text, and makes a name
        paths = arguments[1:2] if event == "os.symlink" else arguments[: CHANGES[event]]
        start = BASES.get(event, len(arguments))
        bases = arguments[start:]
        for index, path in enumerate(paths):
            base = bases[min(index, len(bases) - 1)] if bases else None
            if not isinstance(path, int) and not self._is_own(path, base):
                raise Refused(f"the shape check changes nothing outside of its own folder: {text_of(path)}")

    def _is_own(self, path: Any, base: Any = None) -> bool:
        """Whether a name is in the folder; a link there may be removed, whatever it points to."""
        try:
            text = os.fsdecode(path)
            if isinstance(base, int) and base >= 0 and not os.path.isabs(text):
                text = os.path.join(os.path.realpath(f"/proc/self/fd/{base}"), text)
            parent, name = os.path.split(os.path.abspath(text))
            return os.path.join(os.path.realpath(parent), name).startswith(self._inside)
        except (TypeError, ValueError, OSError):
            return False

    def _check_native(self, event: str) -> None:
        """Libraries load their native parts late; the program itself calls none."""
        frame: Any = sys._getframe(2)
        while frame is not None and os.sep + "ctypes" + os.sep in frame.f_code.co_filename:
            frame = frame.f_back
        if frame is not None and not os.path.realpath(frame.f_code.co_filename).startswith(self._libraries):
            raise Refused(f"the shape check lets the program call no native code ({event})")


def text_of(path: Any) -> str:
    try:
        return os.fsdecode(path)
    except TypeError:
        return str(path)
