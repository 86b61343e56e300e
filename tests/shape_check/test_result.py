"""The answer to a check: JSON as documented, text to read, exit codes to script with, words to act on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from shapelens.shape_check.check import CheckError, MeasuredCall, MeasuredModel, Measurements
from shapelens.shape_check.compare import StaticCall
from shapelens.shape_check.result import build_result, exit_code, result_json, result_lines, shape_text

STATIC = (
    StaticCall(8, 5, 8, 40, "Conv2D", ([None, 128, 128, 32],), model="model"),
    StaticCall(9, 5, 9, 20, "MaxPooling2D", ([None, 64, 64, 32],), model="model"),
    StaticCall(10, 5, 10, 20, "Mystery", ("?",), model="model"),
)
CALLS = (
    MeasuredCall(8, 5, 8, 40, "Conv2D", ([2, 128, 128, 32],), False, (0,)),
    MeasuredCall(9, 5, 9, 20, "MaxPooling2D", ([2, 64, 64, 32],), False, (0,)),
    MeasuredCall(10, 5, 10, 20, "Mystery", ([2, 7],), False, (0,)),
)
OUTCOME = Measurements(
    status="finished",
    interpreter="/usr/bin/python3",
    seconds=3.14,
    python="3.11.7",
    keras="3.15.1",
    backend="tensorflow 2.21.0",
    models=(MeasuredModel("model", 7, 196170, 196170, None),),
    calls=CALLS,
)
DIFFERENT = replace(OUTCOME, calls=(*CALLS[:1], replace(CALLS[1], shapes=([2, 63, 63, 32],)), *CALLS[2:]))
PARTIAL = replace(OUTCOME, calls=CALLS[:1])
IN_MODEL = CheckError("exception", "does not fit", "ValueError", 9, 5, in_model=True)
ELSEWHERE = CheckError("exception", "no such file", "FileNotFoundError", 20, 1)


def test_json_is_the_documented_one() -> None:
    assert result_json(build_result("model.py", STATIC, OUTCOME)) == {
        "version": 1,
        "path": "model.py",
        "python": "3.11.7",
        "keras": "3.15.1",
        "backend": "tensorflow 2.21.0",
        "seconds": 3.14,
        "models": [
            {"name": "model", "line": 7, "agreed": 2, "differed": 0, "filled": 1, "not_run": 0, "params": 196170}
        ],
        "calls": [
            {"line": 8, "column": 5, "layer": "Conv2D", "static": [[None, 128, 128, 32]],
             "measured": [[2, 128, 128, 32]], "status": "agreed"},
            {"line": 9, "column": 5, "layer": "MaxPooling2D", "static": [[None, 64, 64, 32]],
             "measured": [[2, 64, 64, 32]], "status": "agreed"},
            {"line": 10, "column": 5, "layer": "Mystery", "static": ["?"], "measured": [[2, 7]], "status": "filled"},
        ],
        "error": None,
    }  # fmt: skip


def test_json_of_an_error_says_where_it_is() -> None:
    assert result_json(build_result("model.py", STATIC, replace(OUTCOME, error=IN_MODEL)))["error"] == {
        "kind": "exception",
        "type": "ValueError",
        "message": "does not fit",
        "line": 9,
        "column": 5,
    }


def test_a_model_counts_what_was_not_run_of_it() -> None:
    (model,) = build_result("model.py", STATIC, PARTIAL).models
    assert (model.agreed, model.filled, model.not_run) == (1, 0, 2)


def test_text() -> None:
    assert result_lines(build_result("m.py", STATIC, DIFFERENT)) == [
        "m.py: 1 agree, 1 differ, 1 measured only, 0 not run (TensorFlow 2.21.0, Keras 3.15.1, Python 3.11.7, 3.1 s)",
        "",
        "line  layer         ShapeLens             TensorFlow",
        "8     Conv2D        (None, 128, 128, 32)  (2, 128, 128, 32)  agrees",
        "9     MaxPooling2D  (None, 64, 64, 32)    (2, 63, 63, 32)    DIFFERS",
        "10    Mystery       ?                     (2, 7)             measured only",
        "",
        "model (line 7): 196,170 parameters",
    ]


def test_text_of_a_failure() -> None:
    calls = (replace(CALLS[0], symbolic=True, shapes=([None, 128, 128, 32],)),)
    unrun = replace(OUTCOME.models[0], params=None, reason="the exception came before it was built")
    outcome = replace(OUTCOME, calls=calls, models=(unrun,), error=IN_MODEL)
    lines = result_lines(build_result("model.py", STATIC, outcome))
    assert lines[3] == "8     Conv2D        (None, 128, 128, 32)  (None, 128, 128, 32) (not computed)  agrees"
    assert lines[4] == "9     MaxPooling2D  (None, 64, 64, 32)    -                                    not run"
    assert lines[-3:] == [
        "model (line 7); not run: the exception came before it was built",
        "",
        "model.py:9: ValueError: does not fit",
    ]


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ([None, 8], "(None, 8)"),
        ([5], "(5,)"),
        ([], "()"),
        ([None, "ceil(H/2)", "?"], "(None, None, ?)"),
        ("?", "?"),
        ([[2, 4], [2]], "[(2, 4), (2,)]"),
        ({"a": [2, 4]}, "{a: (2, 4)}"),
    ],
)
def test_shape_text(shape: object, text: str) -> None:
    assert shape_text(shape) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        pytest.param(OUTCOME, 0, id="all agree or are filled"),
        pytest.param(DIFFERENT, 1, id="a difference"),
        pytest.param(replace(PARTIAL, error=IN_MODEL), 1, id="an exception in a model"),
        pytest.param(replace(PARTIAL, error=ELSEWHERE), 2, id="an exception elsewhere left calls unconfirmed"),
        pytest.param(replace(OUTCOME, error=ELSEWHERE), 1, id="an exception elsewhere after all was confirmed"),
        pytest.param(replace(OUTCOME, calls=(), models=()), 2, id="nothing was run"),
        pytest.param(replace(OUTCOME, calls=(), models=(), status="deadline"), 2, id="the deadline"),
        pytest.param(replace(OUTCOME, calls=(), models=(), status="memory"), 2, id="the memory limit"),
        pytest.param(replace(OUTCOME, calls=(), models=(), status="no-tensorflow"), 2, id="no TensorFlow"),
        pytest.param(replace(OUTCOME, calls=(), models=(), status="crashed"), 2, id="a crash"),
    ],
)
def test_exit_code(outcome: Measurements, code: int) -> None:
    assert exit_code(build_result("model.py", STATIC, outcome)) == code


def test_a_program_without_models_has_nothing_to_disagree_about() -> None:
    report = build_result("model.py", (), replace(OUTCOME, calls=(), models=()))
    assert (report.error, exit_code(report)) == (None, 0)


def words(**fields: Any) -> str:
    outcome = replace(OUTCOME, models=(), calls=(), **fields)
    error = build_result("model.py", STATIC, outcome).error
    assert error is not None
    return error.message


def test_without_tensorflow_the_message_names_the_interpreter_and_the_command() -> None:
    assert words(status="no-tensorflow") == (
        "TensorFlow is not installed for /usr/bin/python3 (Python 3.11.7). Install it with: /usr/bin/python3 -m pip "
        "install tensorflow, or choose another interpreter with shapelens.check.interpreter / --python."
    )


def test_a_broken_tensorflow_is_told_with_its_reason() -> None:
    error = CheckError("broken-tensorflow", "numpy.dtype size changed")
    assert words(status="broken-tensorflow", error=error) == (
        "Keras cannot be used with /usr/bin/python3 (Python 3.11.7): numpy.dtype size changed"
    )


def test_a_missing_interpreter_is_named() -> None:
    message = words(status="no-interpreter", interpreter="/nowhere/python", output="[Errno 2] No such file")
    assert message.startswith("/nowhere/python cannot be started ([Errno 2] No such file). Choose a Python")


def test_an_old_python_is_named_as_such() -> None:
    output = "shapelens: the check needs Python 3.9 or newer, this is 3.8.18\n"
    assert words(status="crashed", python=None, exit_code=3, output=output) == (
        "/usr/bin/python3 is older than Python 3.9, which the check needs."
    )


def test_a_crash_tells_the_last_words() -> None:
    assert words(status="crashed", exit_code=7, output="one\n\ntwo\n") == (
        "The program ended by itself with code 7 before its models could be run. It said last: one / two"
    )


def test_a_deadline_says_which_setting_moves_it() -> None:
    message = words(status="deadline", seconds=120.2)
    assert message.startswith("The check was stopped after 120 s.")
    assert "shapelens.check.timeoutSeconds" in message


def test_models_that_were_not_run_say_why() -> None:
    model = MeasuredModel("net", 3, None, None, "nothing says what goes in")
    error = build_result("model.py", STATIC, replace(OUTCOME, calls=(), models=(model,))).error
    assert error is not None
    assert error.message == "No model could be run. net: nothing says what goes in"
