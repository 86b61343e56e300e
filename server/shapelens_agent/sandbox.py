"""What Python refuses the user's code, once the libraries are loaded: an audit hook, which nothing can take away.

It stands on every system, against harm by mistake and against plain Python; what native code does is held by `limits`,
as far as the system goes. The program shares the process, so nothing here is looked up when it is asked: no name of a
module, no attribute of a class. What decides is in closures that nothing leads to, and is in no frame of a traceback.
"""

from __future__ import annotations

import os
import sys
from typing import Any, Callable, Dict, Optional, Tuple

from shapelens_agent.paths import IsOwn, make_is_own
from shapelens_agent.replaced import replace, replace_hdf5

SYSTEM = sys.platform
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
DEVICES = ("/dev/null", "/dev/zero", "nul", "NUL")
# names that are devices in any folder of Windows, whatever their ending
WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "conin$", "conout$", *(kind + str(number) for kind in ("com", "lpt") for number in range(10))]
)

# events, and what is said of them
PROCESSES = (
    "subprocess.Popen os.system os.exec os.fork os.forkpty os.posix_spawn os.spawn os.startfile os.startfile/2 "
    "pty.spawn webbrowser.open sys.remote_exec _winapi.CreateProcess"
)
CONNECTIONS = (
    "socket.__new__ socket.connect socket.bind socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname "
    "socket.gethostbyaddr socket.getnameinfo socket.sethostname urllib.Request http.client.connect ftplib.connect "
    "smtplib.connect imaplib.open poplib.connect telnetlib.Telnet.open nntplib.connect syslog.openlog syslog.syslog "
    "_winapi.CreateNamedPipe _winapi.ConnectNamedPipe"
)
OTHERS = (
    "signal.pidfd_send_signal _winapi.OpenProcess _winapi.TerminateProcess winreg.SetValue winreg.CreateKey "
    "winreg.DeleteKey winreg.DeleteValue winreg.SaveKey winreg.LoadKey winreg.ConnectRegistry "
    "winreg.DisableReflectionKey winreg.EnableReflectionKey"
)
DATABASES = "sqlite3.connect sqlite3.enable_load_extension sqlite3.load_extension"
# what leads to the hook, or into other frames than the caller's
INSIDE = "gc.get_objects gc.get_referrers gc.get_referents sys._current_frames sys._current_exceptions"
REFUSED: Dict[str, str] = {
    **dict.fromkeys(PROCESSES.split(), "the shape check starts no process"),
    **dict.fromkeys(CONNECTIONS.split(), "the shape check opens no connection"),
    **dict.fromkeys(OTHERS.split(), "the shape check changes nothing of the system or of another process"),
    **dict.fromkeys(DATABASES.split(), "the shape check opens no database"),
    **dict.fromkeys(INSIDE.split(), "the shape check shows nothing of itself"),
}
OUTSIDE = "the shape check writes nothing outside of its own folder: "
# what changes a path: how many of its first arguments are paths, and which are followed where they are links
CHANGES: Dict[str, Tuple[int, int]] = {
    **dict.fromkeys("os.remove os.rmdir os.mkdir os.lchmod os.lchown shutil.rmtree".split(), (1, 0)),
    **dict.fromkeys("os.truncate os.chmod os.chown os.utime os.setxattr os.removexattr os.chflags".split(), (1, 1)),
    **dict.fromkeys("os.lchflags shutil.chown".split(), (1, 1)),
    **dict.fromkeys("os.rename shutil.move".split(), (2, 0)),
    "os.link": (2, 1),
    # it says a text, and makes a name
    "os.symlink": (2, 0),
    "_winapi.CreateJunction": (2, 0),
}
NAMES_THE_SECOND = ("os.symlink", "_winapi.CreateJunction")
# from which argument on they say relative to which folder
BASES = {"os.remove": 1, "os.rmdir": 1, "os.mkdir": 2, "os.rename": 2, "os.link": 2, "os.symlink": 2, "os.chmod": 2,
         "os.chown": 3, "os.utime": 3, "shutil.rmtree": 1}  # fmt: skip
