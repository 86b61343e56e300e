"""The form of what an agent says: the program that it runs may say anything in its name, so each field is checked.

What has not the form is a `ValueError`. Text is made plain here, where it comes in, so that every way out has it plain.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from shapelens.shape_check.check import CheckError, MeasuredCall, MeasuredModel
from shapelens.shapes.formatting import JsonShape
from shapelens.shapes.plain_text import plain_text

T = TypeVar("T")
# above what an agent says: 8,000 characters of a message, 64 shapes of a call, 50 lines of a traceback
LONGEST_TEXT = 10_000
LONGEST_NAME = 1_000
MOST_CALLS, MOST_MODELS, MOST_SHAPES, MOST_FRAMES = 20_000, 2_000, 64, 50
DEEPEST_SHAPE = 32
LARGEST = 1 << 63
LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class Said:
    """An event of a good form, as far as it is told while the check runs."""

    kind: Literal["hello", "environment", "progress", "result", "error"]
    message: str = ""
    done: int = 0
    total: int = 0


def decode(line: bytes) -> dict[str, Any]:
    """One event. No number in it has a fraction, is no number, or is longer than those that are meant."""
    event = json.loads(line, parse_int=_integer, parse_float=_refuse, parse_constant=_refuse)
    if not isinstance(event, dict):
        raise ValueError("no event")
    return event


def _integer(text: str) -> int:
    return int(text) if len(text) <= LONGEST_NUMBER else _refuse(text)


def _refuse(text: str) -> Any:
    raise ValueError(f"no number of ours: {text[:LONGEST_NUMBER]}")


def read_progress(event: dict[str, Any]) -> Said:
    done, total = whole(event.get("done", 0)), whole(event.get("total", 0))
    return Said("progress", name(event["message"]), done, total)


def read_result(
    event: dict[str, Any],
) -> tuple[tuple[MeasuredModel, ...], tuple[MeasuredCall, ...], CheckError | None]:
    models = items(event["models"], read_model, MOST_MODELS)
    calls = items(event["calls"], read_call, MOST_CALLS)
    return models, calls, None if event["error"] is None else read_error(event["error"])


def read_model(item: dict[str, Any]) -> MeasuredModel:
    return MeasuredModel(
        name=name(item["name"]),
        line=place(item["line"]),
        params=maybe(item["params"], whole),
        trainable_params=maybe(item["trainable_params"], whole),
        reason=maybe(item["reason"], text),
    )


def read_call(item: dict[str, Any]) -> MeasuredCall:
    return MeasuredCall(
        line=whole(item["line"], 1),
        column=whole(item["column"], 1),
        end_line=whole(item["end_line"], 1),
        end_column=whole(item["end_column"], 1),
        layer=name(item["layer"]),
        shapes=items(item["shapes"], shape, MOST_SHAPES),
        symbolic=truth(item["symbolic"]),
        models=items(item["models"], whole, MOST_MODELS),
    )


def read_error(item: dict[str, Any]) -> CheckError:
    return CheckError(
        kind=name(item["kind"]),
        message=text(item["message"]),
        type=name(item.get("type", "")),
        line=place(item.get("line")),
        column=place(item.get("column")),
        end_line=place(item.get("end_line")),
        end_column=place(item.get("end_column")),
        in_model=truth(item.get("in_model", False)),
        traceback=items(item.get("traceback", []), lambda line: whole(line, 1), MOST_FRAMES),
    )


# ---- fields


def text(value: Any, longest: int = LONGEST_TEXT) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return plain_text(value[:longest])


def name(value: Any) -> str:
    """A text of one line."""
    return text(value, LONGEST_NAME).replace("\n", " ")


def whole(value: Any, least: int = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value < LARGEST:
        raise ValueError("no whole number")
    return value


def place(value: Any) -> int | None:
    """A line or a column."""
    return maybe(value, lambda number: whole(number, 1))


def truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def maybe(value: Any, read: Callable[[Any], T]) -> T | None:
    return None if value is None else read(value)


def items(value: Any, read: Callable[[Any], T], most: int) -> tuple[T, ...]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("no list, or a longer one than is meant")
    return tuple(map(read, value))


def shape(value: Any, depth: int = 0) -> JsonShape:
    """Sizes, a list or dict of shapes; `None` is an open size, a text an unknown one."""
    if depth > DEEPEST_SHAPE:
        raise ValueError("shapes in shapes without end")
    if isinstance(value, list):
        return [shape(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {name(key): shape(item, depth + 1) for key, item in value.items()}
    if isinstance(value, str):
        return name(value)
    return maybe(value, whole)
