"""A program run in real Keras, in this process: what its model has in the end, or what it raised."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import warnings
from typing import Any


def run(text: str) -> tuple[int, Any] | str:
    """The parameters of `model` and the shape it gives; the last line of what is raised, in words."""
    import keras

    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    before, names = os.getcwd(), {"__name__": "__main__"}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        os.chdir(folder)
        try:
            exec(compile(text, "<program>", "exec"), names)
            model: Any = names["model"]
            return model.count_params(), _plain(model.output_shape)
        except Exception as error:
            return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        finally:
            os.chdir(before)


def _plain(shape: Any) -> Any:
    """A shape, or several, as tuples."""
    return tuple(map(_plain, shape)) if isinstance(shape, (list, tuple)) else shape
