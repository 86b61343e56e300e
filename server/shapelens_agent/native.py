"""The C library: called before the program runs, and refused to it afterwards (`sandbox`)."""

from __future__ import annotations

import ctypes
import os
from typing import Any, Callable


def libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def checked(result: int) -> int:
    """The result of a call; OSError where it failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def is_allowed(step: Callable[[], Any]) -> bool:
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
