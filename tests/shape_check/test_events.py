"""The channel of events is hostile input: the program that is checked can write to it, whatever it likes."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from tests.shape_check.loop_turns import MOST_BYTES

from shapelens.lsp.check_results import check_result_of
from shapelens.lsp.documents import Snapshot
from shapelens.lsp.line_index import LineIndex
from shapelens.shape_check import events
from shapelens.shape_check.check import Measurements
from shapelens.shape_check.compare import StaticCall
from shapelens.shape_check.events import Heard
from shapelens.shape_check.result import build_result, exit_code, result_json, result_lines

CALL = {"line": 1, "column": 2, "end_line": 1, "end_column": 9, "layer": "Dense", "shapes": [[2, 4]]}
CALL |= {"symbolic": False, "models": [0]}
MODEL = {"name": "net", "line": 1, "params": 3, "trainable_params": 3, "reason": None}
ERROR = {"kind": "exception", "message": "m", "type": "ValueError", "line": 1, "column": 1, "end_line": 1}
ERROR |= {"end_column": 3, "in_model": True, "traceback": [1, 2]}
RESULT: dict[str, Any] = {"event": "result", "models": [MODEL], "calls": [CALL], "error": ERROR}
STATIC = StaticCall(1, 2, 1, 9, "Dense", ([None, 4],))


def heard(*said: object) -> Heard:
    listener = Heard()
    for one in said:
        listener.feed((one if isinstance(one, str) else json.dumps(one)).encode() + b"\n")
    return listener


def test_a_result_of_a_good_form() -> None:
    listener = heard({"event": "hello", "python": "3"}, RESULT)
    assert (listener.finished, len(listener.models), len(listener.calls)) == (True, 1, 1)
    assert listener.error is not None
    assert listener.error.traceback == (1, 2)


FORGED: dict[str, str] = {
    "a number without end": '{"event": "progress", "message": "a", "done": 1e999, "total": 1}',
    "no number": '{"event": "progress", "message": "a", "done": NaN, "total": 1}',
    "a fraction": '{"event": "progress", "message": "a", "done": 0.5, "total": 1}',
    "less than nothing": '{"event": "progress", "message": "a", "done": -1, "total": 1}',
    "a text for a number": '{"event": "progress", "message": "a", "done": "1", "total": 1}',
    "digits without end": '{"event": "progress", "message": "a", "done": %s}' % ("9" * 1_000_000),
    "a message that is none": '{"event": "progress", "message": ["a"]}',
    "a version that is none": '{"event": "hello", "python": {}}',
    "a kind that is none": '{"event": ["result"]}',
    "an event that is none": "[1]",
    "an error without words": '{"event": "error", "kind": 3, "message": null}',
}


@pytest.mark.parametrize("name", FORGED)
def test_what_has_not_the_form_is_no_event(name: str) -> None:
    listener = Heard()
    assert listener.feed(FORGED[name].encode() + b"\n") == []
    assert not listener.is_over
    assert listener.python is None


WRONG: list[tuple[str, object]] = [
    ("line", 0), ("line", -5), ("line", True), ("line", 1.5), ("line", 1 << 70), ("column", None), ("layer", 3),
    ("shapes", "abc"), ("shapes", [[1.5]]), ("shapes", [[True]]), ("shapes", [[-1]]), ("shapes", [[1]] * 65),
    ("symbolic", 1), ("models", [-1]), ("models", ["a"]), ("models", {"a": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_call_of_another_form_ends_nothing(field: str, value: object) -> None:
    assert not heard({**RESULT, "calls": [{**CALL, field: value}]}).is_over


@pytest.mark.parametrize(("field", "value"), [("params", "3"), ("line", "1"), ("name", None), ("reason", 5)])
def test_a_model_of_another_form_ends_nothing(field: str, value: object) -> None:
    assert not heard({**RESULT, "models": [{**MODEL, field: value}]}).is_over


@pytest.mark.parametrize(("field", "value"), [("traceback", "12"), ("column", 0), ("in_model", "no"), ("type", 1)])
def test_an_error_of_another_form_ends_nothing(field: str, value: object) -> None:
    assert not heard({**RESULT, "error": {**ERROR, field: value}}).is_over


def test_a_result_without_end_is_none() -> None:
    deep: object = 1
    for _ in range(100):
        deep = [deep]
    assert not heard({**RESULT, "calls": [{**CALL, "shapes": [deep]}]}).is_over
    assert not heard({**RESULT, "calls": [CALL] * 20_001}).is_over
    assert not heard({**RESULT, "models": [MODEL] * 2_001}).is_over


def test_nothing_is_heard_behind_the_end() -> None:
    lines = [{"event": "error", "kind": "a", "message": "first"}, RESULT]
    listener = Heard()
    listener.feed("".join(json.dumps(line) + "\n" for line in lines).encode())
    assert (listener.fatal, listener.finished) == ("a", False)


def test_a_flood_of_lines_is_not_heard_any_further() -> None:
    listener = Heard()
    for _ in range(events.MAX_LINES // 50_000 + 1):
        assert listener.feed(b"\n" * 50_000) == []
    assert (listener.fatal, listener.error) == ("flood", events.FLOOD)


def test_a_flood_without_lines_is_not_heard_any_further() -> None:
    listener = Heard()
    piece = b"x" * MOST_BYTES
    for _ in range(events.MAX_BYTES // len(piece) + 1):
        listener.feed(piece)
        assert len(listener._partial) <= events.MAX_LINE + 1
    assert listener.fatal == "flood"


def test_a_line_that_is_too_long_is_passed_over() -> None:
    listener = heard('{"event": "hello", "python": "%s"}' % ("3" * events.MAX_LINE))
    assert listener.python is None
    listener.feed(json.dumps({"event": "hello", "python": "3.11"}).encode() + b"\n")
    assert listener.python == "3.11"


def test_what_the_agent_says_is_plain_text() -> None:
    bad = "\x1b]0;evil\x07a\x1b[2J\u202eb\ud800\x07"
    spoken = {
        **RESULT,
        "models": [{**MODEL, "name": bad, "reason": bad}],
        "calls": [{**CALL, "layer": bad, "shapes": [{bad: [2]}]}],
        "error": {**ERROR, "type": bad, "message": bad, "kind": bad},
    }
    hello = {"event": "hello", "python": bad}
    listener = heard(hello, {"event": "environment", "keras": bad, "backend": bad}, spoken)
    assert listener.finished
    report = build_result("m.py", (), measurements(listener))
    shown = "\n".join(result_lines(report)) + json.dumps(result_json(report), ensure_ascii=False)
    assert "ab\N{REPLACEMENT CHARACTER}" in shown
    assert not set("\x1b\x07\u202e\ud800") & set(shown)
    assert "evil" not in shown


def measurements(listener: Heard) -> Measurements:
    return Measurements(
        "finished",
        "python",
        1.0,
        listener.python,
        listener.keras,
        listener.backend,
        listener.models,
        listener.calls,
        listener.error,
    )


def test_no_forged_event_raises_in_our_process() -> None:
    """Random events of nearly the right form, through all that is made of them."""
    drawn = random.Random(11)
    odd: list[object] = [None, True, -1, 0, 1, 7, 10**9, 1 << 62, 1 << 80, 0.5, "", "?", "...", "a\x1b[2J", [], {}]
    odd += [[2, 4], [[2, 4], 3], {"a": [2]}, ["...", 4], [None, "?"], [[], []], float("inf"), float("nan")]
    finished = 0
    for _ in range(4_000):
        calls = [vary(CALL, drawn, odd) for _ in range(drawn.randint(0, 2))]
        shapes = [{**call, "shapes": [drawn.choice(odd) for _ in range(2)]} for call in calls]
        error = vary(ERROR, drawn, odd) if drawn.random() < 0.5 else None
        listener = heard({**RESULT, "models": [vary(MODEL, drawn, odd)], "calls": shapes, "error": error})
        finished += listener.finished
        report = build_result("m.py", (STATIC,), measurements(listener))
        result_lines(report)
        json.dumps(result_json(report), allow_nan=False).encode()
        exit_code(report)
        check_result_of(report, SNAPSHOT)
    assert finished > 100


def vary(fields: dict[str, Any], drawn: random.Random, odd: list[object]) -> dict[str, Any]:
    return {key: drawn.choice(odd) if drawn.random() < 0.08 else value for key, value in fields.items()}


SNAPSHOT = Snapshot("file:///m.py", "m.py", 1, LineIndex("x = Dense(4)\n"))
