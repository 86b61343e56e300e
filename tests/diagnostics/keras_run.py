"""Whether real Keras runs a program."""

from __future__ import annotations

import traceback

import keras
import tensorflow as tf


def error_in_keras(program: str) -> str | None:
    """What a program raises when it is run; it trains step by step: a graph takes longer to make than its few steps."""
    tf.config.run_functions_eagerly(True)
    # what Keras cuts from a traceback it looks for frame by frame, and nobody reads
    keras.config.disable_traceback_filtering()
    # what another program left in Keras, such as an open scope of names, is nothing to this one; collecting garbage as
    # well would cost more than most programs
    keras.utils.clear_session(free_memory=False)
    try:
        exec(compile(program, "<page>", "exec"), {"__name__": "page"})
    except Exception:
        return traceback.format_exc()
    finally:
        keras.config.enable_traceback_filtering()
        tf.config.run_functions_eagerly(False)
    return None