LOCKS = ("fcntl.flock", "fcntl.lockf", "os.lockf", "msvcrt.locking")
# fcntl: copies of a descriptor and its flags, the path of one (macOS)
HARMLESS_CONTROLS = (0, 1, 2, 3, 4, 50, 1030)
# ioctl: the size of a terminal, what is there to be read, whether a descriptor is inherited
HARMLESS_REQUESTS = (0x5413, 0x40087468, 0x541B, 0x4004667F, 0x5450, 0x5451)

# what an event is refused with; None where it is not
Decide = Callable[[str, Tuple[Any, ...]], Optional[str]]


class Refused(PermissionError):
    """Something that a shape check does not do."""


def install(folder: str, *, filtered: bool) -> None:
    """From now on: nothing is changed outside of `folder`, no process started, no connection opened.

    `filtered` says that the system refuses the calls of which Python tells nothing (`limits`).
    """
    is_own = make_is_own(folder, SYSTEM)
    replace(refusing, filtered)
    replace_hdf5(is_own, refuse_file)
    sys.addaudithook(make_hook(make_decision(is_own, SYSTEM)))


def refusing(name: str) -> Callable[..., Any]:
    """In the place of a function that no event tells of."""
    said = REFUSED["signal.pidfd_send_signal"] + f" ({name})"

    def refuse(*_arguments: Any, **_named: Any) -> Any:
        raise Refused(said)

    return refuse


def refuse_file(path: Any) -> None:
    raise Refused(OUTSIDE + make_shown()(path))


def make_hook(decide: Decide) -> Callable[[str, Tuple[Any, ...]], None]:
    """What Python calls before whatever it audits; what raises does not happen."""

    # an argument, not a name around it: so that it can be gone from the frame that a traceback shows
    def hook(event: str, arguments: Tuple[Any, ...], decide: Any = decide, refused: Any = Refused) -> None:
        refusal = decide(event, arguments)
        del decide
        if refusal is not None:
            raise refused(refusal)

    return hook


def make_decision(is_own: IsOwn, system: str) -> Decide:
    """The one decision, whatever the event: it raises nothing, so that no traceback has its frames."""
    refused, changes, may_change = dict(REFUSED), dict(CHANGES), changes_rule(is_own)
    may_open, may_limit, may_control = opening_rule(is_own, system), limits_rule(), control_rule(is_own)
    may_signal, locks, all_errors = signals_rule(), LOCKS, BaseException
    native = "the shape check lets the program call no native code"

    def decide(event: str, arguments: Tuple[Any, ...]) -> Optional[str]:
        try:
            if event == "open":
                return may_open(arguments)
            if event in changes:
                return may_change(event, arguments)
            said = refused.get(event)
            if said is not None:
                return said + " (" + event + ")"
            if event.startswith("ctypes."):
                return native + " (" + event + ")"
            if event in ("os.kill", "os.killpg"):
                return may_signal(arguments)
            if event in ("fcntl.fcntl", "fcntl.ioctl") or event in locks:
                return may_control(event, arguments)
            if event == "resource.prlimit":
                return may_limit(arguments)
        except all_errors:
            return "the shape check could not look at this (" + event + ")"
        return None

    return decide


Rule = Callable[[Tuple[Any, ...]], Optional[str]]
EventRule = Callable[[str, Tuple[Any, ...]], Optional[str]]


