"""What others wrote is shown as text: no terminal and no editor does anything about it."""

from __future__ import annotations

import random

import pytest

from shapelens.shapes.plain_text import plain_text

PLAIN = {
    "a colour": ("\x1b[1;31mred\x1b[0m", "red"),
    "a cursor that moves": ("a\x1b[2J\x1b[H\x1b[?25lb", "ab"),
    "a title": ("\x1b]0;title\x07a", "a"),
    "a clipboard, ended by ST": ("\x1b]52;c;ZXZpbA==\x1b\\a", "a"),
    "a link": ("\x1b]8;;http://a\x1b\\text\x1b]8;;\x1b\\", "text"),
    "a device string": ("\x1bPq#0;2\x1b\\a", "a"),
    "an application command": ("\x1b_Gf=100;AAAA\x1b\\a", "a"),
    "one character for two": ("\x9b31ma\x9d0;b\x9cc\x90d\x9ce", "ace"),
    "a reset": ("\x1bca", "a"),
    "another character set": ("\x1b(0a\x1b#8b", "ab"),
    "a string without end": ("a\x1b]0;b\nc", "a\nc"),
    "an escape at the end": ("a\x1b", "a"),
    "a bell and a backspace": ("a\x07b\x08", "a�b�"),
    "text turned around": ("a\u202eb\u2066c\u200fd", "abcd"),
    "what nobody sees": ("a\U000e0041b\ufeff", "ab"),
    "half a character": ("a\ud800b", "a�b"),
    "a line that is written over": ("50 %\r100 %\r\n", "50 %\n100 %\n"),
    "lines of other kinds": ("a\u2028b\x85c\x0bd", "a\nb\nc\nd"),
    "text": ("(None, 3) × é 🙂\tשלום\n", "(None, 3) × é 🙂\tשלום\n"),
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_text_is_made_plain(name: str) -> None:
    given, wanted = PLAIN[name]
    assert plain_text(given) == wanted


def test_a_plain_text_is_plain_whatever_it_was() -> None:
    drawn = random.Random(5)
    letters = "\x1b\x9b\x9c\x9d\x90\x07\x08\r\n\t[]P_;0mHa \\\u202e\ud800\u2028é"
    for _ in range(20_000):
        text = plain_text("".join(drawn.choices(letters, k=drawn.randint(0, 12))))
        assert all(letter in "\n\t�" or letter.isprintable() for letter in text), text
        assert plain_text(text) == text
        text.encode()
