"""Whether real Keras runs a program."""

from __future__ import annotations

import traceback

import keras


def error_in_keras(program: str) -> str | None:
    """What a program raises when it is run."""
    # what another program left in Keras, such as an open scope of names, is nothing to this one; collecting garbage as
    # well would cost more than most programs
    keras.utils.clear_session(free_memory=False)
    try:
        exec(compile(program, "<page>", "exec"), {"__name__": "page"})
    except Exception:
        return traceback.format_exc()
    return None
