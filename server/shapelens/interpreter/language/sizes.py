"""How large a value may grow: a program that doubles a list a hundred times has a value that no computer can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shapelens.interpreter.domain.values import Value

# a result larger than this is not computed: `[0] * 10**9`, `2 ** 10**9`
MAX_SEQUENCE = 100_000
MAX_BITS = 4096

# a text that a method makes: longer ones are read, but not multiplied
_MAX_MADE = 10_000_000
_WIDE = re.compile(r"\d{5,}")
# a width that is itself a value: `%*d`, `{:{}}`
_INNER = re.compile(r"%[-+ #0-9.]*\*|\{[^{}]*:[^{}]*\{")


def is_too_large(symbol: str, left: Value, right: Value) -> bool:
    """Whether the result of an operator on constants is not worth computing."""
    if isinstance(left, int) and isinstance(right, int):
        bits = {
            "**": abs(right) * max(left.bit_length(), 1),
            "<<": left.bit_length() + max(right, 0),
            "*": left.bit_length() + right.bit_length(),
        }
        return bits.get(symbol, max(left.bit_length(), right.bit_length())) > MAX_BITS
    if symbol == "%" and isinstance(left, (str, bytes)):
        return format_is_too_large(str(left), (right,))
    if symbol == "+" and isinstance(left, (str, bytes)) and isinstance(right, (str, bytes)):
        return len(left) + len(right) > MAX_SEQUENCE
    if symbol == "*":
        text, count = (left, right) if isinstance(left, (str, bytes)) else (right, left)
        return isinstance(text, (str, bytes)) and isinstance(count, int) and len(text) * count > MAX_SEQUENCE
    return False


def format_is_too_large(text: str, values: Iterable[Value]) -> bool:
    """Whether a format with some values may give a text that is too long to follow."""
    if _WIDE.search(text):
        return True
    values = tuple(values)
    sizes = [len(value) for value in values if isinstance(value, (str, bytes))]
    if _INNER.search(text):
        sizes += [abs(value) for value in values if isinstance(value, int)]
    return len(text) + (text.count("{") + text.count("%")) * max(sizes, default=0) > MAX_SEQUENCE


def method_is_too_large(receiver: Value, values: Iterable[Value]) -> bool:
    """Whether a method of a string may give one that is too long: a width, or the product of what it is given."""
    size = _length(receiver)
    for value in values:
        if isinstance(value, (str, bytes, tuple)):
            size = max(size, 1) * max(_length(value), 1)
        elif isinstance(value, int):
            size = max(size, abs(value))
    return size > _MAX_MADE


def _length(value: Value) -> int:
    """How many characters a text has, or the texts in a tuple together."""
    if isinstance(value, tuple):
        return sum(map(_length, value))
    return len(value) if isinstance(value, (str, bytes)) else 1


def holds_too_much(items: list[Value]) -> bool:
    """Whether a tuple holds more than can be followed: what holds another twice doubles with every step."""
    waiting, count = [item for item in items if type(item) is tuple], len(items)
    while waiting and count <= MAX_SEQUENCE:
        inner = waiting.pop()
        count += len(inner)
        waiting += [item for item in inner if type(item) is tuple]
    return count > MAX_SEQUENCE
