"""Whether real Keras runs a program."""

from __future__ import annotations

import traceback


def error_in_keras(program: str) -> str | None:
    """What a program raises when it is run."""
    try:
        exec(compile(program, "<page>", "exec"), {"__name__": "page"})
    except Exception:
        return traceback.format_exc()
    return None
