"""How large a value may grow: a program that doubles a list a hundred times has a value that no computer can hold."""

from __future__ import annotations

import re

from shapelens.interpreter.domain.values import Value

# a result larger than this is not computed: `[0] * 10**9`, `2 ** 10**9`
MAX_SEQUENCE = 100_000
MAX_BITS = 4096

_WIDE = re.compile(r"\d{5,}")
# methods whose result may be larger than what they are given
_WIDENING = frozenset({"ljust", "rjust", "center", "zfill", "expandtabs", "to_bytes", "format"})


def is_too_large(symbol: str, left: Value, right: Value) -> bool:
    """Whether the result of an operator on constants is not worth computing."""
    if isinstance(left, int) and isinstance(right, int):
        bits = {
            "**": abs(right) * max(left.bit_length(), 1),
            "<<": left.bit_length() + max(right, 0),
            "*": left.bit_length() + right.bit_length(),
        }
        return bits.get(symbol, 0) > MAX_BITS
    if symbol == "%" and isinstance(left, (str, bytes)):
        return is_wide(str(left))
    if symbol == "+" and isinstance(left, (str, bytes)) and isinstance(right, (str, bytes)):
        return len(left) + len(right) > MAX_SEQUENCE
    if symbol == "*":
        text, count = (left, right) if isinstance(left, (str, bytes)) else (right, left)
        return isinstance(text, (str, bytes)) and isinstance(count, int) and len(text) * count > MAX_SEQUENCE
    return False


def is_wide(specification: str) -> bool:
    """Whether a format asks for a text of ten thousand characters or more."""
    return _WIDE.search(specification) is not None


def method_grows(receiver: Value, name: str, values: list[Value]) -> bool:
    """Whether a method of a string may give one that is too long."""
    if not isinstance(receiver, (str, bytes)):
        return name in _WIDENING and any(isinstance(value, int) and value > MAX_SEQUENCE for value in values)
    if name in _WIDENING:
        return is_wide(str(receiver)) or any(isinstance(value, int) and value > MAX_SEQUENCE for value in values)
    if name in ("replace", "join", "translate"):
        given = max((len(value) for value in values if isinstance(value, (str, bytes, tuple))), default=0)
        return (len(receiver) + 1) * (given + 1) > MAX_SEQUENCE * 10
    return False


def holds_too_much(items: list[Value]) -> bool:
    """Whether a tuple holds more than can be followed: what holds another twice doubles with every step."""
    waiting, count = [item for item in items if type(item) is tuple], len(items)
    while waiting and count <= MAX_SEQUENCE:
        inner = waiting.pop()
        count += len(inner)
        waiting += [item for item in inner if type(item) is tuple]
    return count > MAX_SEQUENCE
