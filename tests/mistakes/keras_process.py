"""The process that runs programs in real Keras: a JSON text a line comes in, what it raised goes out.

What a program would download, read from its folder or draw is stood in for (`stand_ins`); training is real, but step by
step (eagerly): making a graph for a few small batches takes longer than all of them.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
import traceback
from typing import Any, TextIO

from tests.mistakes.stand_ins import install

NAME = "<program>"


def main() -> None:
    # answers go where standard output was; what programs print is nobody's business
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers, tempfile.TemporaryDirectory() as folder:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.chdir(folder)
        install(folder)
        answer_all(answers)


def answer_all(answers: TextIO) -> None:
    import keras
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    for line in sys.stdin:
        begun = time.perf_counter()
        namespace: dict[str, Any] = {"__name__": "__main__", "__file__": NAME}
        error, place = run(json.loads(line), namespace)
        models = [] if error is not None else models_in(namespace, keras.Model)
        keras.backend.clear_session()
        seconds = round(time.perf_counter() - begun, 2)
        answers.write(json.dumps({"error": error, "line": place, "seconds": seconds, "models": models}) + "\n")
        answers.flush()


def run(text: str, namespace: dict[str, Any]) -> tuple[str | None, int]:
    """What a program raises, and in which of its lines."""
    try:
        exec(compile(text, NAME, "exec"), namespace)
    except Exception as error:
        steps = traceback.extract_tb(error.__traceback__)
        lines = [step.lineno or 0 for step in steps if step.filename == NAME]
        return f"{type(error).__name__}: {error}", lines[-1] if lines else 0
    return None, 0


def models_in(namespace: dict[str, Any], kind: type) -> list[str]:
    """The models that a program holds at its end, by name: what each takes and gives, how many parameters it has, and
    whether it was trained."""
    models = {name: value for name, value in namespace.items() if isinstance(value, kind) and name[:1] != "_"}
    return [f"{name}: {_shown(model)}" for name, model in sorted(models.items())]


def _shown(model: Any) -> str:
    shapes = [[tuple(each.shape) for each in getattr(model, end, None) or ()] for end in ("inputs", "outputs")]
    steps = getattr(getattr(model, "optimizer", None), "iterations", 0)
    parameters = model.count_params() if model.built else 0
    return f"{shapes[0]} -> {shapes[1]}, {parameters} parameters, {'trained' if int(steps) else 'not trained'}"


if __name__ == "__main__":
    main()