def opening_rule(is_own: IsOwn, system: str) -> Rule:
    writing, devices, int_type, text_type, kind_of = WRITING, DEVICES, int, str, type
    windows, reserved, shown, outside = system == "win32", WINDOWS_DEVICES, make_shown(), OUTSIDE
    bytes_type, derives = bytes, issubclass

    def may_open(arguments: Tuple[Any, ...]) -> Optional[str]:
        path, mode, flags = arguments[:3]
        # what is open for writing was let through when it was opened
        if kind_of(flags) is not int_type or not flags & writing or kind_of(path) is int_type:
            return None
        if kind_of(path) is text_type and path in devices:
            return None
        kind = kind_of(path)
        if derives(kind, text_type):
            # of a class of the program the text alone, by no method of its own
            path = text_type.__str__(path)
        elif kind is not bytes_type:
            return outside + shown(path)
        start, below = (b"/", b"/x") if kind is bytes_type else ("/", "/x")
        # `os.open` has no mode, and may be relative to a folder that it does not tell
        told = mode is not None or windows or path.startswith(start)
        # the folder itself is opened for a file without a name
        if told and is_own(path + below, None, True) and not (windows and is_device(path)):
            return None
        return outside + shown(path)

    def is_device(path: Any) -> bool:
        text = path if kind_of(path) is text_type else path.decode("utf-8", "surrogateescape")
        name = text.replace("/", "\\").rpartition("\\")[2].lower()
        return text.startswith(("\\\\.\\", "\\\\?\\")) or name.partition(".")[0].partition(":")[0].rstrip() in reserved

    return may_open


def changes_rule(is_own: IsOwn) -> EventRule:
    changes, starts, second, shown = dict(CHANGES), dict(BASES), NAMES_THE_SECOND, make_shown()
    int_type, kind_of, tuple_length = int, type, tuple.__len__

    def may_change(event: str, arguments: Tuple[Any, ...]) -> Optional[str]:
        count, followed = changes[event]
        start = starts.get(event, tuple_length(arguments))
        bases = arguments[start:]
        index = 0
        for path in arguments[:count]:
            last = tuple_length(bases) - 1
            base = None if last < 0 else bases[index if index < last else last]
            index += 1
            if index == 1 and event in second:
                continue
            # a descriptor that is open for writing was let through when it was opened
            if event == "os.truncate" and kind_of(path) is int_type:
                continue
            if not is_own(path, base, False) or (index <= followed and not is_own(path, base, True)):
                return "the shape check changes nothing outside of its own folder: " + shown(path)
        return None

    return may_change


def signals_rule() -> Rule:
    own = (0, os.getpid(), os.getpgrp() if hasattr(os, "getpgrp") else 0)

    def may_signal(arguments: Tuple[Any, ...]) -> Optional[str]:
        return None if arguments[0] in own else "the shape check ends no other process"

    return may_signal


def limits_rule() -> Rule:
    own = (0, os.getpid())

    def may_limit(arguments: Tuple[Any, ...]) -> Optional[str]:
        reads = arguments[0] in own or arguments[2] is None
        return None if reads else "the shape check changes nothing of another process"

    return may_limit


def control_rule(is_own: IsOwn) -> EventRule:
    controls, requests, locks = HARMLESS_CONTROLS, HARMLESS_REQUESTS, LOCKS

    def may_control(event: str, arguments: Tuple[Any, ...]) -> Optional[str]:
        if event in locks:
            allowed = is_own(arguments[0], None, True)
        else:
            allowed = arguments[1] in (controls if event == "fcntl.fcntl" else requests)
        return None if allowed else "the shape check locks and controls nothing that is not its own (" + event + ")"

    return may_control


def make_shown() -> Callable[[Any], str]:
    """A path in words; of a class of the program nothing is asked."""
    kind_of, text_type, bytes_type, int_type = type, str, bytes, int

    def shown(path: Any) -> str:
        kind = kind_of(path)
        if kind is text_type:
            return path  # type: ignore[no-any-return]
        if kind is bytes_type:
            return path.decode("utf-8", "replace")  # type: ignore[no-any-return]
        return f"descriptor {path}" if kind is int_type else "(a path)"

    return shown
